package io.github.structuredlogs.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request to the engine on a connection of its own, whose answer can be read as it has arrived: the engine sends each
 * entry of a log in a chunk of its own, and docker-java's clients hand out one chunk at a time.
 */
final class StreamClient implements DockerHttpClient {

    private final URI host;
    private final Duration longestConnect;

    // guarded by this
    private @Nullable SocketChannel open;
    private boolean closed;

    StreamClient(URI host, Duration longestConnect) {
        this.host = host;
        this.longestConnect = longestConnect;
    }

    /** Whether an engine is reached by a socket without encryption. */
    static boolean reaches(URI host) {
        return isUnix(host) || ("tcp".equals(host.getScheme()) && host.getHost() != null && host.getPort() > 0);
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
        String prefix = isUnix(host) || "/".equals(host.getRawPath()) ? "" : host.getRawPath();
        String name = isUnix(host) ? "localhost" : host.getHost() + ':' + host.getPort();
        return request.method() + ' ' + prefix + request.path() + " HTTP/1.1\r\nHost: " + name
                + "\r\nConnection: close\r\n\r\n";
    }

    private SocketChannel connect() throws IOException {
        if (isUnix(host)) {
            SocketChannel channel = held(SocketChannel.open(StandardProtocolFamily.UNIX));
            channel.connect(UnixDomainSocketAddress.of(host.getPath()));
            return channel;
        }
        SocketChannel channel = held(SocketChannel.open());
        channel.socket()
                .connect(new InetSocketAddress(host.getHost(), host.getPort()), (int) longestConnect.toMillis());
        return channel;
    }

    /** Lets {@link #close} end it from here on. */
    private synchronized SocketChannel held(SocketChannel channel) throws IOException {
        open = channel;
        if (closed) {
            channel.close();
        }
        return channel;
    }

    /** Ends the request or its answer, whatever it waits for. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        SocketChannel channel = open;
        if (channel != null) {
            channel.close();
        }
    }
}
