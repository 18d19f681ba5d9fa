package io.github.structuredlogs.internal.otlp.receiver;

import com.sun.net.httpserver.HttpServer;
import io.github.structuredlogs.internal.otlp.OtlpInbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes spans and metrics by OTLP over HTTP, as protobuf and as JSON. It listens at the addresses that it is given and at
 * no other, and answers at paths that begin with what an exporter was given. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public final class OtlpReceiver implements AutoCloseable {

    private static final int THREADS = 8;

    private final ThreadPoolExecutor executor;
    private final Traffic traffic = new Traffic();
    private final OtlpHandler handler;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    /**
     * Begins, and listens nowhere.
     *
     * @param inboxes gives for the first part of a path who takes what comes there, null for one that was given to nobody
     * @param threads makes the threads on which requests are answered
     */
    public OtlpReceiver(Function<String, @Nullable OtlpInbox> inboxes, ThreadFactory threads) {
        executor = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        executor.allowCoreThreadTimeOut(true);
        handler = new OtlpHandler(inboxes, traffic, new RequestBody());
    }

    /**
     * Listens at an address.
     *
     * @param address one of this machine
     * @param port the port, 0 for one that is free
     * @return the port
     * @throws IOException if that is not possible, as where the port is taken or the address is not one of this machine
     */
    public int listen(InetAddress address, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/", handler);
        server.setExecutor(executor);
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    /** {@return how many requests came to a path that nobody was given} */
    public long strays() {
        return traffic.strays();
    }

    /**
     * Waits until nothing has come for a while since the call.
     *
     * @param quiet for how long
     * @param bound how long to wait at most
     */
    public void awaitQuiet(Duration quiet, Duration bound) throws InterruptedException {
        traffic.awaitQuiet(quiet, bound);
    }

    /** Listens no more. */
    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        executor.shutdownNow();
    }
}
