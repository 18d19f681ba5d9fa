package io.github.structuredlogs.internal.otlp.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Writes what exporters send to files, decompressed: {@code RequestRecorder directory port}. Ends with the process. */
public final class RequestRecorder {

    private RequestRecorder() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])), 0);
        AtomicInteger number = new AtomicInteger();
        server.createContext("/", exchange -> {
            try (exchange) {
                record(exchange, directory, number.incrementAndGet());
            }
        });
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void record(HttpExchange exchange, Path directory, int number) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        InputStream in = exchange.getRequestBody();
        byte[] body = ("gzip".equals(encoding) ? new GZIPInputStream(in) : in).readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String name = number + "-" + path.substring(path.lastIndexOf('/') + 1);
        Files.write(directory.resolve(name + ".bin"), body);
        System.out.println(name + " " + body.length + " bytes, "
                + exchange.getRequestHeaders().getFirst("Content-Type") + ", " + encoding + ", "
                + exchange.getRequestHeaders().getFirst("User-Agent"));
        exchange.sendResponseHeaders(200, -1);
    }
}
