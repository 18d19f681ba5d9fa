package io.github.structuredlogs.internal.docker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.store.LineBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On what an engine really sent: {@code writer.log} and, of a container with a terminal, {@code terminal.log}; and on what
 * Podman 4.3.1 did, {@code podman.log}.
 */
class LogIntakeTest {

    /** Every line, with its stream, as text. */
    private static class Lines implements LogIntake.Lines {
        private final List<String> lines = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();
        private final List<String> doubts = new ArrayList<>();
        private final List<String> troubles = new ArrayList<>();

        @Override
        public void lines(LineBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                line(batch.stream(i), batch.buffer(i), batch.offset(i), batch.length(i), batch.isTerminated(i));
            }
        }

        private void line(LogStream stream, byte[] buffer, int offset, int length, boolean terminated) {
            lines.add(stream + (terminated ? " " : "! ") + new String(buffer, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void gap(long from, long to) {
            gaps.add(EngineTime.instant(from) + " to " + EngineTime.instant(to));
        }

        @Override
        public void beginningMayBeLost(long to, boolean isLikely) {
            gaps.add(null + " to " + EngineTime.instant(to));
        }

        @Override
        public void mayBeLost(long from, long to) {
            doubts.add(from + " to " + to);
        }

        @Override
        public void trouble(String message) {
            troubles.add(message);
        }
    }

    @Test
    void readsBothStreamsWithLongLines() throws IOException {
        Lines lines = read("writer.log", false);

        assertThat(lines.lines).filteredOn(line -> line.startsWith("STDOUT")).hasSize(150 + 1 + 50 + 1);
        assertThat(lines.lines)
                .contains("STDOUT line 301 " + "x".repeat(16_384 - 9), "STDERR line 302 " + "x".repeat(40_000 - 9))
                .contains("STDERR ", "STDERR crlf\r", "STDERR äöü", "STDERR 🐳")
                .contains("STDOUT! unterminated");
        assertThat(lines.gaps).isEmpty();
    }

    @Test
    void readsATerminal() throws IOException {
        Lines lines = read("terminal.log", true);

        assertThat(lines.lines)
                .hasSize(50 + 2 + 3 + 20 + 1)
                .allMatch(line -> line.startsWith("STDOUT"))
                .contains("STDOUT line 1 " + "x".repeat(53), "STDOUT line 72 " + "x".repeat(52))
                .contains("STDOUT line 51 " + "x".repeat(16_384 - 8), "STDOUT line 52 " + "x".repeat(40_000 - 8))
                .contains("STDOUT ", "STDOUT crlf\r", "STDOUT äöü", "STDOUT! unterminated");
    }

    @Test
    void resumesExactlyOnceFromAnyByte() throws IOException {
        cutEverywhere("writer.log", false, 64 << 10);
    }

    @Test
    void resumesATerminalExactlyOnceFromAnyByte() throws IOException {
        cutEverywhere("terminal.log", true, 24 << 10);
    }

    private static void cutEverywhere(String name, boolean tty, int upTo) throws IOException {
        byte[] body = recorded(name);
        List<Entry> log = entries(body, tty);
        Checksum whole = new Checksum();
        readCut(body, log, tty, body.length, whole);
        for (int cut = 0; cut <= upTo; cut++) {
            Checksum checksum = new Checksum();
            readCut(body, log, tty, cut, checksum);
            if (!checksum.isSame(whole)) {
                Lines lines = new Lines();
                readCut(body, log, tty, cut, lines);
                assertThat(lines.lines).as("after a cut at byte %d", cut).isEqualTo(read(name, tty).lines);
                assertThat(lines.gaps).as("gaps after a cut at byte %d", cut).isEmpty();
                fail("after a cut at byte %d a line has another time", cut);
            }
        }
    }

    private static void readCut(byte[] body, List<Entry> log, boolean tty, int cut, LogIntake.Lines lines)
            throws IOException {
        LogIntake intake = new LogIntake(tty, LineParts.DOCKER, Rotation.none(), new LogPosition(), lines);
        intake.begin();
        intake.accept(body, 0, cut);
        // The engine sends again what is not older than the time that it was asked for.
        byte[] rest = since(log, intake.begin());
        intake.accept(rest, 0, rest.length);
        intake.end();
        intake.finishLines();
    }

    /** A checksum of all lines with their streams and times: to make them texts takes most of the time of a reading. */
    private static final class Checksum extends Lines {
        private final CRC32C sum = new CRC32C();
        private int lines;

        @Override
        public void lines(LineBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                sum.update(batch.buffer(i), batch.offset(i), batch.length(i));
                sum.update(batch.stream(i) == LogStream.STDERR ? 2 : 3);
                sum.update(batch.isTerminated(i) ? 1 : 0);
                long time = batch.time(i);
                for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                    sum.update((int) (time >> shift));
                }
                lines++;
            }
        }

        boolean isSame(Checksum other) {
            return sum.getValue() == other.sum.getValue() && lines == other.lines && super.gaps.isEmpty();
        }
    }

