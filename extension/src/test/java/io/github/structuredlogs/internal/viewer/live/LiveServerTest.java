package io.github.structuredlogs.internal.viewer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.testing.Fed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may read the page, and what a page is told. */
class LiveServerTest {
    private final Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults());
    private LiveView view;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        view = LiveView.start("shop", captures, new LiveTests(), Redaction.of(List.of()), 0, null);
        address = view.address();
    }

    @AfterEach
    void close() {
        view.close();
        captures.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("structured-logs") || name.equals("HTTP-Dispatcher")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET PATH      | Host: 127.0.0.1:PORT                                                        | 200",
                "GET PATH      | Host: localhost:PORT                                                        | 200",
                "GET PATH      | Host: evil.example:PORT                                                     | 404",
                "GET PATH      | Host: 127.0.0.1                                                             | 404",
                "GET PATH      | Host: 127.0.0.1:PORT;Origin: http://evil.example                            | 404",
                "GET PATH      | Host: 127.0.0.1:PORT;Origin: null                                           | 404",
                "GET PATHstream| Host: 127.0.0.1:PORT;Sec-Fetch-Site: cross-site;Sec-Fetch-Mode: no-cors     | 404",
                "GET PATH      | Host: 127.0.0.1:PORT;Sec-Fetch-Site: cross-site;Sec-Fetch-Mode: navigate;Sec-Fetch-Dest: document | 200",
                "GET PATH      | Host: 127.0.0.1:PORT;Sec-Fetch-Site: cross-site;Sec-Fetch-Mode: navigate;Sec-Fetch-Dest: iframe   | 404",
                "GET /         | Host: 127.0.0.1:PORT                                                        | 404",
                "GET /x/       | Host: 127.0.0.1:PORT                                                        | 404",
                "GET /x/stream | Host: 127.0.0.1:PORT                                                        | 404",
                "POST PATH     | Host: 127.0.0.1:PORT;Content-Length: 0                                      | 404",
                "PUT PATH      | Host: 127.0.0.1:PORT;Content-Length: 0                                      | 404",
                "OPTIONS PATH  | Host: 127.0.0.1:PORT;Origin: http://evil.example                            | 404",
                "GET PATH../   | Host: 127.0.0.1:PORT                                                        | 404",
                "GET PATHother | Host: 127.0.0.1:PORT                                                        | 404",
            })
    void answersOnlyTheOwnPage(String request, String headers, int status) throws IOException {
        String answer = ask(request, headers);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).doesNotContainIgnoringCase("Access-Control-");
        if (status == 404) {
            assertThat(answer).doesNotContain("<html");
        }
    }

    @Test
    void listensAtTheLoopbackAddressAlone() {
        assertThat(address.getHost()).isEqualTo("127.0.0.1");
        assertThat(address.getPath()).matches("/[\\w-]{24}/");
    }

    @Test
    void hidesSecretsAndNeutralisesWhatContainersWrite() throws IOException {
        Capture capture = captures.open(new ContainerIdentity("1", "or<b>ders\u202e", "i", Map.of(), false, null));
        write(capture, "{\"level\":\"info\",\"msg\":\"a \\u001b[31m\",\"password\":\"geheim-7\"}");

        List<String> told = read("state", 1);
        told.addAll(read("records", 1));

        assertThat(told).allSatisfy(line -> assertThat(line).doesNotContain("\u001b", "\u202e", "geheim-7"));
        assertThat(told.get(1)).contains("\"size\":1");
    }

    @Test
    void tellsAPageThatComesLateWhatWasLoggedBefore() throws IOException {
        Capture capture = captures.open(new ContainerIdentity("1", "orders", "i", Map.of(), false, null));
        for (int i = 0; i < 10_000; i++) {
            write(capture, "line " + i);
        }
        await().until(() -> view.records() == 10_000);

        long records = 0;
        try (Socket socket = connect("stream?page=late")) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (records < 10_000) {
                String line = lines.readLine();
                if (line.startsWith("data: {\"first\":")) {
                    records += Long.parseLong(line.replaceAll(".*?\"size\":(\\d+).*", "$1"));
                }
            }
        }

        assertThat(records).isEqualTo(10_000);
    }

    @Test
    void letsGoOfAPageThatTakesNothing() throws Exception {
        Capture capture = captures.open(new ContainerIdentity("1", "orders", "i", Map.of(), false, null));
        LiveFeed feed = new LiveFeed(captures, new LiveTests(), Redaction.of(List.of()));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        AtomicReference<Exception> end = new AtomicReference<>();
        OutputStream stuck = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[1], 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                try {
                    new java.util.concurrent.CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        Thread page = new Thread(() -> {
            try {
                new PageStream(feed, stuck, timer, Duration.ofMillis(50)).run(-1);
            } catch (IOException | InterruptedException e) {
                end.set(e);
            }
        });
        page.start();
        write(capture, "a line");

        page.join(10_000);

        assertThat(end.get()).isInstanceOf(IOException.class);
        timer.shutdownNow();
        feed.close();
    }

    @Test
    void showsTheReportInThePagesPlace(@TempDir Path directory) throws IOException {
        Path report = Files.writeString(directory.resolve("report.html"), "the report");

        view.finish(report);

        assertThat(ask("GET PATH", "Host: 127.0.0.1:PORT")).contains("the report");
        assertThat(read("finished", 1)).hasSize(1);
    }

    @Test
    void knowsWhichPagesAreOpen() throws IOException {
        assertThat(view.openPages()).isZero();
        try (Socket socket = connect("stream?page=one")) {
            assertThat(socket.isConnected()).isTrue();
            await().until(() -> view.openPages() == 1);
        }
        ask("GET PATHgone?page=one", "Host: 127.0.0.1:PORT");
        ask("GET PATHhere?page=two", "Host: 127.0.0.1:PORT");
        assertThat(view.openPages()).isPositive();
        ask("GET PATHgone?page=two", "Host: 127.0.0.1:PORT");
    }

    private static void write(Capture capture, String line) {
        Fed.line(
                capture,
                LogStream.STDOUT,
                line.getBytes(StandardCharsets.UTF_8),
                System.currentTimeMillis() * 1_000_000);
    }

    private List<String> read(String event, int count) throws IOException {
        List<String> told = new ArrayList<>();
        try (Socket socket = connect("stream?page=reader")) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (told.size() < count) {
                if (lines.readLine().equals("event: " + event)) {
                    String data = lines.readLine();
                    told.add(data.startsWith("id") ? lines.readLine() : data);
                }
            }
        }
        return told;
    }

    private Socket connect(String what) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + address.getPath() + what + " HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort()
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String ask(String request, String headers) throws IOException {
        String port = Integer.toString(address.getPort());
        String head = (request.strip().replace("PATH", address.getPath()) + " HTTP/1.1\r\n"
                        + headers.strip().replace(";", "\r\n") + "\r\nConnection: close\r\n\r\n")
                .replace("PORT", port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
