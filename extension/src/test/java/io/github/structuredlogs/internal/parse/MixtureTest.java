package io.github.structuredlogs.internal.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.text.Ansi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever lines a stream has, in whatever order: each is in one record, and what a record does not know to be a time, a
 * level or a name is in its message, its exception or a field.
 */
@SuppressWarnings("StringSplitter") // An empty last word does not matter here.
class MixtureTest {
    private static final String[] PREFIXES = {
        "",
        "",
        "",
        "orders-1  | ",
        "[api] ",
        "2026-11-21T18:35:21.0512345Z ",
        "[2026-11-21T18:35:21.051Z] ",
        "18:35:21 web.1   | "
    };

    /** What separates words, and the marks that formats take off: brackets, Dropwizard's exclamation mark. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** What stands before each line in the samples, or is put there here. */
    private static final Pattern TRANSPORT = Pattern.compile(
            "^(?:orders-1  \\| |\\[[a-z]+] |\\[?2026-11-21T18:35:2\\d\\.\\d{3,7}Z]? |18:35:2\\d web\\.1   \\| )++");

    private static final int MIN_WORD = 3;

    static Stream<String> samples() {
        return names().stream();
    }

    private static List<String> names() {
        return Corpus.samples().stream()
                .map(Object::toString)
                .filter(name -> !name.contains("deep-nesting") && !name.contains("invalid-utf8"))
                .toList();
    }

    private static List<String> lines(String sample) {
        byte[] bytes = Corpus.bytes(java.nio.file.Path.of(sample));
        List<String> lines = new ArrayList<>();
        for (byte[] line : Corpus.lines(bytes)) {
            lines.add(new String(line, UTF_8));
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void losesNothingOfASample(String sample) {
        check(lines(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void losesNothingOfASampleThatBeginsAtAnyOfItsLines(String sample) {
        List<String> lines = lines(sample);
        for (int from = 1; from < Math.min(lines.size(), 40); from++) {
            check(lines.subList(from, Math.min(lines.size(), from + 40)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void losesNothingOfSamplesWhoseLinesAlternate(long seed) {
        Random random = new Random(seed);
        List<String> names = names();
        for (int round = 0; round < 40; round++) {
            List<List<String>> sources = new ArrayList<>();
            List<String> prefixes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                List<String> lines = lines(names.get(random.nextInt(names.size())));
                int from = random.nextInt(lines.size());
                sources.add(new ArrayList<>(lines.subList(from, Math.min(lines.size(), from + 30))));
                prefixes.add(PREFIXES[random.nextInt(PREFIXES.length)]);
            }
            List<String> mixed = new ArrayList<>();
            while (sources.stream().anyMatch(source -> !source.isEmpty())) {
                int source = random.nextInt(sources.size());
                for (int run = random.nextInt(4);
                        run >= 0 && !sources.get(source).isEmpty();
                        run--) {
                    mixed.add(prefixes.get(source) + sources.get(source).remove(0));
                }
            }
            check(mixed);
        }
    }

    @Test
    void noticesWhatIsLost() {
        assertThat(missing("first\na stock that is gone", "first: the stock is here"))
                .containsExactly("that", "gone");
    }

    private static void check(List<String> lines) {
        Formats formats = Formats.builtIn();
        List<byte[]> raws = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        RecordReader reader = new RecordReader(formats, record -> {
            byte[] raw = Arrays.copyOfRange(record.bytes(), record.offset(), record.offset() + record.length());
            if (record.part() == 0) {
                raws.add(raw);
            }
            RecordContent content = formats.decode(raw, record.format(), record.part());
            String text = new String(raw, UTF_8);
            if (isJson(formats, record.format())) {
                return;
            }
            List<String> missing = missing(plain(text), known(content));
            if (!missing.isEmpty()) {
                lost.add(content.format() + " loses " + missing + " of:\n" + text + "\nwhich reads: "
                        + content.message());
            }
        });
        for (String line : lines) {
            byte[] bytes = line.getBytes(UTF_8);
            reader.line(bytes, 0, bytes.length, 1_795_286_121_000_000_000L);
        }
        reader.flush();

        List<String> written = raws.stream()
                .flatMap(raw -> Arrays.stream(new String(raw, UTF_8).split("\n", -1)))
                .filter(line -> !isBlank(line) && !holdsSpans(line))
                .toList();
        assertThat(written)
                .isEqualTo(lines.stream()
                        .filter(line -> !isBlank(line) && !holdsSpans(line))
                        .toList());
        assertThat(lost).isEmpty();
    }

    private static boolean isJson(Formats formats, int number) {
        return Arrays.stream(formats.json()).anyMatch(format -> formats.number(format) == number);
    }

    /** Spans are no records, nor is what java.util.logging writes above those of OpenTelemetry's logging exporter. */
    private static boolean holdsSpans(String line) {
        return line.contains("internal.writer.LoggerJsonWriter write")
                || line.contains("\"resourceSpans\"")
                || line.contains("\"scopeSpans\"");
    }

    private static boolean isBlank(String line) {
        return plain(line).replace("\ufeff", "").replace("\0", "").isBlank();
    }

    private static String plain(String text) {
        char[] chars = text.toCharArray();
        return new String(chars, 0, Ansi.strip(chars, 0, chars.length, chars));
    }

    private static String known(RecordContent content) {
        StringBuilder known = new StringBuilder();
        for (Object value : new Object[] {
            content.timestamp(),
            content.level(),
            content.levelText(),
            content.logger(),
            content.thread(),
            content.message(),
            content.traceId(),
            content.spanId(),
            content.fields()
        }) {
            known.append(value).append('\n');
        }
        LoggedException exception = content.exception();
        if (exception != null) {
            known.append(exception.type())
                    .append('\n')
                    .append(exception.message())
                    .append('\n')
                    .append(exception.stackTrace());
        }
        return known.toString();
    }

    /** The words of the lines below the first, which begins with a time, a place in the code and whatever else. */
    private static List<String> missing(String text, String known) {
        List<String> missing = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            for (String word : BETWEEN_WORDS.split(TRANSPORT.matcher(lines[i]).replaceFirst(""))) {
                if (word.length() >= MIN_WORD && !known.contains(word)) {
                    missing.add(word);
                }
            }
        }
        return missing;
    }
}
