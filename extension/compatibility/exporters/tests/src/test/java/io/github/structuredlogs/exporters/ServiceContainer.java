package io.github.structuredlogs.exporters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** A service with an exporter, whose image is built from a directory beside this module. */
final class ServiceContainer extends GenericContainer<ServiceContainer> {

    private static final int PORT = 8080;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServiceContainer(String directory) {
        super(new ImageFromDockerfile("structured-logs-exporters/" + directory.replace("/", "-"), false)
                .withDockerfile(Path.of("..", directory, "Dockerfile")));
        withExposedPorts(PORT);
        withStartupTimeout(Duration.ofMinutes(5));
    }

    /** Orders something, and returns the status of the answer. */
    int order(String sku, String traceparent) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + getHost() + ":" + getMappedPort(PORT) + "/orders?sku=" + sku))
                .header("traceparent", traceparent)
                .timeout(Duration.ofMinutes(1))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
