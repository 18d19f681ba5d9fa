package io.github.structuredlogs.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer of the engine that has begun to arrive. */
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

    /** {@return the answer, once its head has arrived} */
    static StreamResponse read(ReadableByteChannel channel) throws IOException {
        StreamBody body = new StreamBody(channel);
        String[] first = body.line().split(" ", 3);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("\\d{3}")) {
            throw new IOException("what answers is no container engine");
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = body.line(); !line.isEmpty(); line = body.line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon),
                        List.of(line.substring(colon + 1).strip()));
            }
        }
        body.begin(value(headers, "Transfer-Encoding"), value(headers, "Content-Length"));
        return new StreamResponse(channel, Integer.parseInt(first[1]), headers, body);
    }

    private static String value(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
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
            // It is not used any more.
            return;
        }
    }
}
