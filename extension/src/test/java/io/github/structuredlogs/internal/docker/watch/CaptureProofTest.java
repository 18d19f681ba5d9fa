package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/**
 * From the first byte to the last, against the real engine, beside Testcontainers' own consumer on the same containers.
 *
 * <p>{@code mvn -pl extension -am verify -Dtest=CaptureProofTest -Dsurefire.failIfNoSpecifiedTests=false -Dproof.runs=60}
 * runs all of it and prints the table; without the property each case runs a few times.
 */
@Tag("containers")
@Tag("engine")
class CaptureProofTest {

    private static final int RUNS = Integer.getInteger("proof.runs", 3);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static Watch.Share watch;

    private final Tally ours = new Tally();
    private final Tally theirs = new Tally();

    /** How the runs of one case went. */
    private static final class Tally {
        int all;
        int lost;
        int flagged;
        int unflagged;
        int wrong;
        String example = "";

        void add(NumberedLines lines, boolean everything, boolean says, String detail) {
            if (!lines.wrong().isEmpty()) {
                wrong++;
                example = lines.wrong().get(0);
            }
            if (everything) {
                all++;
            } else {
                lost++;
                example = detail;
            }
            if (says) {
                flagged++;
                example = detail;
            } else if (!everything) {
                unflagged++;
            }
        }
    }

    @BeforeAll
    static void watches() {
        watch = Watch.share(() -> new Captures(Formats.builtIn(), CaptureOptions.defaults()), ContainerFilter.OURS);
    }

    @AfterAll
    static void lets() {
        watch.close();
    }

