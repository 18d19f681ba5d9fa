package io.github.structuredlogs;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ports;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;

/**
 * A container of {@link AssertionSoakTest}: it logs what it is asked to, and a call returns once the engine has that, so
 * that nothing is still on its way through a pipe.
 */
final class SoakedService {

    private static final int PORT = 8080;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    private static final long LONGEST = LONGEST_ANSWER.toNanos();

    private static final String JVM = UUID.randomUUID() + " ";

    private final String words;
    private final Supplier<WriterContainer> maker;
    private final WriterContainer container;

    /**
     * Draws one, which is not started yet.
     *
     * @param firstLines what it logs at each start
     */
    SoakedService(Random random, String... firstLines) {
        boolean removesItself = random.nextInt(5) == 0;
        LogConfig logConfig = switch (random.nextInt(4)) {
            case 0 -> new LogConfig(LogConfig.LoggingType.LOCAL);
            case 1 -> new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "3"));
            default -> new LogConfig(LogConfig.LoggingType.JSON_FILE);
        };
        boolean reused = random.nextInt(4) == 0;
        words = logConfig.getType() + " " + logConfig.getConfig() + (removesItself ? ", autoremove" : "")
                + (reused ? ", reusable" : "");
        // Another JVM that runs the same program must not reuse it.
        String label = JVM + random.nextLong();
        maker = () -> WriterContainer.onRequest(firstLines)
                .withLabel("soaked", label)
                .withReuse(reused)
                .withCreateContainerCmdModifier(command ->
                        command.getHostConfig().withLogConfig(logConfig).withAutoRemove(removesItself));
        container = maker.get();
    }

    /** Leaves a container running that is reused when this one is started, as an earlier JVM does. */
    void leaveOneFromBefore() {
        maker.get().start();
    }

    boolean isReusable() {
        return container.isShouldBeReused();
    }

    WriterContainer container() {
        return container;
    }

    String id() {
        return container.getContainerId();
    }

    void start() {
        container.start();
    }

    void stop() {
        container.stop();
    }

    /** The same container once more, as {@code docker restart} does it. */
    void restart() throws IOException, InterruptedException {
        docker().restartContainerCmd(id()).withTimeout(0).exec();
        long deadline = System.nanoTime() + LONGEST;
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("it does not answer after its restart: " + this);
            }
            Thread.sleep(20);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            // A connection that was made while it started may never be answered.
            ask("sleep=0", Duration.ofSeconds(5));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Has it log these lines; the engine has them when this returns. */
    void log(List<String> lines) throws IOException, InterruptedException {
        ask(
                lines.stream()
                        .map(line -> URLEncoder.encode("text=" + line, StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                        .collect(Collectors.joining("/")),
                LONGEST_ANSWER);
        awaitStored(lines.get(lines.size() - 1));
    }

    private void ask(String steps, Duration longest) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + container.getHost() + ":" + port() + "/" + steps))
                .timeout(longest)
                .build();
        HTTP.send(request, HttpResponse.BodyHandlers.discarding());
    }

    /** It may be another one after a restart. */
    private String port() throws IOException {
        Ports.Binding[] bindings = docker().inspectContainerCmd(id())
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(PORT));
        if (bindings == null || bindings.length == 0) {
            throw new IOException("it has no port yet");
        }
        return bindings[0].getHostPortSpec();
    }

    /** Waits until the engine has a line, as it says itself and not through anything in between. */
    void awaitStored(String line) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST;
        while (!stored().contains(line)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the engine does not have what was logged: " + this);
            }
        }
    }

    private String stored() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        docker().logContainerCmd(id())
                .withStdOut(true)
                .withStdErr(true)
                .withTail(50)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                    }
                })
                .awaitCompletion();
        return text.toString();
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }

    @Override
    public String toString() {
        return words;
    }
}
