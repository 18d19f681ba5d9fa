package io.github.structuredlogs.internal.output.export;

import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.json.JsonTape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What takes OTLP over HTTP: a collector, or a backend of its own. One thread sends; another one may end that. */
final class Backend {

    private static final int MAX_ANSWER = 64 << 10;
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration ANSWERING = Duration.ofSeconds(10);

    private final URI endpoint;
    private final Map<String, String> headers;
    private volatile @Nullable HttpURLConnection current;

    /**
     * What became of a request.
     *
     * @param kind whether it was taken
     * @param rejected how many of what it held the backend did not take
     * @param words why, empty if all was taken
     * @param after when to try again, zero if the backend did not say
     */
    record Answer(AnswerKind kind, long rejected, String words, Duration after) {}

    /** What a backend may do with a request. */
    enum AnswerKind {
        TAKEN,
        TRY_AGAIN,
        REFUSED
    }

    /**
     * A backend, which is not asked anything yet.
     *
     * @param endpoint where it is, without the paths of OTLP
     * @param headers what each request carries; they may hold secrets
     */
    Backend(URI endpoint, Map<String, String> headers) {
        this.endpoint = endpoint;
        this.headers = headers;
    }

    /** {@return where it is, without what might be a secret} */
    String words() {
        return endpoint.getScheme() + "://" + endpoint.getHost()
                + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }

    /**
     * Sends a request.
     *
     * @param path OTLP's, as {@code /v1/logs}
     * @param rejected the member of an answer's {@code partialSuccess} that says how many were not taken
     */
    Answer send(String path, String rejected, String json) {
        try {
            byte[] body = zipped(json);
            String base = endpoint.toString();
            URLConnection opened = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path)
                    .toURL()
                    .openConnection();
            if (!(opened instanceof HttpURLConnection connection)) {
                return new Answer(AnswerKind.REFUSED, 0, "it is no address of HTTP", Duration.ZERO);
            }
            current = connection;
            connection.setConnectTimeout((int) CONNECTING.toMillis());
            connection.setReadTimeout((int) ANSWERING.toMillis());
            connection.setRequestMethod("POST");
            connection.setInstanceFollowRedirects(false);
            connection.setDoOutput(true);
            headers.forEach(connection::setRequestProperty);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("Content-Encoding", "gzip");
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            return answer(connection, rejected);
        } catch (HttpRetryException e) {
            // It asks for a password, which only a header could give.
            return new Answer(AnswerKind.REFUSED, 0, "it answers with " + e.responseCode(), Duration.ZERO);
        } catch (IOException e) {
            return new Answer(AnswerKind.TRY_AGAIN, 0, String.valueOf(e), Duration.ZERO);
        } finally {
            current = null;
        }
    }

    private static Answer answer(HttpURLConnection connection, String rejected) throws IOException {
        int status = connection.getResponseCode();
        if (status / 100 == 2) {
            try (InputStream in = connection.getInputStream()) {
                return taken(in.readNBytes(MAX_ANSWER), rejected);
            }
        }
        try (InputStream in = connection.getErrorStream()) {
            // Read, so that the connection can be used again.
            byte[] unused = in == null ? new byte[0] : in.readNBytes(MAX_ANSWER);
        }
        String words = "it answers with " + status;
        return switch (status) {
            case 429, 502, 503, 504 -> new Answer(AnswerKind.TRY_AGAIN, 0, words, after(connection));
            default -> new Answer(AnswerKind.REFUSED, 0, words, Duration.ZERO);
        };
    }

    private static Answer taken(byte[] answer, String rejected) {
        JsonScanner scanner = new JsonScanner();
        if (answer.length == 0 || !scanner.read(answer, 0, answer.length)) {
            return new Answer(AnswerKind.TAKEN, 0, "", Duration.ZERO);
        }
        JsonTape tape = scanner.jsonTape();
        int partial = tape.last("partialSuccess");
        String number = partial == JsonTape.NONE ? null : tape.text(tape.in(partial, rejected));
        String words = partial == JsonTape.NONE ? null : tape.text(tape.in(partial, "errorMessage"));
        try {
            return new Answer(
                    AnswerKind.TAKEN,
                    number == null ? 0 : Long.parseLong(number),
                    words == null ? "" : words,
                    Duration.ZERO);
        } catch (NumberFormatException e) {
            return new Answer(AnswerKind.TAKEN, 0, "", Duration.ZERO);
        }
    }

    private static Duration after(HttpURLConnection connection) {
        String seconds =
                String.valueOf(connection.getHeaderField("Retry-After")).strip().toLowerCase(Locale.ROOT);
        return seconds.matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    private static byte[] zipped(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length() / 4);
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Ends a request that is being made. */
    void abort() {
        HttpURLConnection open = current;
        if (open != null) {
            open.disconnect();
        }
    }
}
