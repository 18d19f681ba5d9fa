package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus.Phase;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import io.github.structuredlogs.testing.OwnEngine;
import io.github.structuredlogs.testing.TestImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.DockerClientFactory;

/** An engine of its own, restarted and killed under containers that write. */
@Tag("containers")
@Tag("own-engine")
class EngineRestartTest {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int BURSTS = 300;

    private OwnEngine engine;
    private Watch.Share watch;

    private void start(String suite, String... options) {
        engine = new OwnEngine(suite, false, options);
        engine.start();
        engine.load(TestImages.writer());
        watch = Watch.share(
                () -> new Captures(Formats.builtIn(), CaptureOptions.defaults()),
                ContainerFilter.OURS,
                threads -> new EngineConnection(engine.uri(), null, threads));
    }

    @AfterEach
    void leavesNoThread() {
        if (watch == null) {
            return;
        }
        watch.close();
        engine.stop();
        assertThat(TestWatch.threads()).as("threads that are left").isEmpty();
    }

    /**
     * What the container writes while nobody reads it waits in its pipe. What the engine has read and not stored when it ends
     * is lost, some ten lines in one of some ten restarts: what it has in the end is all that there can be.
     */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"bookworm, TERM", "bookworm, KILL", "forky, TERM", "forky, KILL"})
    void goesOnAfterARestartThatTheContainersSurvive(String suite, String signal) {
        start(suite, "--live-restore");
        Capture capture = run("--name", "orders", TestImages.writer(), "fifo=/end");
        await(() -> capture.size() > 1_000);

        engine.restart(signal);
        await(() -> lastLine(capture).startsWith("line " + BURSTS * 100 + " "));
        engine.docker("exec", "orders", "sh", "-c", "echo > /end");
        await(capture::hasEnded);

        assertThat(TestWatch.texts(capture))
                .isEqualTo(engine.docker("logs", "orders").lines().toList());
        assertThat(capture.completeness().losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.describe()).contains(" may be lost: the engine was restarted"));
        assertThat(capture.lifecycle())
                .extracting(LifecycleEvent::kind)
                .containsExactly(LifecycleKind.STARTED, LifecycleKind.LOST, LifecycleKind.EXITED);
        assertThat(watch.captures().reports()).isEmpty();
    }

    /** The engine ends its containers, and starts again those that are to be. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"bookworm, TERM", "bookworm, KILL", "forky, TERM", "forky, KILL"})
    void separatesTheRunsAroundAnEngineRestart(String suite, String signal) {
        start(suite);
        Capture again = run("--name", "again", "--restart", "always", TestImages.writer(), "fifo=/end");
        Capture ends = run("--name", "ends", TestImages.writer(), "fifo=/end");
        await(() -> again.size() > 1_000 && ends.size() > 1_000);

        engine.restart(signal);
        await(ends::hasEnded);
        await(() -> TestWatch.kinds(again).contains(LifecycleKind.RESTARTED));
        await(() -> lastLine(again).startsWith("line " + BURSTS * 100 + " "));

        assertThat(ends.status().phase()).isEqualTo(Phase.EXITED);
        NumberedLines lines = NumberedLines.of(ends);
        assertThat(lines.wrong()).isEmpty();
        assertThat(lines.hasGap()).as("%s", lines).isFalse();
        assertThat(TestWatch.kinds(again)).containsOnlyOnce(LifecycleKind.RESTARTED);
        assertThat(again.status().phase()).isEqualTo(Phase.RUNNING);
        assertThat(breaks(again))
                .as("each run's lines from the first one on")
                .hasSize(2)
                .allMatch("line 1"::equals);
    }

    @Test
    void endsInTimeWhenTheEngineIsKilledForGood() {
        start("forky");
        Capture capture = run("--name", "orders", TestImages.writer(), "fifo=/end");
        await(() -> capture.size() > 1_000);

        DockerClientFactory.lazyClient()
                .killContainerCmd(engine.getContainerId())
                .exec();
        await(() -> watch.captures().reports().stream()
                .anyMatch(report -> report.startsWith("The container engine no longer answers")));
        await(() -> capture.completeness().state() == Completeness.CompletenessState.INCOMPLETE);

        NumberedLines lines = NumberedLines.of(capture);
        assertThat(lines.wrong()).isEmpty();
        assertThat(lines.hasGap()).isFalse();
        assertThat(watch.captures().reports()).hasSize(1);
    }

    // ---

    /** A container that writes for some fifteen seconds, and then what the further steps say. */
    private Capture run(String... optionsImageAndSteps) {
        List<String> command = new ArrayList<>(List.of(
                "run",
                "--detach",
                "--label",
                "org.testcontainers=true",
                "--label",
                DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL + "=" + DockerClientFactory.SESSION_ID));
        int image = List.of(optionsImageAndSteps).indexOf(TestImages.writer());
        command.addAll(List.of(optionsImageAndSteps).subList(0, image + 1));
        command.addAll(List.of("pad=100", "write=line"));
        for (int i = 0; i < BURSTS; i++) {
            command.addAll(List.of("numbers=100", "sleep=0.05"));
        }
        command.addAll(List.of(optionsImageAndSteps).subList(image + 1, optionsImageAndSteps.length));
        Watch.containerIsStarting();
        String id = engine.docker(command.toArray(String[]::new));
        await(() -> watch.captures().withId(id) != null);
        return watch.captures().withId(id);
    }

    /** The lines at which numbers do not go on. */
    private static List<String> breaks(Capture capture) {
        List<String> breaks = new ArrayList<>();
        int last = 0;
        for (long i = 0; i < capture.size(); i++) {
            String[] words = capture.record(i).raw().split(" ", 3);
            int number = Integer.parseInt(words[1]);
            if (i == 0 || number != last + 1) {
                breaks.add(words[0] + " " + words[1]);
            }
            last = number;
        }
        return breaks;
    }

    private static String lastLine(Capture capture) {
        return capture.record(capture.size() - 1).raw();
    }

    private void await(BooleanSupplier condition) {
        TestWatch.await(watch.captures(), LONGEST, condition);
    }
}