    @Test
    void burstAtTheEndOfTheContainer() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            WriterContainer writer = new WriterContainer("pad=100", "to=both", "numbers=20000")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
            End consumer = consumer(writer);
            writer.start();
            writer.stop();
            tally(writer, consumer, 20_000);
        }
        print("(a) 20,000 lines, exit, stop()");
        assertComplete();
    }

    @Test
    void aStartThatFails() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            WriterContainer writer = new WriterContainer("pad=100", "to=both", "numbers=5000", "exit=3")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
            End consumer = consumer(writer);
            try {
                writer.start();
                throw new AssertionError("the start was to fail");
            } catch (org.testcontainers.containers.ContainerLaunchException expected) {
                // Since Testcontainers 1.20 the object has lost its container's id here.
                assertThat(expected).hasMessageContaining("start");
            }
            Capture capture = tally(writer, consumer, 5_000);
            assertThat(capture.status().exitCode()).isEqualTo(3);
        }
        print("(b) a start that fails after 5,000");
        assertComplete();
    }

    @Test
    void containerWithAutoRemove() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            WriterContainer writer = new WriterContainer("pad=100", "to=both", "numbers=20000")
                    .withCreateContainerCmdModifier(
                            command -> command.getHostConfig().withAutoRemove(true));
            End consumer = consumer(writer);
            try {
                writer.start();
            } catch (org.testcontainers.containers.ContainerLaunchException gone) {
                assertThat(gone).hasMessageContaining("start");
            }
            tally(writer, consumer, 20_000);
            writer.stop();
        }
        print("(c) AutoRemove after 20,000");
        assertNothingWrong();
    }

    @Test
    void endlessWriterIsStopped() throws Exception {
        Random random = new Random(1);
        for (int run = 0; run < RUNS; run++) {
            WriterContainer writer = new WriterContainer("pad=100", "write=line", "endless");
            End consumer = consumer(writer);
            writer.start();
            Thread.sleep(random.nextInt(200));
            writer.stop();
            // Nobody knows how many it wrote: no gap up to the last one that arrived.
            tally(writer, consumer, 0);
        }
        print("(d) an endless writer, stop()");
        assertNothingWrong();
    }

    @Test
    void aLineOverSixteenKilobytesAndALastOneWithoutAnEnd() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            WriterContainer writer = new WriterContainer(
                            "pad=100", "numbers=2500", "long=16384", "long=100000", "numbers=2500", "open=the end")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
            End consumer = consumer(writer);
            writer.start();
            writer.stop();
            Capture capture = tally(writer, consumer, 5_002);
            assertThat(capture.record(capture.size() - 1).raw()).isEqualTo("the end");
            assertThat(capture.rawLength(2_500)).isEqualTo(16_384);
            assertThat(capture.rawLength(2_501)).isEqualTo(100_000);
        }
        print("(e) lines over 16 KiB, no last line end");
        assertComplete();
    }

    // ---

    /** Testcontainers' consumer, which tells when it is told that the output has ended. */
    private static final class End extends ToStringConsumer {
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void accept(OutputFrame frame) {
            if (frame.getType() == OutputFrame.OutputType.END) {
                ended.countDown();
            }
            super.accept(frame);
        }
    }

    private static End consumer(WriterContainer writer) {
        End consumer = new End();
        writer.withLogConsumer(consumer);
        return consumer;
    }

    private Capture tally(WriterContainer writer, End consumer, int expected) throws InterruptedException {
        Capture capture = ended(writer);
        NumberedLines lines = NumberedLines.of(capture);
        boolean says = capture.completeness().state() != Completeness.CompletenessState.COMPLETE;
        boolean everything = expected == 0 ? !lines.hasGap() : lines.count() == expected;
        ours.add(lines, everything, says, lines + " " + capture.completeness());
        consumer.ended.await(2, TimeUnit.SECONDS);
        NumberedLines others = NumberedLines.of(consumer.toUtf8String());
        theirs.add(
                new NumberedLines(
                        others.count(),
                        others.highest(),
                        others.wrong().stream()
                                .filter(wrong -> !wrong.startsWith("out of order"))
                                .toList()),
                expected == 0 ? !others.hasGap() : others.count() == expected,
                false,
                others.count() + " lines");
        return capture;
    }

    static Capture ended(WriterContainer writer) throws InterruptedException {
        Captures captures = watch.captures();
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            long seen = captures.arrivalSignal().seen();
            List<Capture> of = captures.of(writer);
            if (of.size() == 1 && of.get(0).completeness().state() != Completeness.CompletenessState.OPEN) {
                return of.get(0);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no end within " + LONGEST + ": " + captures.list() + captures.reports());
            }
            captures.arrivalSignal().await(seen, Duration.ofNanos(left));
        }
    }

    private void print(String name) {
        if (RUNS >= 20) {
            System.out.printf(
                    "%-42s | ours: complete %2d/%d, lost %d, says so %d, lost unsaid %d, twice or damaged %d"
                            + " | ToStringConsumer: complete %2d/%d, lost %d, twice or damaged %d  %s%n",
                    name,
                    ours.all,
                    RUNS,
                    ours.lost,
                    ours.flagged,
                    ours.unflagged,
                    ours.wrong,
                    theirs.all,
                    RUNS,
                    theirs.lost,
                    theirs.wrong,
                    ours.example);
        }
    }

    private void assertComplete() {
        assertNothingWrong();
        assertThat(ours.all)
                .as("runs that were complete; else %s", ours.example)
                .isEqualTo(RUNS);
        assertThat(ours.flagged)
                .as("runs that claim to be incomplete, as %s", ours.example)
                .isLessThanOrEqualTo(mayBeInDoubt());
    }

    /** An engine before 23.0 deletes now and then what is to prove that nothing is missing. */
    private static int mayBeInDoubt() {
        String api = String.valueOf(
                DockerClientFactory.lazyClient().versionCmd().exec().getApiVersion());
        return Integer.parseInt(api.substring(api.indexOf('.') + 1)) < 42 ? Math.max(1, RUNS / 20) : 0;
    }

    private void assertNothingWrong() {
        assertThat(ours.wrong)
                .as("lines twice, damaged or out of order: %s", ours.example)
                .isZero();
        assertThat(ours.unflagged).as("losses without a word: %s", ours.example).isZero();
    }
}