    @Test
    void positionCountsOnlyAfterDelivery() throws IOException {
        LogPosition logPosition = new LogPosition();
        List<BooleanSupplier> reached = new ArrayList<>();
        List<Boolean> before = new ArrayList<>();
        byte[] body = recorded("writer.log");
        LogIntake intake = new LogIntake(false, LineParts.DOCKER, Rotation.none(), logPosition, new LogIntake.Lines() {
            @Override
            public void lines(LineBatch batch) {
                LogStream stream = batch.stream(0);
                long time = batch.time(0);
                reached.add(() -> logPosition.reached(stream, time));
                before.add(reached.get(0).getAsBoolean());
            }

            @Override
            public void gap(long from, long to) {}

            @Override
            public void trouble(String message) {}
        });
        intake.begin();
        intake.accept(body, 0, 4 << 10);

        assertThat(before).containsExactly(false);
        assertThat(reached.get(0).getAsBoolean()).isTrue();
    }

    @Test
    void entryAfterAGapIsNotReached() throws IOException {
        LogPosition logPosition = new LogPosition();
        List<Boolean> reached = new ArrayList<>();
        readTwice(List.of(1, 10), List.of(21, 30), logPosition, new Lines() {
            @Override
            public void gap(long from, long to) {
                reached.add(logPosition.reached(LogStream.STDOUT, from));
                reached.add(logPosition.reached(LogStream.STDOUT, to));
            }
        });

        assertThat(reached).containsExactly(true, false);
        assertThat(logPosition.reached(LogStream.STDOUT, 30)).isTrue();
    }

    @Test
    void readsSingleBytes() throws IOException {
        for (boolean tty : new boolean[] {false, true}) {
            String name = tty ? "terminal.log" : "writer.log";
            Lines lines = new Lines();
            LogIntake intake = new LogIntake(tty, LineParts.DOCKER, Rotation.none(), new LogPosition(), lines);
            byte[] body = recorded(name);
            intake.begin();
            for (int i = 0; i < body.length; i++) {
                intake.accept(body, i, 1);
            }
            intake.end();
            intake.finishLines();
            assertThat(lines.lines).isEqualTo(read(name, tty).lines);
        }
    }

    @Test
    void reportsAGapIfTheLastEntryWasDiscarded() throws IOException {
        byte[] body = recorded("writer.log");
        List<Entry> log = entries(body, false);
        Lines lines = new Lines();
        LogIntake intake = new LogIntake(false, LineParts.DOCKER, Rotation.none(), new LogPosition(), lines);
        intake.begin();
        intake.accept(body, 0, 25_000);
        intake.begin();
        // As rotation leaves it: the file with what was read last is gone.
        byte[] rest = since(log.subList(280, log.size()), null);
        intake.accept(rest, 0, rest.length);

        assertThat(lines.gaps).as("one for each stream, and the beginning").hasSize(3);
        assertThat(lines.lines).doesNotHaveDuplicates();
    }

    @Test
    void readsNothingTwiceFromRotatedFilesInTheWrongOrder() throws IOException {
        // As 20.10 does with compressed files when somebody else reads the log: an older file in the place of a newer
        // one.
        Lines lines = readTwice(List.of(1, 10), List.of(21, 30, 1, 20, 41, 50));

        assertThat(lines.lines)
                .isEqualTo(Stream.of(numbers(1, 10), numbers(21, 30), numbers(41, 50))
                        .flatMap(List::stream)
                        .toList());
        assertThat(lines.gaps)
                .containsExactly(
                        EngineTime.instant(10) + " to " + EngineTime.instant(21),
                        EngineTime.instant(30) + " to " + EngineTime.instant(41));
    }

    @Test
    void readsNothingTwiceFromARotatingLog() throws IOException {
        Lines lines = readTwice(List.of(1, 10, 5, 10, 1, 10, 21, 25), List.of(16, 30));

        List<String> expected = new ArrayList<>(numbers(1, 10));
        expected.addAll(numbers(21, 30));
        assertThat(lines.lines).isEqualTo(expected);
        assertThat(lines.gaps).containsExactly(EngineTime.instant(10) + " to " + EngineTime.instant(21));
    }

