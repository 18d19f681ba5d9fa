package io.github.structuredlogs.internal.docker.api;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A single request to the engine on its own connection, whose response can be read as it arrives. The engine sends each
 * entry of a log in its own chunk, and docker-java's clients return one chunk at a time.
 */
final class StreamClient implements DockerHttpClient {

    /**
     * The failure if this client does not support the response or this machine, so that another client must make the
     * request.
     */
    static final class UnfitException extends IOException {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }

        UnfitException(Throwable cause) {
            super(cause);
        }
    }

    private final URI host;
    private final Duration longestConnect;

    // guarded by this
    private @Nullable SocketChannel open;
    private boolean closed;

    StreamClient(URI host, Duration longestConnect) {
        this.host = host;
        this.longestConnect = longestConnect;
    }

    /** Says whether an engine is reached by a socket without encryption and without a proxy. */
    static boolean reaches(URI host) {
        return isUnix(host)
                || ("tcp".equals(host.getScheme())
                        && host.getHost() != null
                        && host.getPort() > 0
                        && isDirect("socket://" + host.getHost() + ':' + host.getPort()));
    }

    /**
     * Says whether a Java socket, which docker-java's client uses, connects to an address directly. A channel always
     * does.
     */
    private static boolean isDirect(String address) {
        ProxySelector proxies = ProxySelector.getDefault();
        return proxies == null
                || proxies.select(URI.create(address)).stream().allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
    }

    private static boolean isUnix(URI host) {
        return "unix".equals(host.getScheme()) && host.getPath() != null;
    }

    @Override
    public Response execute(Request request) {
        try {
            SocketChannel channel = connect();
            ByteBuffer head = ByteBuffer.wrap(head(request).getBytes(StandardCharsets.US_ASCII));
            while (head.hasRemaining()) {
                channel.write(head);
            }
            return StreamResponse.read(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head(Request request) {
        String prefix = isUnix(host) ? "" : host.getRawPath().replaceFirst("/$", "");
        String name = isUnix(host) ? "localhost" : host.getHost() + ':' + host.getPort();
        StringBuilder head = new StringBuilder(request.method())
                .append(' ')
                .append(prefix)
                .append(request.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(name)
                .append("\r\nConnection: close\r\n");
        request.headers()
                .forEach((header, value) ->
                        head.append(header).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private SocketChannel connect() throws IOException {
        if (isUnix(host)) {
            SocketChannel channel = held(unixSocket());
            channel.connect(UnixDomainSocketAddress.of(host.getPath()));
            return channel;
        }
        InetAddress[] addresses = InetAddress.getAllByName(host.getHost());
        int longest = (int) longestConnect.toMillis() / addresses.length;
        for (int i = 0; ; i++) {
            SocketChannel channel = held(SocketChannel.open());
            try {
                channel.socket().connect(new InetSocketAddress(addresses[i], host.getPort()), longest);
                return channel;
            } catch (IOException e) {
                channel.close();
                if (i == addresses.length - 1) {
                    throw e;
                }
            }
        }
    }

    private static SocketChannel unixSocket() throws IOException {
        try {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (UnsupportedOperationException e) {
            throw new UnfitException(e);
        }
    }

    /** Registers the channel, so that {@link #close} can end it. */
    private synchronized SocketChannel held(SocketChannel channel) throws IOException {
        open = channel;
        if (closed) {
            channel.close();
        }
        return channel;
    }

    /** Ends the request or its response, whatever it waits for. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        SocketChannel channel = open;
        if (channel != null) {
            channel.close();
        }
    }
}
