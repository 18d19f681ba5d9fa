package io.github.structuredlogs.causes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.MountableFile;

/** A container of one of this module's images that runs a shell command beside the files of a system. */
final class Box extends GenericContainer<Box> {

    /** Long, because databases start on machines that are busy, too. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Box(String image, Path directory, String command) {
        super(new ImageFromDockerfile("structured-logs-causes/" + image, false)
                .withDockerfile(directory.resolve("Dockerfile")));
        withCommand("sh", "-c", command);
        withStartupTimeout(START);
    }

    static Box service(String command) {
        return new Box("services", Path.of("src/test/docker/services"), command);
    }

    static Box server(String command) {
        return new Box("servers", Path.of("src/test/docker/servers"), command);
    }

    static Box database(String command) {
        return new Box("databases", Path.of("src/test/docker/databases"), command);
    }

    static Box kafka(String command) {
        return new Box("kafka", Path.of("kafka"), command);
    }

    /** The files of a system, in the directory in which the command runs. */
    Box with(String system) {
        return withCopyFileToContainer(file(system), "/app");
    }

    static MountableFile file(String path) {
        return MountableFile.forHostPath(Path.of("src/test/systems", path), 0755);
    }

    Box at(Network network, String name) {
        return withNetwork(network).withNetworkAliases(name);
    }

    /** It is ready when it says so. */
    Box ready(String words) {
        return waitingFor(Wait.forLogMessage(words, 1).withStartupTimeout(START));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path) {
        try {
            return HTTP.send(
                    request.uri(URI.create("http://" + getHost() + ":" + getFirstMappedPort() + path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends some lines to the first port, the last of which says goodbye, and reads until the other side closes. */
    String talk(String... lines) {
        var read = new ByteArrayOutputStream();
        try (var socket = new Socket(getHost(), getFirstMappedPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n").getBytes(ISO_8859_1));
            socket.getInputStream().transferTo(read);
        } catch (IOException e) {
            read.writeBytes(("(" + e.getMessage() + ")").getBytes(UTF_8));
        }
        return read.toString(UTF_8);
    }

    /** What a shell command in the container prints. */
    String sh(String command) {
        try {
            return execInContainer("sh", "-c", command).getStdout().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