    @Test
    void losesNothingIfARotatingLogLacksReadEntries() throws IOException {
        Lines lines = readTwice(List.of(1, 10), List.of(1, 5, 11, 20));

        assertThat(lines.lines).isEqualTo(numbers(1, 20));
    }

    /** Its own last one may be discarded, though none behind it is. */
    @Test
    void reportsNoGapInASilentStream() {
        LogPosition logPosition = new LogPosition();
        assertThat(logPosition.pass(LogStream.STDERR, 5, true)).isEqualTo(LogPosition.StartKind.FRESH);
        assertThat(logPosition.pass(LogStream.STDOUT, 10, true)).isEqualTo(LogPosition.StartKind.FRESH);
        LogPosition next = logPosition.copy();

        logPosition.resume();
        assertThat(logPosition.pass(LogStream.STDOUT, 10, true)).isEqualTo(LogPosition.StartKind.KNOWN);
        assertThat(logPosition.pass(LogStream.STDOUT, 11, true)).isEqualTo(LogPosition.StartKind.FRESH);
        assertThat(logPosition.pass(LogStream.STDERR, 12, true)).isEqualTo(LogPosition.StartKind.FRESH);

        next.resume();
        assertThat(next.pass(LogStream.STDOUT, 11, true)).isEqualTo(LogPosition.StartKind.FRESH_AFTER_GAP);
        assertThat(next.pass(LogStream.STDERR, 12, true)).isEqualTo(LogPosition.StartKind.FRESH_AFTER_GAP);
    }

    /** The lines of two bodies of a log that rotates, each given by the first and the last numbers of its parts. */
    private static Lines readTwice(List<Integer> first, List<Integer> second) throws IOException {
        Lines lines = new Lines();
        readTwice(first, second, new LogPosition(), lines);
        return lines;
    }

    private static void readTwice(List<Integer> first, List<Integer> second, LogPosition logPosition, Lines lines)
            throws IOException {
        Rotation rotation = Rotation.none();
        rotation.hasBegun();
        LogIntake intake = new LogIntake(false, LineParts.DOCKER, rotation, logPosition, lines);
        for (List<Integer> body : List.of(first, second)) {
            intake.begin();
            for (int part = 0; part < body.size(); part += 2) {
                for (int number = body.get(part); number <= body.get(part + 1); number++) {
                    byte[] frame = frame(number, "line " + number + "\n");
                    intake.accept(frame, 0, frame.length);
                }
            }
            intake.end();
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> "STDOUT line " + number)
                .toList();
    }

    @Test
    void resumesExactlyOnceAfterTheClockWasSetBack() throws IOException {
        List<Entry> log = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long time = i < 50 ? 1_000_000_000_000L + i : 500_000_000_000L + i;
            log.add(new Entry(time, frame(time, "line " + i + "\n")));
        }
        byte[] body = since(log, null);
        for (int cut = 0; cut < body.length; cut++) {
            Lines lines = new Lines();
            LogIntake intake = new LogIntake(false, LineParts.DOCKER, Rotation.none(), new LogPosition(), lines);
            intake.begin();
            intake.accept(body, 0, cut);
            String since = intake.begin();
            byte[] rest = since(log, since);
            intake.accept(rest, 0, rest.length);
            intake.end();
            assertThat(since).as("the other stream was silent").isNull();
            assertThat(lines.lines)
                    .as("after a cut at byte %d", cut)
                    .hasSize(100)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void rejectsInvalidFrames() {
        LogIntake intake = new LogIntake(false, LineParts.DOCKER, Rotation.none(), new LogPosition(), new Lines());
        intake.begin();

        byte[] html = "<html>502 Bad Gateway</html>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> intake.accept(html, 0, html.length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a log frame");
    }

    @Test
    void reportsTheEnginesOwnProblem() throws IOException {
        Lines lines = new Lines();
        LogIntake intake = new LogIntake(false, LineParts.DOCKER, Rotation.none(), new LogPosition(), lines);
        intake.begin();
        byte[] text = "Error grabbing logs: invalid character".getBytes(StandardCharsets.UTF_8);
        byte[] frame = ByteBuffer.allocate(8 + text.length)
                .put(new byte[] {3, 0, 0, 0})
                .putInt(text.length)
                .put(text)
                .array();
        intake.accept(frame, 0, frame.length);

        assertThat(lines.troubles).containsExactly("Error grabbing logs: invalid character");
        assertThat(lines.lines).isEmpty();
    }

