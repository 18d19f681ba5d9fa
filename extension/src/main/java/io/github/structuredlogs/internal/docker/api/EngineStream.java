package io.github.structuredlogs.internal.docker.api;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A body that arrives; may be closed by another thread, which ends the reading. */
public final class EngineStream implements Closeable {

    private final DockerHttpClient.Response response;
    private final InputStream body;
    private final Runnable afterwards;
    private final Pace pace = new Pace();
    private volatile boolean closed;

    /**
     * A body that has begun to arrive.
     *
     * @param afterwards run when it is closed; may be run again
     */
    EngineStream(DockerHttpClient.Response response, Runnable afterwards) {
        this.response = response;
        this.afterwards = afterwards;
        body = response.getBody();
    }

    public InputStream body() {
        return body;
    }

    @Nullable String header(String name) {
        return response.getHeader(name);
    }

    /** Whether this is the log of a container with a terminal; engines before 23.0 do not tell. */
    public boolean isTerminal() {
        return "application/vnd.docker.raw-stream".equals(header("Content-Type"));
    }

    @Override
    public void close() {
        closed = true;
        response.close();
        afterwards.run();
    }

    /**
     * Reads what is there, at least one byte.
     *
     * @return how many bytes; -1 if the engine has ended the body, never because it was closed here or cut on its way
     */
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        pace.beforeRead();
        try {
            count = body.read(buffer, offset, length);
            pace.afterRead();
        } catch (RuntimeException e) {
            // A socket that was closed under a read shows itself in many ways.
            throw new IOException(e);
        }
        if (count < 0) {
            if (closed) {
                throw new IOException("closed");
            }
            String coding = header("Transfer-Encoding");
            if ((coding == null || coding.equalsIgnoreCase("identity")) && header("Content-Length") == null) {
                throw new IOException("cannot tell the end of the response from a dropped connection");
            }
        }
        return count;
    }
}
