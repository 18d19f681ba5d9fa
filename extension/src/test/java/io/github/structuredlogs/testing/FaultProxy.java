package io.github.structuredlogs.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Stands between a client and the engine and misbehaves as it is told: for each request it is asked which fault the answer
 * is to have.
 */
public final class FaultProxy implements Closeable {

    /** What happens to the answer to one request. */
    public interface Fault {

        /** Passes the answer on; the bytes that the engine sent are handed in as they come. */
        void pass(byte[] bytes, int length, OutputStream client) throws IOException;

        /** Nothing goes wrong. */
        Fault NONE = (bytes, length, client) -> client.write(bytes, 0, length);

        /** What this one lets through goes through another one. */
        default Fault andThen(Fault next) {
            return (bytes, length, client) -> {
                ByteArrayOutputStream passed = new ByteArrayOutputStream(length);
                pass(bytes, length, passed);
                next.pass(passed.toByteArray(), passed.size(), client);
            };
        }

        /** As if the engine's clock had been set by some years before it received that line of a writer. */
        static Fault clockSetAt(int line, int years) {
            StringBuilder held = new StringBuilder();
            return (bytes, length, client) -> {
                held.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
                // A time stands in one line; what is not a whole one may go on in the next bytes.
                int whole = held.lastIndexOf("\n") + 1;
                String times = TIME_OF_LINE.matcher(held.substring(0, whole)).replaceAll(time -> {
                    boolean before = Integer.parseInt(time.group(3)) < line;
                    int year = Integer.parseInt(time.group(1)) + (before ? 0 : years);
                    return year + time.group(2) + time.group(3);
                });
                held.delete(0, whole);
                client.write(times.getBytes(StandardCharsets.ISO_8859_1));
            };
        }

        /** The connection breaks after that many bytes. */
        static Fault cutAfter(long limit) {
            long[] left = {limit};
            return (bytes, length, client) -> {
                int passed = (int) Math.min(length, left[0]);
                client.write(bytes, 0, passed);
                client.flush();
                left[0] -= passed;
                if (left[0] == 0) {
                    throw new IOException("cut");
                }
            };
        }

        /** Nothing more comes after that many bytes, and nobody says so. */
        static Fault stallAfter(long limit) {
            long[] left = {limit};
            return (bytes, length, client) -> {
                int passed = (int) Math.min(length, left[0]);
                client.write(bytes, 0, passed);
                client.flush();
                left[0] -= passed;
                if (left[0] == 0) {
                    try {
                        Thread.sleep(Long.MAX_VALUE);
                    } catch (InterruptedException e) {
                        throw new IOException("closed", e);
                    }
                }
            };
        }

        /** Whatever comes comes late. */
        static Fault delayed(long millis) {
            return (bytes, length, client) -> {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    throw new IOException("closed", e);
                }
                client.write(bytes, 0, length);
            };
        }

        /** Every byte comes alone. */
        static Fault singleBytes() {
            return (bytes, length, client) -> {
                for (int i = 0; i < length; i++) {
                    client.write(bytes, i, 1);
                    client.flush();
                }
            };
        }

        /** The connection breaks in the place of the body's end: all of the body has come, but for the word that it has. */
        static Fault withoutEnd() {
            return (bytes, length, client) -> {
                int end = length - BODY_END.length;
                boolean ends = end >= 0 && Arrays.equals(bytes, end, length, BODY_END, 0, BODY_END.length);
                client.write(bytes, 0, ends ? end : length);
                if (ends) {
                    client.flush();
                    throw new IOException("cut");
                }
            };
        }

        /** The answer begins only with its body, as Podman's does. */
        static Fault late() {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            boolean[] begun = {false};
            return (bytes, length, client) -> {
                if (begun[0]) {
                    client.write(bytes, 0, length);
                    return;
                }
                head.write(bytes, 0, length);
                String text = head.toString(StandardCharsets.ISO_8859_1);
                begun[0] = text.indexOf("\r\n\r\n") + 4 < text.length();
                if (begun[0]) {
                    client.write(head.toByteArray());
                }
            };
        }

        /** Something else stands where the engine's answer, which must come in one piece, has this text. */
        static Fault replacing(String text, String by) {
            return (bytes, length, client) -> client.write(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
                    .replace(text, by)
                    .getBytes(StandardCharsets.ISO_8859_1));
        }