    @Test
    void reportsABodyThatEndsWithinAFrame() throws IOException {
        LogIntake intake = new LogIntake(false, LineParts.DOCKER, Rotation.none(), new LogPosition(), new Lines());
        intake.begin();
        intake.accept(recorded("writer.log"), 0, 50);

        assertThatThrownBy(intake::end).isInstanceOf(IOException.class).hasMessageContaining("within a frame");
    }

    @Test
    void endsASplitLineOfADriverWithoutLineEnds() throws IOException {
        Lines lines = new Lines();
        LogIntake intake = new LogIntake(false, LineParts.DOCKER_LOCAL, Rotation.none(), new LogPosition(), lines);
        intake.begin();
        for (byte[] frame :
                List.of(frame(1_000, "x".repeat(16_384)), frame(1_000, "y".repeat(10)), frame(2_000, "next\n"))) {
            intake.accept(frame, 0, frame.length);
        }

        assertThat(lines.lines).containsExactly("STDOUT " + "x".repeat(16_384) + "y".repeat(10), "STDOUT next");
    }

    /** A prompt before a restart: nothing but the time of what comes behind it shows where it ends. */
    @Test
    void continuesAfterATerminalLineWithoutAnEnd() throws IOException {
        Lines lines = new Lines();
        LogIntake intake = new LogIntake(true, LineParts.DOCKER, Rotation.none(), new LogPosition(), lines);
        String prompt = "2026-11-21T12:04:05.000000001Z at 2026-11-21T12:04:04.999999999Z > ";
        for (String body : List.of(prompt, prompt + "2026-11-21T12:04:06.000000000Z next\r\n")) {
            intake.begin();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                intake.accept(bytes, i, 1);
            }
            intake.end();
        }

