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
 * Gives up requests that the engine does not begin to answer in time, for a connection may be dead and nobody says so. What
 * it has begun to send may take any time. Thread-safe.
 */
final class RequestTimeouts implements Closeable {

    /** Asks the engine, and returns when it has begun to answer. */
    interface Request {
        DockerHttpClient.Response ask(DockerHttpClient client) throws IOException;
    }

    private final Duration bound;
    private final Threads threads;
    private final Set<DockerHttpClient> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Nothing has been asked yet.
     *
     * @param bound how long an answer may take to begin
     */
    RequestTimeouts(Duration bound, Threads threads) {
        this.bound = bound;
        this.threads = threads;
    }

    /**
     * Asks and waits for the answer.
     *
     * @param client that of this request alone, for only a whole client can be made to let go of a request; it is closed with
     *     the answer
     * @param bounded whether the answer must begin in time
     * @throws IOException also if there is no answer in time, or this is closed meanwhile
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
            // It is not used any more, and what it held is gone or ends with the JVM.
            return;
        }
    }

    /** Ends every request and every answer. */
    @Override
    public void close() {
        closed = true;
        clients.forEach(this::letGo);
    }
}
