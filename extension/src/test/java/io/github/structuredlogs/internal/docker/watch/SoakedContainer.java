package io.github.structuredlogs.internal.docker.watch;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.StreamType;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.testing.TestImages;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.testcontainers.DockerClientFactory;

/**
 * A container of {@link SoakTest}, drawn from a random: what it writes, how the engine keeps that, and what is done to it
 * meanwhile. It knows what each of its runs writes to each stream if nobody ends it.
 */
final class SoakedContainer {

    /** What is done to a container, and how long after what was done before. */
    private record Step(int millis, Deed deed) {}

    private enum Deed {
        PAUSE,
        RESTART,
        STOP_AND_START,
        KILL_AND_START,
        CRASH,
        KILL,
        STOP,
        REMOVE
    }

    private static final String EXECUTE = "echo >> /runs; n=$(wc -l < /runs); exec perl /writer.pl ";
    /** A shell is the process 1, so that the writer can be killed behind the engine's back. */
    private static final String SUPERVISE =
            "echo >> /runs; n=$(wc -l < /runs); exec 3>&2 2>/dev/null; perl /writer.pl ";

    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final String driver;
    private final boolean rotates;
    private final boolean compresses;
    private final int files;
    private final boolean terminal;
    private final boolean removesItself;
    private final boolean supervised;
    private final boolean retried;
    private final int clockLine;
    private final List<String> script = new ArrayList<>();
    private final Map<LogStream, StringBuilder> output = new EnumMap<>(LogStream.class);
    private final List<Step> steps = new ArrayList<>();
    private volatile String id = "";
    private volatile boolean removed;

    SoakedContainer(Random random) {
        rotates = random.nextInt(4) == 0;
        compresses = rotates && random.nextInt(3) == 0;
        terminal = random.nextInt(6) == 0;
        // Of a long line nothing shows where it ends if the driver forgets that and there are no frames.
        driver = random.nextInt(3) == 0 && !terminal ? "local" : "json-file";
        removesItself = random.nextInt(8) == 0;
        supervised = random.nextInt(3) == 0;
        retried = !removesItself && random.nextInt(8) == 0;
        clockLine = !rotates && random.nextInt(6) == 0 ? 100 + random.nextInt(300) : 0;
        for (LogStream each : LogStream.values()) {
            output.put(each, new StringBuilder());
        }
        write(random);
        if (!removesItself) {
            live(random);
        }
        files = compresses || driver.equals("local") ? 2 + random.nextInt(2) : 1 + random.nextInt(3);
    }

    // --- what it writes

    private void write(Random random) {
        Writing writing = new Writing();
        boolean both = random.nextBoolean() && !terminal;
        int bursts = 4 + random.nextInt(12);
        for (int i = 0; i < bursts; i++) {
            String to = both ? List.of("out", "err", "both").get(random.nextInt(3)) : "out";
            writing.to(to);
            if (clockLine > 0) {
                writing.numbers(20 + random.nextInt(100), random.nextInt(400));
            } else {
                switch (rotates ? afterRotation(random) : random.nextInt(8)) {
                    case 0 -> writing.numbers(1 + random.nextInt(4), 1_000 + random.nextInt(100_000));
                    case 1 -> writing.numbers(1 + random.nextInt(3), 16_383 + random.nextInt(4));
                    case 2 -> writing.numbers(2, 32_768);
                    case 3 -> writing.empty();
                    case 4 -> writing.open("part-" + i + ";");
                    case 5 -> writing.numbers(rotates ? 4_000 : 1_500, 20 + random.nextInt(200));
                    default -> writing.numbers(20 + random.nextInt(300), random.nextInt(400));
                }
            }
            if (random.nextInt(3) > 0) {
                script.add("sleep=0." + (10 + random.nextInt(25)));
            }
        }
        if (clockLine == 0 && !rotates && random.nextInt(4) == 0) {
            writing.open("the end");
        }
        if (retried) {
            script.add("exit=3");
        }
    }

    /**
     * Something of which every line shows by itself what it is, though what stands beside it was discarded: no text without
     * a line end, and no long line if the driver forgets where it ends, or there are no frames.
     */
    private int afterRotation(Random random) {
        int first = forgetsLineEnds() || terminal ? 5 : 0;
        int drawn = first + random.nextInt(8 - first);
        return drawn == 4 ? 3 : drawn;
    }

    /** As {@code writer.pl} does it. */
    private final class Writing {
        private String to = "out";
        private int number;

        private StringBuilder stream() {
            boolean err = to.equals("err") || (to.equals("both") && number % 2 == 0);
            return output.get(err ? LogStream.STDERR : LogStream.STDOUT);
        }

        void to(String target) {
            to = target;
            script.add("to=" + target);
        }

        void numbers(int count, int length) {
            script.add("pad=" + length);
            script.add("numbers=" + count);
            for (int i = 0; i < count; i++) {
                number++;
                String line = "line " + number;
                StringBuilder stream = stream().append(line);
                if (length > line.length() + 1) {
                    stream.append(' ').append("x".repeat(length - line.length() - 1));
                }
                stream.append('\n');
            }
        }

        void empty() {
            script.add("text=");
            stream().append('\n');
        }

        void open(String text) {
            script.add("open=" + text);
            stream().append(text);
        }
    }

    private void live(Random random) {
        int deeds = random.nextInt(4);
        for (int i = 0; i < deeds; i++) {
            Deed deed = Deed.values()[random.nextInt(5)];
            steps.add(new Step(random.nextInt(1_200), deed == Deed.CRASH && !supervised ? Deed.KILL_AND_START : deed));
        }
        if (random.nextInt(3) == 0) {
            steps.add(new Step(random.nextInt(1_500), Deed.values()[5 + random.nextInt(3)]));
        }
    }

