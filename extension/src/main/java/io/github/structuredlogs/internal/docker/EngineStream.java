package io.github.structuredlogs.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A body that arrives; may be closed by another thread, which ends the reading. */
final class EngineStream implements Closeable {

    private final DockerHttpClient.Response response;
    private final InputStream body;

    EngineStream(DockerHttpClient.Response response) {
        this.response = response;
        body = response.getBody();
    }

    InputStream body() {
        return body;
    }

    @Nullable String header(String name) {
        return response.getHeader(name);
    }

    @Override
    public void close() {
        response.close();
    }

    /** Reads what is there, at least one byte. */
    int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return body.read(buffer, offset, length);
        } catch (RuntimeException e) {
            // A socket that was closed under a read shows itself in many ways.
            throw new IOException(e);
        }
    }
}
