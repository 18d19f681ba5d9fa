package io.github.structuredlogs.internal.docker.api;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The time limits for requests. A connection may be dead without notice, so a request is given up if its response does
 * not begin in time. A response that has begun may take any time. Thread-safe.
 */
final class RequestTimeouts implements Closeable {

    /** A request that returns when the response begins. */
    interface Request {
        DockerHttpClient.Response ask(DockerHttpClient client) throws IOException;
    }

    private final Duration bound;
    private final Threads threads;
    private final Set<DockerHttpClient> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates time limits without any request.
     *
     * @param bound how long a response may take to begin
     */
    RequestTimeouts(Duration bound, Threads threads) {
        this.bound = bound;
        this.threads = threads;
    }

    /**
     * Makes a request and waits for the response.
     *
     * @param client a client for this request alone, because only a whole client can be made to drop a request; it is
     *     closed with the response
     * @param bounded whether the response must begin in time
     * @throws IOException if it fails, if there is no response in time, or if this object is closed meanwhile
     */
    EngineStream await(DockerHttpClient client, boolean bounded, Request request) throws IOException {
        clients.add(client);
        DockerHttpClient.Response answer = null;
        try {
            if (closed) {
                throw new IOException("closed");
            }
            Future<?> end = bounded ? threads.later(bound, () -> letGo(client)) : new CompletableFuture<>();
            try {
                answer = request.ask(client);
            } catch (IOException e) {
                throw end.cancel(false) ? e : late(e);
            }
            if (!end.cancel(false)) {
                answer = null;
                throw late(null);
            }
            return new EngineStream(answer, () -> letGo(client));
        } finally {
            if (answer == null) {
                letGo(client);
            }
        }
    }

    private IOException late(@Nullable IOException cause) {
        return closed
                ? new IOException("closed", cause)
                : new IOException("the engine did not answer within " + bound.toSeconds() + " s", cause);
    }

    private void letGo(DockerHttpClient client) {
        clients.remove(client);
        try {
            client.close();
        } catch (IOException | RuntimeException e) {
            // It is no longer used, and its resources are gone or end with the JVM.
            return;
        }
    }

    /** Ends every request and every response. */
    @Override
    public void close() {
        closed = true;
        clients.forEach(this::letGo);
    }
}
