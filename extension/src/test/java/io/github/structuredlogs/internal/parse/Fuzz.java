package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.internal.parse.lines.Prefix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Feeds mutated lines of the corpus to readers and demands that nothing is thrown, that every record can be decoded, and
 * that the bytes come back whole: {@code Fuzz [lines] [seed]}.
 */
public final class Fuzz {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ",",
        ":",
        "{\"a\":",
        "[[[[",
        "\n",
        "\r",
        "\t",
        " ",
        "\u001b[31m",
        "\u001b[",
        "\u001b]8;;",
        "\\ud83d",
        "\\u0000",
        "\ufeff",
        "1e999999999",
        "-",
        "99999999999999999999999999999999999999",
        "NaN",
        "-Infinity",
        "null",
        "true",
        "\"level\":",
        "\"time\":",
        "\"message\":\"",
        "=",
        "=<",
        " >",
        "key=\"",
        "Caused by: ",
        "\tat a.B.c(D.java:1)",
        "java.lang.Error: x",
        "Traceback (most recent call last):",
        "INFO: ",
        "I, [",
        "svc  | ",
        "2026-11-21T18:29:08.810Z ",
        "9999999-99-99T99:99:99",
        "\u0000",
        "\u2028",
        "\u0085",
        "goroutine 1 [running]:",
        "Nov 21, 2026 6:41:25 PM a.B c"
    };

    private final Random random;
    private final Formats formats = Formats.builtIn();
    private final List<byte[]> seeds = new ArrayList<>();
    private final List<byte[]> lines = new ArrayList<>();
    private final List<byte[]> records = new ArrayList<>();
    private long decoded;

    private Fuzz(long seed) {
        random = new Random(seed);
        Corpus.samples().forEach(sample -> {
            for (byte[] line : Corpus.lines(Corpus.bytes(sample))) {
                if (line.length < 4_000) {
                    seeds.add(line);
                }
            }
        });
        LoggerSamplesTest.samples()
                .forEach(sample -> sample.lines().forEach(line -> seeds.add(line.getBytes(StandardCharsets.UTF_8))));
    }

    /** Gives lines without end, the same for the same seed. */
    public static Supplier<byte[]> mutatedLines(long seed) {
        Fuzz fuzz = new Fuzz(seed);
        return fuzz::mutated;
    }

    public static void main(String[] arguments) {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        long begun = System.nanoTime();
        Fuzz fuzz = new Fuzz(seed);
        fuzz.run(count);
        fuzz.giants();
        System.out.printf(
                "%,d mutated lines (seed %d), %,d records decoded, in %,d s: no exception, all bytes back%n",
                count, seed, fuzz.decoded, (System.nanoTime() - begun) / 1_000_000_000);
    }

    static void run(long count, long seed) {
        new Fuzz(seed).run(count);
    }

    private void run(long count) {
        for (long done = 0; done < count; ) {
            int length = 1 + random.nextInt(40);
            RecordReader reader = begin();
            for (int i = 0; i < length; i++) {
                for (byte[] line : Corpus.lines(mutated())) {
                    feed(reader, line);
                    done++;
                }
            }
            end(reader);
        }
    }

    private RecordReader begin() {
        lines.clear();
        records.clear();
        return new RecordReader(formats, this::check);
    }

    private void feed(RecordReader reader, byte[] line) {
        lines.add(line);
        // Somewhere in a buffer that is used again at once, as a stream's is.
        int offset = random.nextInt(8);
        byte[] buffer = new byte[offset + line.length + random.nextInt(8)];
        random.nextBytes(buffer);
        System.arraycopy(line, 0, buffer, offset, line.length);
        try {
            reader.line(buffer, offset, line.length, lines.size());
        } catch (RuntimeException | Error e) {
            throw new AssertionError("on the line: " + new String(line, StandardCharsets.ISO_8859_1), e);
        }
        Arrays.fill(buffer, (byte) '#');
        if (random.nextInt(200) == 0) {
            reader.flush();
        }
    }

    private void end(RecordReader reader) {
        reader.flush();
        if (reader.holds()) {
            throw new AssertionError("something is held after a flush");
        }
        int next = 0;
        for (byte[] record : records) {
            for (byte[] line : Corpus.lines(record)) {
                while (next < lines.size() && !Arrays.equals(lines.get(next), line)) {
                    demandBlank(lines.get(next++));
                }
                if (next++ == lines.size()) {
                    throw new AssertionError("no line was: " + new String(line, StandardCharsets.ISO_8859_1));
                }
            }
        }
        while (next < lines.size()) {
            demandBlank(lines.get(next++));
        }
    }

    private static void demandBlank(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        // Spans and metrics are no records.
        boolean telemetry = text.contains("\"resourceSpans\"")
                || text.contains("\"scopeSpans\"")
                || text.contains("\"resourceMetrics\"")
                || text.contains("\"scopeMetrics\"");
        if (!telemetry && Prefix.blanks(line, 0, line.length) != line.length) {
            throw new AssertionError("lost the line: " + text);
        }
    }

    private void check(ParsedRecord record) {
        byte[] raw = Arrays.copyOfRange(record.bytes(), record.offset(), record.offset() + record.length());
        if (record.part() == 0) {
            records.add(raw);
        }
        try {
            RecordContent content = formats.decode(raw, record.format(), record.part());
            if (content.level() != record.level()) {
                throw new AssertionError("level " + record.level() + " became " + content.level());
            }
            var looked = content.field("a.b[0].c") + content.fields().toString();
            decoded += looked.isEmpty() ? 0 : 1;
        } catch (RuntimeException | Error e) {
            String head = new String(raw, 0, Math.min(raw.length, 3_000), StandardCharsets.ISO_8859_1);
            throw new AssertionError(formats.name(record.format()) + " on the record: " + head, e);
        }
    }

    // ------------------------------------------------------------------ mutations

    private byte[] mutated() {
        byte[] line = seed();
        for (int i = random.nextInt(4); i > 0; i--) {
            line = mutate(line);
        }
        return line;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] mutate(byte[] line) {
        int at = random.nextInt(line.length + 1);
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(line, at);
            case 1 -> Arrays.copyOfRange(line, at, line.length);
            case 2 -> {
                byte[] other = seed();
                yield splice(line, at, other, random.nextInt(other.length + 1));
            }
            case 3 -> {
                byte[] copy = line.clone();
                for (int i = 0; i < 1 + copy.length / 50; i++) {
                    if (copy.length > 0) {
                        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
                    }
                }
                yield copy;
            }
            case 4, 5 -> inserted(line, at, PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
            case 6 -> inserted(line, at, "[".repeat(random.nextInt(2_000)).getBytes(StandardCharsets.UTF_8));
            case 7 -> inserted(line, at, "9".repeat(random.nextInt(1_500)).getBytes(StandardCharsets.UTF_8));
            default -> {
                int to = at + random.nextInt(line.length - at + 1);
                yield inserted(line, at, Arrays.copyOfRange(line, at, to));
            }
        };
    }

    private static byte[] inserted(byte[] line, int at, byte[] piece) {
        byte[] head = Arrays.copyOf(line, at);
        return splice(splice(head, at, piece, 0), at + piece.length, line, at);
    }

    private static byte[] splice(byte[] head, int to, byte[] tail, int from) {
        byte[] both = Arrays.copyOf(head, to + tail.length - from);
        System.arraycopy(tail, from, both, to, tail.length - from);
        return both;
    }

    // ------------------------------------------------------------------ giants

    /** Lines and runs of lines of which a quadratic reader would not come back. */
    private void giants() {
        String[] units = {
            "x",
            "{",
            "[",
            "{\"a\":",
            "\"",
            "\\",
            "a=b ",
            " ",
            "\t",
            "[1,",
            "\u001b[31m",
            "\u001b[",
            "1",
            "a.",
            "a: ",
            "{\"a\":1}",
            "INFO ",
            "at ",
            "\u00e9",
            "- ",
            "[a] "
        };
        for (String unit : units) {
            giant(unit.repeat(50_000_000 / unit.getBytes(StandardCharsets.UTF_8).length));
        }
        giant("{\"message\":\"" + "y".repeat(50_000_000) + "\",\"level\":\"info\"}");
        giant("{\"message\":\"z\",\"level\":\"info\",\"a\":[" + "1,".repeat(5_000_000) + "1]}");
        giant("2026-11-21 18:45:24,888 INFO  [io.quarkus] (main) " + "w".repeat(50_000_000));
        String[] starts = {
            "{",
            "{\"a\":[",
            "2026-11-21 18:45:24,888 ERROR [a.B] (main) failed",
            "java.lang.Error: x",
            "Traceback (most recent call last):",
            "I1121 18:35:21.051770 1 a.go:4] \"m\" text=<"
        };
        String[] follows = {
            "\"b\":1,",
            "\tat a.B.c(D.java:1)",
            "java.lang.IllegalStateException: y",
            "  indented",
            "main.main",
            "plain",
            "",
            "{",
            "Caused by: java.lang.Error: z"
        };
        for (String start : starts) {
            for (String follow : follows) {
                RecordReader reader = begin();
                feed(reader, start.getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < 20_000; i++) {
                    feed(reader, follow.getBytes(StandardCharsets.UTF_8));
                }
                end(reader);
            }
        }
    }

    private void giant(String line) {
        RecordReader reader = begin();
        feed(reader, line.getBytes(StandardCharsets.UTF_8));
        end(reader);
    }
}
