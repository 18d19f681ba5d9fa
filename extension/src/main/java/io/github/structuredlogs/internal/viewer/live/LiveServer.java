package io.github.structuredlogs.internal.viewer.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page and its streams, to this machine alone and to those who know the token in the address. Nothing can be
 * changed through it.
 */
final class LiveServer implements AutoCloseable {
    private static final int MAX_STREAMS = 64;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ASKED = Pattern.compile("/([\\w-]{1,64})/(|stream|here|gone)");
    private static final Pattern PAGE = Pattern.compile("(?:^|&)page=([\\w-]{1,40})(?:&|$)");
    private static final Pattern AFTER = Pattern.compile("(?:^|&)after=(\\d{1,15})(?:&|$)");

    static {
        // A page is told at once, not when more has come.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final LiveFeed feed;
    private final Supplier<byte[]> page;
    private final String token;
    private final OpenPages pages = new OpenPages();
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicInteger streams = new AtomicInteger();
    private volatile @Nullable Path report;
    private volatile boolean wasAsked;
    private volatile long lastAsked;

    private LiveServer(HttpServer server, LiveFeed feed, Supplier<byte[]> page, String token) {
        this.server = server;
        this.feed = feed;
        this.page = page;
        this.token = token;
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "structured-logs-page");
            thread.setDaemon(true);
            return thread;
        };
        threads = Executors.newCachedThreadPool(daemons);
        timer = new ScheduledThreadPoolExecutor(1, daemons);
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Begins to serve.
     *
     * @param page makes the page
     * @param port the port, 0 for any that is free
     * @param wantedToken the token, null for a new one
     * @throws IOException if it cannot be listened at
     */
    static LiveServer start(LiveFeed feed, Supplier<byte[]> page, int port, @Nullable String wantedToken)
            throws IOException {
        String token = wantedToken == null ? newToken() : wantedToken;
        InetAddress own = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(own, port), 0);
        LiveServer started = new LiveServer(server, feed, page, token);
        server.setExecutor(started.threads);
        server.createContext("/", started::answer);
        server.start();
        return started;
    }

    /** {@return a token that nobody can guess} */
    static String newToken() {
        byte[] random = new byte[18];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** {@return where the page is} */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + token + "/");
    }

    /** Serves a file in the page's place from now on, and tells the pages so. */
    void finish(Path finished) {
        report = finished;
        feed.tell("finished");
    }

    /** {@return whether a browser has asked for something in the last time} */
    boolean wasAskedWithin(Duration time) {
        return wasAsked && System.nanoTime() - lastAsked < time.toNanos();
    }

    /** {@return how many pages are open, seen or hidden} */
    int openPages() {
        return pages.count();
    }

    // --- the threads

    private void answer(HttpExchange exchange) throws IOException {
        try {
            Matcher asked = ASKED.matcher(exchange.getRequestURI().getPath());
            if (!exchange.getRequestMethod().equals("GET")
                    || !isFromHere(exchange)
                    || !asked.matches()
                    || !knows(asked.group(1))) {
                refuse(exchange, 404);
                return;
            }
            lastAsked = System.nanoTime();
            wasAsked = true;
            Headers headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            String id = parameter(PAGE, exchange, "");
            switch (asked.group(2)) {
                case "stream" -> stream(exchange, id);
                case "here" -> {
                    pages.isThere(id);
                    exchange.sendResponseHeaders(204, -1);
                }
                case "gone" -> {
                    pages.isGone(id);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> page(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The page is gone, or takes nothing any more.
            return;
        } catch (RuntimeException | Error e) {
            feed.report("The live page could not be served: " + e);
            refuse(exchange, 500);
        } finally {
            // An interrupt that came late must not meet whom this thread serves next.
            var unused = Thread.interrupted();
            exchange.close();
        }
    }

    /** A name that leads to 127.0.0.1 is not enough: whoever rebinds a name of theirs must not read this. */
    private boolean isFromHere(HttpExchange exchange) {
        int port = server.getAddress().getPort();
        List<String> own = List.of("127.0.0.1:" + port, "localhost:" + port);
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        return host != null
                && own.contains(host.toLowerCase(Locale.ROOT))
                && (origin == null || origin.equals("http://" + host))
                && (site == null || !site.equals("cross-site") || isNavigation(exchange));
    }

    /** A link in a chat leads here. */
    private static boolean isNavigation(HttpExchange exchange) {
        return "navigate".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Mode"))
                && "document".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Dest"));
    }

    private boolean knows(String said) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.US_ASCII), said.getBytes(StandardCharsets.US_ASCII));
    }

    private static String parameter(Pattern pattern, HttpExchange exchange, String otherwise) {
        String query = exchange.getRequestURI().getQuery();
        Matcher found = pattern.matcher(query == null ? "" : query);
        return found.find() ? found.group(1) : otherwise;
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private void page(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "frame-ancestors 'none'");
        Path finished = report;
        if (finished != null) {
            long size = Files.size(finished);
            exchange.sendResponseHeaders(200, size);
            try (OutputStream out = exchange.getResponseBody()) {
                Files.copy(finished, out);
            }
            return;
        }
        byte[] html = page.get();
        exchange.sendResponseHeaders(200, html.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(html);
        }
    }

    private void stream(HttpExchange exchange, String id) throws IOException, InterruptedException {
        if (streams.incrementAndGet() > MAX_STREAMS) {
            streams.decrementAndGet();
            refuse(exchange, 503);
            return;
        }
        pages.reads(id);
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            new PageStream(feed, exchange.getResponseBody(), timer)
                    .run(Long.parseLong(parameter(AFTER, exchange, "-1")));
        } finally {
            pages.readsNoMore(id);
            streams.decrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        timer.shutdownNow();
    }
}
