package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.RawSink;
import io.github.structuredlogs.testing.FaultProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;

/**
 * All faults at once, drawn from a seed: several containers that write, are paused, restarted and killed, while the
 * connection to the engine is cut, stalls and refuses, and while the watch is closed and opened again. What was captured is
 * compared with what the containers are known to write and with what the engine says that it has.
 *
 * <p>A few seeds are always the same ones; {@code -Dproof.scenarios=100} runs so many fresh ones, which takes some five seconds
 * each, and {@code -Dproof.seed=S} begins with one that has failed.
 */
@Tag("containers")
@Tag("engine")
class SoakTest {

    private static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern RUN = Pattern.compile("run (\\d+)\n");
    /** Of a line that is longer the engine keeps parts, some of which rotation may discard. */
    private static final int PART = 16 << 10;

    /**
     * Quick ones with a watch that is closed and opened again, terminals, logs that rotate (compressed ones of both drivers),
     * AutoRemove, a clock that is set back, a pause, crashes and restarts.
     */
    private static final long[] QUICK = {15, 201, 275, 282};

    static LongStream seeds() {
        Integer scenarios = Integer.getInteger("proof.scenarios");
        Long seed = Long.getLong("proof.seed");
        if (scenarios == null && seed == null) {
            return LongStream.of(QUICK);
        }
        long first = seed == null ? System.nanoTime() & 0xffff_ffffL : seed;
        return LongStream.range(first, first + (scenarios == null ? 1 : scenarios));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void losesNothingUnsaid(long seed) throws Exception {
        Scenario scenario = new Scenario(seed);
        try {
            scenario.run();
            System.out.println("seed " + seed + ": " + scenario.outcome());
        } catch (Throwable e) {
            AssertionError failure = new AssertionError(
                    "again by -Dtest=SoakTest -Dproof.seed=" + seed + ": " + e.getMessage() + "\n"
                            + scenario.describe(),
                    e);
            System.out.println(failure.getMessage());
            throw failure;
        } finally {
            scenario.remove();
        }
    }

    /** What was captured of a container, byte for byte, over all watches. */
    private static final class Taken implements RawSink {
        private static final char SEAM = '\0';
        private static final String SEAM_TEXT = String.valueOf(SEAM);
        private final Map<LogStream, ByteArrayOutputStream> bytes = new EnumMap<>(LogStream.class);
        private final Set<LogStream> within = EnumSet.noneOf(LogStream.class);
        private final List<Capture> captures = new ArrayList<>();

        Taken() {
            for (LogStream each : LogStream.values()) {
                bytes.put(each, new ByteArrayOutputStream());
            }
        }

        synchronized Taken by(Capture capture) {
            captures.add(capture);
            return this;
        }

        @Override
        public synchronized void write(LogStream stream, byte[] buffer, int offset, int length) {
            boolean isNewline = length == 1 && buffer[offset] == '\n';
            if (!isNewline && within.contains(stream)) {
                bytes.get(stream).write(SEAM);
            }
            bytes.get(stream).write(buffer, offset, length);
            if (isNewline) {
                within.remove(stream);
            } else {
                within.add(stream);
            }
        }

        String text(LogStream stream) {
            return withSeams(stream).replace(SEAM_TEXT, "");
        }

        /** With a mark behind what was captured as a line without an end, and is not the last. */
        synchronized String withSeams(LogStream stream) {
            return bytes.get(stream).toString(StandardCharsets.UTF_8);
        }

        synchronized List<Capture> captures() {
            return List.copyOf(captures);
        }
    }

    private static final class Scenario {
        private final Random random;
        private final List<SoakedContainer> containers = new ArrayList<>();
        private final SoakFaults faults;
        private final Map<String, Taken> taken = new ConcurrentHashMap<>();
        private final FaultProxy proxy = new FaultProxy(
                DockerClientFactory.instance().getTransportConfig().getDockerHost());
        private final TestWatch watch = TestWatch.through(proxy);
        private final boolean reopens;
        private boolean opened;

        Scenario(long seed) {
            random = new Random(seed);
            reopens = random.nextInt(3) == 0;
            int count = 2 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                containers.add(new SoakedContainer(new Random(random.nextLong())));
            }
            faults = new SoakFaults(seed, containers);
            proxy.faults(faults::of);
        }

        /** How many captures of how many containers are complete, and how many say that they cannot know. */
        String outcome() {
            Map<Completeness.CompletenessState, Integer> states = new EnumMap<>(Completeness.CompletenessState.class);
            for (SoakedContainer each : containers) {
                takenOf(each)
                        .captures()
                        .forEach(capture -> states.merge(capture.completeness().state(), 1, Integer::sum));
            }
            return containers.size() + " containers, captures " + states;
        }

        String describe() {
            StringBuilder text = new StringBuilder(reopens ? "reopened\n" : "");
            for (SoakedContainer each : containers) {
                text.append(containers.indexOf(each)).append(' ').append(each).append('\n');
                for (Capture capture : takenOf(each).captures()) {
                    text.append("  ")
                            .append(capture.status().describe())
                            .append(' ')
                            .append(capture.completeness())
                            .append(' ')
                            .append(TestWatch.kinds(capture))
                            .append('\n');
                }
            }
            faults.log().forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }

        private Taken takenOf(SoakedContainer container) {
            return taken.computeIfAbsent(container.id(), unused -> new Taken());
        }

        private void open() {
            opened = true;
            watch.open(
                    ContainerFilter.OURS,
                    Duration.ofSeconds(2),
                    capture -> taken.computeIfAbsent(capture.containerId(), unused -> new Taken())
                            .by(capture));
        }

        private void close() {
            opened = false;
            long before = System.nanoTime();
            watch.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("an upper bound of closing that is stated, not a measurement")
                    .isLessThan(CLOSING);
        }

        void run() throws Exception {
            containers.forEach(SoakedContainer::create);
            open();
            Watch.containerIsStarting();
            ExecutorService lives = Executors.newCachedThreadPool();
            try {
                List<Future<?>> ends = new ArrayList<>();
                for (SoakedContainer each : containers) {
                    ends.add(lives.submit(() -> {
                        each.live();
                        return null;
                    }));
                }
                Future<?> disturbing = lives.submit(() -> {
                    faults.disturb(proxy);
                    return null;
                });
                int looks = random.nextInt(4);
                for (int i = 0; i < looks; i++) {
                    Thread.sleep(200 + random.nextInt(800));
                    look();
                }
                if (reopens) {
                    Thread.sleep(random.nextInt(1_000));
                    close();
                    Thread.sleep(random.nextInt(500));
                    open();
                    Watch.containerIsStarting();
                }
                for (Future<?> each : ends) {
                    each.get();
                }
                disturbing.cancel(true);
            } finally {
                lives.shutdownNow();
            }
            proxy.up();
            for (SoakedContainer each : containers) {
                awaitEnd(each);
            }
            // What follows is not disturbed any more.
            close();
            for (SoakedContainer each : containers) {
                compare(each);
            }
        }

        /** A sync brings what the engine had before it, or says that it does not. */
        private void look() throws InterruptedException {
            for (SoakedContainer each : containers) {
                Capture capture = watch.captures().withId(each.id());
                if (capture == null || each.rotates()) {
                    continue;
                }
                Map<LogStream, String> had;
                try {
                    had = each.logs();
                } catch (RuntimeException e) {
                    // It is gone.
                    continue;
                }
                if (watch.captures()
                                .sync(List.of(capture), Duration.ofSeconds(2))
                                .upToDate()
                        && capture.completeness().state() != Completeness.CompletenessState.INCOMPLETE) {
                    for (LogStream stream : LogStream.values()) {
                        String before = had.get(stream);
                        String lines = plain(before.substring(0, before.lastIndexOf('\n') + 1));
                        String text = plain(takenOf(each).text(stream));
                        assertThat(difference(text.substring(0, Math.min(text.length(), lines.length())), lines))
                                .as(
                                        "%s of %d has what the engine had before the sync",
                                        stream, containers.indexOf(each))
                                .isEmpty();
                    }
                }
            }
        }

        private void awaitEnd(SoakedContainer container) {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (true) {
                Capture capture = watch.captures().withId(container.id());
                if (capture == null && (reopens || takenOf(container).captures().isEmpty())) {
                    // Gone before it could be followed, or while nobody watched.
                    return;
                }
                if (capture != null
                        && (capture.hasEnded()
                                || capture.completeness().state() == Completeness.CompletenessState.INCOMPLETE)
                        && capture.status().ended()) {
                    return;
                }
                assertThat(System.nanoTime()).as("%s has ended", container).isLessThan(deadline);
                watch.captures().sync(watch.captures().list(), Duration.ofMillis(500));
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        private void compare(SoakedContainer container) throws InterruptedException {
            int index = containers.indexOf(container);
            Taken mine = takenOf(container);
            List<Capture> captures = mine.captures();
            boolean says = captures.stream()
                    .anyMatch(each -> each.completeness().state() == Completeness.CompletenessState.INCOMPLETE);
            boolean complete = !says
                    && !captures.isEmpty()
                    && captures.get(captures.size() - 1).completeness().state()
                            == Completeness.CompletenessState.COMPLETE;
            Map<LogStream, String> logs = container.isRemoved() ? null : container.logs();
            for (LogStream stream : LogStream.values()) {
                String what = stream + " of " + index;
                String text = mine.text(stream).replace("\r", "");
                if (complete && logs != null) {
                    assertThat(difference(plain(text), plain(logs.get(stream))))
                            .as("%s against the engine", what)
                            .isEmpty();
                }
                assertThat(faultsOf(container, stream, mine.withSeams(stream).replace("\r", ""), complete))
                        .as(what)
                        .isEmpty();
            }
            boolean mayDoubt = container.rotates() || container.isRemoved() || faults.hasRefused(container);
            if (!captures.isEmpty() && !reopens && !mayDoubt) {
                assertThat(captures).as("captures of %d", index).hasSize(1);
                assertThat(captures.get(0).completeness().state())
                        .as(
                                "%d, nothing of which could have been lost: %s",
                                index, captures.get(0).completeness())
                        .isEqualTo(Completeness.CompletenessState.COMPLETE);
            }
        }

        private static String plain(String text) {
            return text.replace("\r", "").replace("\n", "");
        }

        private static String difference(String text, String had) {
            if (text.equals(had)) {
                return "";
            }
            int at = 0;
            while (at < Math.min(text.length(), had.length()) && text.charAt(at) == had.charAt(at)) {
                at++;
            }
            return "at " + at + " of " + text.length() + ", the engine has " + had.length() + ": " + around(text, at)
                    + " instead of " + around(had, at);
        }

        private static String around(String text, int at) {
            return "<" + text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60)) + ">";
        }

        /** What is wrong with the lines of a stream, compared with what each run of the container is known to write. */
        private static List<String> faultsOf(SoakedContainer container, LogStream stream, String text, boolean whole) {
            List<String> wrong = new ArrayList<>();
            Matcher runs = RUN.matcher(text);
            int last = 0;
            int begin = 0;
            while (runs.find()) {
                int run = Integer.parseInt(runs.group(1));
                boolean twice = container.hasTerminal() && run == last;
                if (!twice) {
                    if (begin < runs.start()) {
                        check(container, stream, last, text.substring(begin, runs.start()), whole, wrong);
                    }
                    if (run <= last) {
                        wrong.add("run " + run + " after run " + last);
                    }
                    last = run;
                    begin = runs.start();
                }
            }
            check(container, stream, last, text.substring(begin), whole, wrong);
            return wrong;
        }

        private static void check(
                SoakedContainer container, LogStream stream, int run, String text, boolean whole, List<String> wrong) {
            String expected = container.written(stream, run);
            String joined = text.replace(Taken.SEAM_TEXT, "");
            if (container.forgetsLineEnds() ? plain(expected).startsWith(plain(joined)) : expected.startsWith(joined)) {
                return;
            }
            if (whole) {
                wrong.add("run " + run + " " + difference(joined, expected));
                return;
            }
            String[] lines = (container.rotates() ? text : joined).split("\n|(?<=" + Taken.SEAM_TEXT + ")", -1);
            String[] written = expected.split("\n", -1);
            int at = 0;
            // Rotation may have discarded the line that tells of the next run.
            int runs = container.rotates() ? container.starts() : 1;
            for (int i = 0; i < lines.length; i++) {
                String line = lines[i].replace(Taken.SEAM_TEXT, "");
                boolean last = i == lines.length - 1;
                if (last && line.isEmpty()) {
                    return;
                }
                boolean open = last || line.length() < lines[i].length();
                int found = find(container, written, at, line, open);
                if (found == written.length && --runs > 0) {
                    found = find(container, written, 0, line, open);
                }
                if (found == written.length) {
                    if (wrong.size() > 4) {
                        return;
                    }
                    wrong.add("run " + run + ", twice, out of order or damaged: " + shortened(line) + " after "
                            + (i == 0 ? "" : shortened(lines[i - 1])));
                    found = at - 1;
                } else if (open && written[found].length() < PART) {
                    // Nothing but the end of its run leaves a line open that has no parts.
                    runs--;
                    found = runs > 0 ? -1 : written.length - 1;
                } else if (open) {
                    found--;
                }
                at = found + 1;
            }
        }

        /** A line, but for what is the same in the middle of each. */
        private static String shortened(String line) {
            return line.replaceAll("x{20,}", "x…x") + " (" + line.length() + ")";
        }

        private static int find(SoakedContainer container, String[] written, int from, String line, boolean last) {
            int found = from;
            while (found < written.length && !matches(container, written[found], line, last)) {
                found++;
            }
            return found;
        }

        private static boolean matches(SoakedContainer container, String written, String line, boolean last) {
            // Rotation may discard some parts of a long line; a run may end within a line.
            return written.equals(line)
                    || (last && written.startsWith(line))
                    || (container.rotates() && written.length() >= PART && written.contains(line));
        }

        void remove() throws IOException {
            if (opened) {
                watch.close();
            }
            containers.forEach(SoakedContainer::remove);
            proxy.close();
        }
    }
}