        /** The header with the engine's time, which comes with the answer's first bytes, is that of another clock. */
        static Fault dateShifted(Duration by) {
            return (bytes, length, client) -> {
                String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                client.write(DATE.matcher(text)
                        .replaceFirst(date -> date.group(1)
                                + HTTP_DATE.format(
                                        ZonedDateTime.parse(date.group(2), DateTimeFormatter.RFC_1123_DATE_TIME)
                                                .plus(by)))
                        .getBytes(StandardCharsets.ISO_8859_1));
            };
        }

        /** The engine answers with this body instead, and says that it is all. */
        static Fault body(byte[] content) {
            return (bytes, length, client) -> {
                client.write(("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                                + content.length + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                client.write(content);
                client.flush();
                throw new IOException("answered");
            };
        }

        /** What is asked for is somewhere else. */
        static Fault redirection(String location) {
            return (bytes, length, client) -> {
                client.write(("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + location
                                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                client.flush();
                throw new IOException("redirected");
            };
        }

        /** The engine answers with an error of its own. */
        static Fault status(int status, String message) {
            return (bytes, length, client) -> {
                String body = "{\"message\":\"" + message + "\"}";
                client.write(("HTTP/1.1 " + status + " Error\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
                client.flush();
                throw new IOException("refused");
            };
        }
    }

    private static final Pattern TIME_OF_LINE =
            Pattern.compile("(\\d{4})(-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z line )(\\d+)");

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private static final Pattern DATE = Pattern.compile("(?i)(\r\nDate: )([^\r]+)");

    /** The last chunk. */
    private static final byte[] BODY_END = {'0', '\r', '\n', '\r', '\n'};

    private final URI engine;
    private final ServerSocketChannel server;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile Function<String, Fault> faults = request -> Fault.NONE;
    private volatile UnaryOperator<String> asks = path -> path;
    private volatile boolean down;

    public FaultProxy(URI engine) {
        this.engine = engine;
        try {
            server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Where clients find it. */
    public URI uri() {
        try {
            return URI.create("tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on, the fault of the answer to a request, which is given as its path. */
    public void faults(Function<String, Fault> now) {
        faults = now;
    }

    /** From now on, what the engine is asked instead of what the client asks, both given as paths. */
    public void asks(UnaryOperator<String> now) {
        asks = now;
    }

    /** The paths that were asked for so far. */
    public List<String> requests() {
        return heads.stream().map(FaultProxy::path).toList();
    }

    /** What was asked so far, with its headers. */
    public List<String> heads() {
        return heads;
    }

    private static String path(String head) {
        return head.split(" ", 3)[1];
    }

    /** As if the engine had gone: open connections break, new ones are cut at once. */
    public void down() {
        down = true;
        cutAll();
    }

    public void up() {
        down = false;
    }

    /** Breaks every connection that is open. */
    public void cutAll() {
        for (Closeable each : open) {
            try {
                each.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                if (down) {
                    client.close();
                } else {
                    open.add(client);
                    start(() -> serve(client));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                SocketChannel upstream = connect()) {
            open.add(upstream);
            InputStream in = Channels.newInputStream(client);
            OutputStream out = Channels.newOutputStream(client);
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            heads.add(head);
            String path = path(head);
            Fault fault = faults.apply(path);
            // One request a connection: whoever wants another one comes again.
            String closing = head.replaceFirst("(?i)\r\nConnection: [^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")
                    .replace(path, asks.apply(path));
            upstream.write(ByteBuffer.wrap(closing.getBytes(StandardCharsets.ISO_8859_1)));
            ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
            while (upstream.read(buffer) >= 0) {
                fault.pass(buffer.array(), buffer.position(), out);
                out.flush();
                buffer.clear();
            }
        } catch (IOException e) {
            // Cut, as it was told.
            return;
        } finally {
            open.remove(client);
        }
    }

    private SocketChannel connect() throws IOException {
        if ("unix".equals(engine.getScheme())) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(engine.getPath()));
            return channel;
        }
        return SocketChannel.open(new InetSocketAddress(engine.getHost(), engine.getPort()));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutAll();
        threads.forEach(Thread::interrupt);
    }
}