        assertThat(lines.lines).containsExactly("STDOUT! at 2026-11-21T12:04:04.999999999Z > ", "STDOUT next");
    }

    @Test
    void ignoresTimesThatAContainerWritesOnATerminal() throws IOException {
        Lines lines = new Lines();
        LogIntake intake = new LogIntake(true, LineParts.DOCKER, Rotation.none(), new LogPosition(), lines);
        intake.begin();
        byte[] body = """
                2026-11-21T12:04:05.000000001Z 9999-12-31T23:59:59.999999999Z is the end of time
                2026-11-21T12:04:05.000000002Z written at 2026-11-21T12:04:05.000000001Z by my clock
                2026-11-21T12:04:05.000000003Z valid until 2999-01-01T00:00:00.000000000Z at least
                """.getBytes(StandardCharsets.UTF_8);
        intake.accept(body, 0, body.length);
        intake.end();

        assertThat(lines.lines)
                .containsExactly(
                        "STDOUT 9999-12-31T23:59:59.999999999Z is the end of time",
                        "STDOUT written at 2026-11-21T12:04:05.000000001Z by my clock",
                        "STDOUT valid until 2999-01-01T00:00:00.000000000Z at least");
    }

    /** What was being written when a container was killed, and what it wrote first when it had been started again. */
    @Test
    void doesNotJoinPartsOfDifferentRuns() throws IOException {
        Lines lines = new Lines();
        LogIntake intake = new LogIntake(false, LineParts.DOCKER, Rotation.none(), new LogPosition(), lines);
        intake.begin();
        for (byte[] frame : List.of(frame(1_000, "x".repeat(16_384)), frame(2_000, "next\n"))) {
            intake.accept(frame, 0, frame.length);
        }

        assertThat(lines.lines).containsExactly("STDOUT! " + "x".repeat(16_384), "STDOUT next");
    }

    @Test
    void joinsTheLinePartsOfPodman() throws IOException {
        Lines lines = read("podman.log", false, LineParts.PODMAN);

        assertThat(lines.lines)
                .hasSize(200 + 3 + 1)
                .allMatch(line -> line.startsWith("STDOUT ") || line.startsWith("STDERR "))
                .contains("STDOUT line 163 " + "x".repeat(91), "STDOUT line 201 " + "x".repeat(20_000 - 9))
                .contains("STDERR line 202 " + "x".repeat(8_192 - 9), "STDOUT line 203 " + "x".repeat(91), "STDOUT ");
    }

    /** As 20.10 does with compressed files while somebody else reads the log: an older file stands before a newer one. */
    @Test
    void reportsAPossiblyMissingFileBetweenEntries() throws IOException {
        Lines lines = readRotating(true, 10_000, 1_000, 2_000, 10_002_000, 10_003_000);

        assertThat(lines.doubts).containsExactly("2000 to 10002000");
        assertThat(lines.gaps).isEmpty();
    }

    @Test
    void pauseIsNoGapIfNoFileCanBeMissing() throws IOException {
        assertThat(readRotating(true, 10_000, 1_000, 301_000).doubts)
                .as("too short for a file to be written in it")
                .isEmpty();
        assertThat(readRotating(true, 10, 1_000, 10_001_000).doubts)
                .as("before the first rotation")
                .isEmpty();
        assertThat(readRotating(false, 10_000, 1_000, 10_001_000).doubts)
                .as("of an engine that does not mix its files")
                .isEmpty();
    }

    /** Of three files two are full when the oldest one is deleted. */
    @ParameterizedTest
    @CsvSource({"190000, 0", "210000, 1"})
    void doubtsTheBeginningOnlyAfterEnoughOutput(int bytes, int doubts) throws IOException {
        Lines lines = new Lines();
        LogIntake intake = rotating(lines);
        byte[] entry = frame(1_000, "x".repeat(bytes / 10 - 110) + "\n");
        intake.begin();
        for (int i = 0; i < 10; i++) {
            intake.accept(entry, 0, entry.length);
        }
        intake.end();

        intake.beginningWasRead();

        assertThat(lines.gaps).hasSize(doubts);
    }

    private static Lines readRotating(boolean mixed, int length, long... times) throws IOException {
        Lines lines = new Lines();
        LogIntake intake = rotating(lines);
        if (mixed) {
            intake.filesMayBeMixed();
        }
        intake.begin();
        for (int i = 0; i < 5; i++) {
            byte[] first = frame(i, "x".repeat(length) + "\n");
            intake.accept(first, 0, first.length);
        }
        for (long time : times) {
            byte[] next = frame(time, "y\n");
            intake.accept(next, 0, next.length);
        }
        return lines;
    }

    /** Three files of 100 kB, each of which an engine takes less than a millisecond to write. */
    private static LogIntake rotating(Lines lines) {
        LogFiles files = new LogFiles(100_000, 3, true, LogFiles.LineLength.AS_IT_IS);
        return new LogIntake(false, LineParts.DOCKER, Rotation.of(files, 0), new LogPosition(), lines);
    }

    // --- a log as an engine keeps it

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(long time, byte[] bytes) {}

    private static List<Entry> entries(byte[] body, boolean tty) {
        List<Entry> entries = new ArrayList<>();
        if (!tty) {
            ByteBuffer frames = ByteBuffer.wrap(body);
            while (frames.hasRemaining()) {
                byte[] frame = new byte[8 + frames.getInt(frames.position() + 4)];
                frames.get(frame);
                entries.add(new Entry(EngineTime.parse(frame, 8, 30), frame));
            }
            return entries;
        }
        int from = 0;
        for (int i = 1; i <= body.length; i++) {
            boolean next = i < body.length
                    && EngineTime.length(body, i, body.length - i) == 30
                    && (body[i - 1] == '\n' || Arrays.equals(body, i, i + 30, body, from, from + 30));
            if (next || i == body.length) {
                entries.add(new Entry(EngineTime.parse(body, from, 30), Arrays.copyOfRange(body, from, i)));
                from = i;
            }
        }
        return entries;
    }

    private static byte[] since(List<Entry> log, @Nullable String since) {
        long from = since == null
                ? Long.MIN_VALUE
                : Long.parseLong(since.substring(0, since.indexOf('.'))) * 1_000_000_000L
                        + Long.parseLong(since.substring(since.indexOf('.') + 1));
        int size = 0;
        for (Entry entry : log) {
            size += entry.time >= from ? entry.bytes.length : 0;
        }
        ByteBuffer body = ByteBuffer.allocate(size);
        for (Entry entry : log) {
            if (entry.time >= from) {
                body.put(entry.bytes);
            }
        }
        return body.array();
    }

    private static byte[] frame(long time, String text) {
        String fixed =
                String.format("%s.%09dZ", EngineTime.instant(time).toString().substring(0, 19), time % 1_000_000_000L);
        byte[] payload = (fixed + " " + text).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + payload.length)
                .put(new byte[] {1, 0, 0, 0})
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    private static Lines read(String name, boolean tty) throws IOException {
        return read(name, tty, LineParts.DOCKER);
    }

    private static Lines read(String name, boolean tty, LineParts parts) throws IOException {
        Lines lines = new Lines();
        LogIntake intake = new LogIntake(tty, parts, Rotation.none(), new LogPosition(), lines);
        byte[] body = recorded(name);
        intake.begin();
        intake.accept(body, 0, body.length);
        intake.end();
        intake.finishLines();
        return lines;
    }

    private static byte[] recorded(String name) throws IOException {
        try (InputStream in = LogIntakeTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
