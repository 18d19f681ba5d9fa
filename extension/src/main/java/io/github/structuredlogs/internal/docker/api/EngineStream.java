package io.github.structuredlogs.internal.docker.api;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A response body that is arriving. Another thread may close it, which ends the reading. */
public final class EngineStream implements Closeable {

    private final DockerHttpClient.Response response;
    private final InputStream body;
    private final Runnable afterwards;
    private final Pace pace = new Pace();
    private volatile boolean closed;

    /**
     * A body that has begun to arrive.
     *
     * @param afterwards run when it is closed; may run more than once
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

    /** Says whether this is the log of a container with a terminal; engines before 23.0 do not say. */
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
     * Reads the available bytes, at least one.
     *
     * @return the number of bytes; -1 if the engine has ended the body, but never if it was closed here or the
     *     connection was dropped
     */
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        pace.beforeRead();
        try {
            count = body.read(buffer, offset, length);
            pace.afterRead();
        } catch (RuntimeException e) {
            // A socket that is closed during a read fails in many ways.
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
