package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.RecordReader;
import io.github.structuredlogs.internal.parse.TelemetrySink;
import io.github.structuredlogs.internal.text.Redaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes recorded lines of spans and measurements at random and reads them: {@code OtlpFuzz [lines] [seed]}. It ends with
 * an exception if reading throws, or gives what the protocol does not allow.
 */
public final class OtlpFuzz {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "-1",
        "1e999",
        "\\u0000",
        "\"spans\":",
        "\"traceId\":\"",
        "99999999999999999999",
        "\"kvlistValue\":{\"values\":[",
        "\"arrayValue\":{\"values\":[",
        "\"intValue\":",
        "NaN"
    };

    private final Random random;
    private final List<byte[]> recorded = new ArrayList<>();
    private final JsonScanner scanner = new JsonScanner();
    private long spans;
    private long points;
    private long rejected;

    private OtlpFuzz(long seed) {
        random = new Random(seed);
        for (String file : new String[] {RecordedLines.AGENT, RecordedLines.SDK, RecordedLines.LOGGING}) {
            RecordedLines.lines(file).stream()
                    .filter(line -> line.contains("{\"resource") && line.length() < 5_000)
                    .forEach(line -> recorded.add(line.getBytes(StandardCharsets.UTF_8)));
        }
    }

    public static void main(String[] arguments) {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.println("seed " + seed);
        System.out.println(run(count, seed));
    }

    static String run(long count, long seed) {
        OtlpFuzz fuzz = new OtlpFuzz(seed);
        RecordReader reader = new RecordReader(Formats.builtIn(), record -> {}, fuzz.new Sink());
        for (long i = 0; i < count; i++) {
            byte[] line = fuzz.mutated();
            try {
                reader.line(line, 0, line.length, i);
                if (i % 16 == 0) {
                    reader.flush();
                }
            } catch (RuntimeException | StackOverflowError e) {
                throw new IllegalStateException(
                        "seed " + seed + ", line " + i + ": " + new String(line, StandardCharsets.UTF_8), e);
            }
        }
        return count + " lines: " + fuzz.spans + " spans, " + fuzz.points + " measurements, " + fuzz.rejected
                + " rejected";
    }

    /** A line with some bytes changed, a part cut out or doubled, or a piece of JSON put in. */
    private byte[] mutated() {
        byte[] line = recorded.get(random.nextInt(recorded.size())).clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(line.length + 1);
            int to = Math.min(line.length, at + random.nextInt(64));
            line = switch (random.nextInt(5)) {
                case 0 -> joined(Arrays.copyOf(line, at), Arrays.copyOfRange(line, to, line.length));
                case 1 -> joined(Arrays.copyOf(line, to), Arrays.copyOfRange(line, at, line.length));
                case 2 ->
                    joined(
                            joined(
                                    Arrays.copyOf(line, at),
                                    PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8)),
                            Arrays.copyOfRange(line, at, line.length));
                case 3 -> digit(line, at);
                default -> anyByte(line, at);
            };
        }
        return line;
    }

    /** Most lines stay JSON, so that what is in them is read. */
    private byte[] digit(byte[] line, int at) {
        for (int i = at; i < line.length; i++) {
            if (line[i] >= '0' && line[i] <= '9') {
                line[i] = (byte) ('0' + random.nextInt(10));
                return line;
            }
        }
        return line;
    }

    private byte[] anyByte(byte[] line, int at) {
        if (at < line.length) {
            line[at] = (byte) random.nextInt(256);
        }
        return line;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private final class Sink implements TelemetrySink, OtlpSink {
        @Override
        public void line(JsonTape jsonTape, int length, long observedNanos) {
            OtlpReader.read(jsonTape, () -> "orders", this);
        }

        @Override
        public void unreadable(long observedNanos) {
            rejected++;
        }

        @Override
        public void span(RecordedSpan span) {
            spans++;
            demand(span.traceId().matches("[0-9a-f]{32}") && span.spanId().matches("[0-9a-f]{16}"), span);
            demand(!span.start().isBefore(Instant.EPOCH) && !span.duration().isNegative(), span);
            String written = new OtlpWriter(Redaction.of(List.of())).line(span);
            byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
            demand(scanner.read(bytes, 0, bytes.length - 1), written);
        }

        @Override
        public void point(RecordedPoint point) {
            points++;
            demand(!point.time().isBefore(Instant.EPOCH), point);
        }

        @Override
        public void rejected(Rejection reason) {
            rejected++;
        }

        private void demand(boolean holds, Object what) {
            if (!holds) {
                throw new IllegalStateException("not as the protocol has it: " + what);
            }
        }
    }
}
