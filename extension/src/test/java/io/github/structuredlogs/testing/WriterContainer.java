package io.github.structuredlogs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A container that writes to stdout and stderr what its steps say: {@code new WriterContainer("numbers=20000",
 * "exit=3")}. The steps are listed at the top of {@code writer/writer.pl}.
 */
public final class WriterContainer extends GenericContainer<WriterContainer> {
    private static final int PORT = 8080;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public WriterContainer(String... steps) {
        super(DockerImageName.parse(TestImages.writer()));
        withCommand(steps);
    }

    /** A container that does the given steps and then what {@link #write} asks for. */
    public static WriterContainer onRequest(String... steps) {
        String[] all = Arrays.copyOf(steps, steps.length + 1);
        all[steps.length] = "serve=" + PORT;
        return new WriterContainer(all).withExposedPorts(PORT).waitingFor(Wait.forListeningPort());
    }

    /** Makes the container do these steps, of which the last one ends it. */
    public void order(String... steps) {
        try {
            write(steps);
        } catch (UncheckedIOException e) {
            // It has ended before it could answer.
            return;
        }
    }

    /**
     * Returns when the engine has so many lines of it. A container may have written what the engine has not read from
     * its pipe yet, which nobody can see.
     */
    public void awaitStored(int lines) {
        while (getLogs().lines().count() < lines) {
            Thread.onSpinWait();
        }
    }

    /** Returns when the container has done these steps; its output may still be on its way to the engine. */
    public void write(String... steps) {
        String path = Arrays.stream(steps)
                .map(step -> URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + getHost() + ":" + getMappedPort(PORT) + "/" + path))
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            HTTP.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException("the writer did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the writer wrote", e);
        }
    }
}
