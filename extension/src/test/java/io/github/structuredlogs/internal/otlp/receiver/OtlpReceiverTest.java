package io.github.structuredlogs.internal.otlp.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.structuredlogs.internal.otlp.RecordedLines;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import io.github.structuredlogs.internal.otlp.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each request gets. */
class OtlpReceiverTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String TRACES = "/" + TOKEN + "/v1/traces";
    private static final int MIB = 1 << 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestInbox inbox = new TestInbox();
    private final OtlpReceiver receiver = new OtlpReceiver(token -> token.equals(TOKEN) ? inbox : null, task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });
    private int port;

    @BeforeEach
    void listen() throws IOException {
        port = receiver.listen(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private HttpResponse<String> post(String path, String type, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(60))
                .POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String json() {
        return RecordedLines.lines(RecordedLines.SDK).get(0);
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void takesJson() throws IOException, InterruptedException {
        HttpResponse<String> response =
                post(TRACES, "application/json; charset=utf-8", BodyPublishers.ofString(json()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(inbox.spans).extracting(RecordedSpan::name).contains("POST /orders", "insert into orders");
        assertThat(inbox.spans).allSatisfy(span -> assertThat(span.container()).isEqualTo("orders"));
    }

    @Test
    void takesWhatIsCompressedAndInChunks() throws IOException, InterruptedException {
        byte[] body = zipped(json().getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> response = post(
                TRACES,
                "application/json",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "Content-Encoding",
                "gzip");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(inbox.spans).hasSize(2);
    }

    @Test
    void answersProtobufWithAnEmptyMessage() throws IOException, InterruptedException {
        HttpResponse<String> response = post(TRACES, "application/x-protobuf", BodyPublishers.noBody());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-protobuf");
        assertThat(response.body()).isEmpty();
        assertThat(inbox.requests).hasValue(1);
    }

    @Test
    void leavesLogRecordsToTheLog() throws IOException, InterruptedException {
        HttpResponse<String> response =
                post("/" + TOKEN + "/v1/logs", "application/json", BodyPublishers.ofString("{\"resourceLogs\":[]}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(inbox.requests).hasValue(1);
        assertThat(inbox.rejections).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/traces",
                "/0123456789abcdef0123456789abcdee/v1/traces",
                "/" + TOKEN,
                "/" + TOKEN + "/v1/profiles",
                "/" + TOKEN + "/x/v1/traces"
            })
    void knowsNoOtherPath(String path) throws IOException, InterruptedException {
        assertThat(post(path, "application/json", BodyPublishers.ofString(json()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(receiver.strays()).isEqualTo(1);
        assertThat(inbox.spans).isEmpty();
    }

    @Test
    void takesNothingButPost() throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + TRACES))
                .build();

        assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void refusesOtherTypesAndEncodings() throws IOException, InterruptedException {
        assertThat(post(TRACES, "application/grpc", BodyPublishers.ofString("x"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(post(TRACES, "application/json", BodyPublishers.ofString("x"), "Content-Encoding", "zstd")
                        .statusCode())
                .isEqualTo(415);
        assertThat(inbox.rejections).containsOnly(Rejection.UNREADABLE_REQUEST).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"resourceSpans\":[", "[]x", "\u0000"})
    void refusesBadJson(String body) throws IOException, InterruptedException {
        assertThat(post(TRACES, "application/json", BodyPublishers.ofString(body))
                        .statusCode())
                .isEqualTo(400);
        assertThat(inbox.rejections).containsExactly(Rejection.UNREADABLE_REQUEST);
    }

    @Test
    void refusesBadProtobufAndBadGzip() throws IOException, InterruptedException {
        byte[] cutOff = {10, 100, 1};

        assertThat(post(TRACES, "application/x-protobuf", BodyPublishers.ofByteArray(cutOff))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(
                                TRACES,
                                "application/x-protobuf",
                                BodyPublishers.ofByteArray(cutOff),
                                "Content-Encoding",
                                "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(inbox.rejections).containsOnly(Rejection.UNREADABLE_REQUEST).hasSize(2);
    }

    @Test
    void refusesALongBodyBeforeItIsRead() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("POST " + TRACES + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\n"
                                    + "Content-Length: " + 100 * MIB + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(firstLine(socket.getInputStream())).contains(" 413 ");
        }
        assertThat(inbox.rejections).containsExactly(Rejection.TOO_LONG_REQUEST);
    }

    @Test
    void refusesWhatGrowsBeyondTheBound() throws IOException, InterruptedException {
        byte[] bomb = zipped(new byte[100 * MIB]);
        assertThat(bomb).hasSizeLessThan(MIB);

        assertThat(post(TRACES, "application/x-protobuf", BodyPublishers.ofByteArray(bomb), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(413);
        assertThat(inbox.rejections).containsExactly(Rejection.TOO_LONG_REQUEST);
        assertThat(post(TRACES, "application/json", BodyPublishers.ofString(json()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void bodiesAtOnceHaveABoundTogether() throws IOException {
        RequestBody bodies = new RequestBody(100, 150);
        InputStream hundred = new ByteArrayInputStream(new byte[100]);

        String inner = bodies.with(hundred, false, first -> {
            try {
                return bodies.with(new ByteArrayInputStream(new byte[100]), false, second -> "both");
            } catch (RequestBody.NoRoomException e) {
                return "no room";
            }
        });

        assertThat(inner).isEqualTo("no room");
        assertThat(bodies.<String>with(new ByteArrayInputStream(new byte[100]), false, again -> "there is room"))
                .isEqualTo("there is room");
        assertThatIOException()
                .isThrownBy(() -> bodies.<String>with(new ByteArrayInputStream(new byte[101]), false, body -> "read"))
                .isInstanceOf(RequestBody.TooLongException.class);
    }

    /** Its first bytes are those of HTTP/2, which the server takes for a request without a path. */
    @Test
    void outlivesAGrpcClient() throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("200 OK");
        }

        assertThat(post(TRACES, "application/json", BodyPublishers.ofString(json()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIOException()
                    .isThrownBy(() -> receiver.listen(InetAddress.getLoopbackAddress(), other.getLocalPort()))
                    .withMessageContaining("in use");
        }
    }

    @Test
    void listensAtNoOtherAddress() throws IOException {
        int own = receiver.listen(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0);

        assertThatIOException()
                .isThrownBy(() -> new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 3}), own).close());
        new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), own).close();
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