    // --- its life

    String id() {
        return id;
    }

    /** Makes it, so that it is known before it is started. */
    void create() {
        List<String> command = new ArrayList<>(List.of("-c"));
        command.add((supervised ? SUPERVISE : EXECUTE)
                + "to=err text=\"run $n\" to=out text=\"run $n\" \"$@\""
                + (supervised ? " 2>&3 & echo $! > /pid; wait $!; exit $?" : ""));
        command.add("writer");
        command.addAll(script);
        HostConfig host = HostConfig.newHostConfig()
                .withAutoRemove(removesItself)
                .withLogConfig(new LogConfig(
                        driver.equals("local") ? LogConfig.LoggingType.LOCAL : LogConfig.LoggingType.JSON_FILE,
                        rotates
                                ? Map.of(
                                        "max-size",
                                        "200k",
                                        "max-file",
                                        String.valueOf(files),
                                        "compress",
                                        String.valueOf(compresses))
                                : Map.of()));
        if (retried) {
            host.withRestartPolicy(RestartPolicy.onFailureRestart(2));
        }
        try (CreateContainerCmd create = docker.createContainerCmd(TestImages.writer())) {
            id = create.withEntrypoint("sh")
                    .withCmd(command)
                    .withTty(terminal)
                    .withHostConfig(host)
                    .withLabels(Map.of(
                            "org.testcontainers",
                            "true",
                            DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL,
                            DockerClientFactory.SESSION_ID))
                    .exec()
                    .getId();
        }
    }

    /** Starts it and does to it what is to be done; returns when it has ended. */
    void live() throws InterruptedException {
        docker.startContainerCmd(id).exec();
        for (Step step : steps) {
            Thread.sleep(step.millis());
            tries(step.deed());
        }
        try {
            while (!removed
                    && Boolean.TRUE.equals(
                            docker.inspectContainerCmd(id).exec().getState().getRunning())) {
                Thread.sleep(50);
            }
        } catch (DockerException e) {
            removed = true;
        }
        removed |= removesItself;
    }

    private void tries(Deed deed) throws InterruptedException {
        try {
            does(deed);
        } catch (DockerException e) {
            // It had ended by itself, or the engine was about to start it again.
            return;
        }
    }

    private void does(Deed deed) throws InterruptedException {
        switch (deed) {
            case PAUSE -> {
                docker.pauseContainerCmd(id).exec();
                Thread.sleep(100);
                docker.unpauseContainerCmd(id).exec();
            }
            case RESTART -> docker.restartContainerCmd(id).withTimeout(0).exec();
            case STOP_AND_START -> {
                docker.stopContainerCmd(id).withTimeout(0).exec();
                docker.startContainerCmd(id).exec();
            }
            case KILL_AND_START -> {
                docker.killContainerCmd(id).exec();
                docker.startContainerCmd(id).exec();
            }
            case CRASH -> {
                String exec = docker.execCreateCmd(id)
                        .withCmd("sh", "-c", "kill -9 $(cat /pid)")
                        .exec()
                        .getId();
                docker.execStartCmd(exec).exec(new ResultCallback.Adapter<>()).awaitCompletion();
                docker.startContainerCmd(id).exec();
            }
            case KILL -> docker.killContainerCmd(id).exec();
            case STOP -> docker.stopContainerCmd(id).withTimeout(0).exec();
            case REMOVE -> {
                docker.killContainerCmd(id).exec();
                remove();
            }
        }
    }

    void remove() {
        removed = true;
        try {
            docker.removeContainerCmd(id).withForce(true).exec();
        } catch (DockerException e) {
            // It has removed itself.
            return;
        }
    }

    // --- what is known of it

    /** How often it is started at most. */
    int starts() {
        // After each start that was asked for, the engine tries twice.
        return (1 + steps.size()) * (retried ? 3 : 1);
    }

    boolean isRemoved() {
        return removed;
    }

    boolean rotates() {
        return rotates;
    }

    boolean forgetsLineEnds() {
        return driver.equals("local");
    }

    /** The line before which the engine's clock is set back, 0 for none. */
    int clockLine() {
        return clockLine;
    }

    /** What a run that nobody ends writes to a stream, its number included. */
    String written(LogStream stream, int run) {
        return "run " + run + "\n" + (terminal && stream == LogStream.STDOUT ? "run " + run + "\n" : "")
                + output.get(stream);
    }

    boolean hasTerminal() {
        return terminal;
    }

    /** What the engine itself says that it has of a stream, asked without anything in between. */
    Map<LogStream, String> logs() throws InterruptedException {
        Map<LogStream, ByteArrayOutputStream> logs = new EnumMap<>(LogStream.class);
        for (LogStream each : LogStream.values()) {
            logs.put(each, new ByteArrayOutputStream());
        }
        docker.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        logs.get(frame.getStreamType() == StreamType.STDERR ? LogStream.STDERR : LogStream.STDOUT)
                                .writeBytes(frame.getPayload());
                    }
                })
                .awaitCompletion();
        Map<LogStream, String> texts = new EnumMap<>(LogStream.class);
        logs.forEach((stream, bytes) -> texts.put(stream, bytes.toString(StandardCharsets.UTF_8)));
        return texts;
    }

    @Override
    public String toString() {
        return driver + (rotates ? " rotating in " + files + " files" : "") + (compresses ? " compressed" : "")
                + (terminal ? " tty" : "")
                + (removesItself ? " autoremove" : "") + (supervised ? " supervised" : "")
                + (retried ? " retried" : "") + (clockLine > 0 ? " clock back at " + clockLine : "") + " " + steps
                + " " + script;
    }
}
