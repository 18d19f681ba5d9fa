package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.Fuzz;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.LineBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Mutated lines as the engine frames them, in reads of whatever length: the lines that come out are those that went in,
 * and the records are the same however they were read. {@code java … SplitFuzz [lines] [seed]}.
 */
final class SplitFuzz {
    private static final byte[] TIME = "2026-11-21T18:29:08.810621165Z ".getBytes(StandardCharsets.US_ASCII);
    private static final int PART = 16 << 10;
    /** So many bytes are cut at each place; of more, only at random ones. */
    private static final int CUT_EVERYWHERE = 2_500;

    /** What may go on waits for its next line, however slow this machine is. */
    private static final CaptureOptions HELD =
            new CaptureOptions(CaptureOptions.defaults().memoryLimit(), Duration.ofHours(1));

    private static final Formats FORMATS = Formats.builtIn();
    private static final ContainerIdentity ORDERS =
            new ContainerIdentity("0".repeat(64), "orders", "orders:1", Map.of(), false, null);

    private final Random random;
    private final Supplier<byte[]> mutated;
    private long records;
    private long reads;

    private SplitFuzz(long seed) {
        random = new Random(seed);
        mutated = Fuzz.mutatedLines(seed);
    }

    public static void main(String[] arguments) throws IOException {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        long begun = System.nanoTime();
        SplitFuzz fuzz = new SplitFuzz(seed);
        fuzz.run(count);
        System.out.printf(
                "%,d mutated lines (seed %d) in frames, read in %,d ways, %,d records, in %,d s: the same each time%n",
                count, seed, fuzz.reads, fuzz.records, (System.nanoTime() - begun) / 1_000_000_000);
    }

    static void run(long count, long seed) throws IOException {
        new SplitFuzz(seed).run(count);
    }

    private void run(long count) throws IOException {
        long done = 0;
        for (int batch = 0; done < count; batch++) {
            List<byte[]> lines = new ArrayList<>();
            for (int i = 1 + random.nextInt(batch % 50 == 0 ? 4 : 40); i > 0; i--) {
                lines.add(oneLine(mutated.get()));
            }
            done += lines.size();
            byte[] body = body(lines);
            List<byte[]> whole = new ArrayList<>();
            List<byte[]> expected = read(body, whole, body.length);
            demandSame(lines, whole, "lines of the whole body");
            records += expected.size();
            if (batch % 50 == 0 && body.length < CUT_EVERYWHERE) {
                for (int cut = 1; cut < body.length; cut++) {
                    again(body, lines, expected, cut);
                }
            } else {
                again(body, lines, expected);
            }
        }
    }

    /** A line end within would make two lines of it. */
    private static byte[] oneLine(byte[] line) {
        int end = 0;
        while (end < line.length && line[end] != '\n') {
            end++;
        }
        return Arrays.copyOf(line, end);
    }

    private byte[] body(List<byte[]> lines) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            byte[] text = Arrays.copyOf(line, line.length + 1);
            text[line.length] = '\n';
            for (int at = 0; at < text.length; at += PART) {
                int length = Math.min(PART, text.length - at);
                body.writeBytes(ByteBuffer.allocate(8)
                        .put((byte) 1)
                        .put(new byte[3])
                        .putInt(TIME.length + length)
                        .array());
                body.writeBytes(TIME);
                body.write(text, at, length);
            }
        }
        return body.toByteArray();
    }

    /** With the given first read, or with random ones. */
    private void again(byte[] body, List<byte[]> lines, List<byte[]> expected, int... first) throws IOException {
        List<byte[]> seen = new ArrayList<>();
        List<byte[]> found = read(body, seen, first);
        demandSame(lines, seen, "lines");
        demandSame(expected, found, "records");
    }

    private List<byte[]> read(byte[] body, List<byte[]> lines, int... first) throws IOException {
        reads++;
        try (Captures captures = new Captures(FORMATS, HELD)) {
            return read(captures.open(ORDERS), body, lines, first);
        }
    }

    private List<byte[]> read(Capture capture, byte[] body, List<byte[]> lines, int... first) throws IOException {
        LogIntake intake =
                new LogIntake(false, LineParts.DOCKER, Rotation.none(), new LogPosition(), new LogIntake.Lines() {
                    @Override
                    public void lines(LineBatch read) {
                        for (int i = 0; i < read.size(); i++) {
                            lines.add(Arrays.copyOfRange(
                                    read.buffer(i), read.offset(i), read.offset(i) + read.length(i)));
                        }
                        capture.writer().lines(read, 0, read.size());
                    }

                    @Override
                    public void gap(long from, long to) {
                        throw new AssertionError("a gap");
                    }

                    @Override
                    public void trouble(String message) {
                        throw new AssertionError(message);
                    }
                });
        intake.begin();
        int at = 0;
        while (at < body.length) {
            int length =
                    at == 0 && first.length > 0 ? first[0] : first.length > 0 ? body.length : random.nextInt(3_000);
            length = Math.min(length, body.length - at);
            intake.accept(body, at, length);
            at += length;
        }
        intake.end();
        intake.finishLines();
        capture.complete();
        List<byte[]> records = new ArrayList<>();
        for (long i = 0; i < capture.size(); i++) {
            records.add(capture.raw(i));
        }
        return records;
    }

    private static void demandSame(List<byte[]> expected, List<byte[]> actual, String what) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            if (i >= expected.size() || i >= actual.size() || !Arrays.equals(expected.get(i), actual.get(i))) {
                throw new AssertionError(what + " differ from number " + i + " on, of " + expected.size() + ": "
                        + (i < expected.size() ? new String(expected.get(i), StandardCharsets.ISO_8859_1) : "none")
                        + " became "
                        + (i < actual.size() ? new String(actual.get(i), StandardCharsets.ISO_8859_1) : "none"));
            }
        }
    }
}
