package io.github.structuredlogs.internal.docker.api;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A response of the engine that has begun to arrive. */
final class StreamResponse implements DockerHttpClient.Response {

    private final ReadableByteChannel channel;
    private final int status;
    private final Map<String, List<String>> headers;
    private final InputStream body;

    private StreamResponse(
            ReadableByteChannel channel, int status, Map<String, List<String>> headers, InputStream body) {
        this.channel = channel;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * {@return the response, after its header has arrived}
     *
     * @throws StreamClient.UnfitException if an engine itself does not give such a response, for example a redirection
     */
    static StreamResponse read(ReadableByteChannel channel) throws IOException {
        StreamBody body = new StreamBody(channel);
        int status = status(body.line());
        Map<String, List<String>> headers = headers(body);
        while (status < 200 && status != 101) {
            // A proxy may send an interim response.
            status = status(body.line());
            headers = headers(body);
        }
        String encoding = value(headers, "Transfer-Encoding");
        if (status < 200
                || (status >= 300 && status < 400)
                || !encoding.matches("(?i)chunked|identity|")
                || !value(headers, "Content-Encoding").matches("(?i)identity|")) {
            throw new StreamClient.UnfitException("status " + status + ", headers " + headers);
        }
        body.begin(encoding, length(headers));
        return new StreamResponse(channel, status, headers, body);
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-9]\\d\\d")) {
            throw new IOException("the answer is not that of a container engine");
        }
        return Integer.parseInt(parts[1]);
    }

    private static Map<String, List<String>> headers(StreamBody body) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = body.line(); !line.isEmpty(); line = body.line()) {
            if (Character.isWhitespace(line.charAt(0))) {
                throw new StreamClient.UnfitException("a header over several lines: " + line);
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    /** A proxy may repeat the same length. */
    private static String length(Map<String, List<String>> headers) {
        return Arrays.stream(value(headers, "Content-Length").split(",", -1))
                .map(String::strip)
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String value(Map<String, List<String>> headers, String name) {
        return String.join(",", headers.getOrDefault(name, List.of()));
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is no longer used.
            return;
        }
    }
}
