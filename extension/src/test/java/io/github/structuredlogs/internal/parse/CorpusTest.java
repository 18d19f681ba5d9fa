package io.github.structuredlogs.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.json.Utf8;
import io.github.structuredlogs.internal.parse.values.Paths;
import io.github.structuredlogs.internal.saved.LogFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of the corpus gives the records that are expected of it, member by member. */
class CorpusTest {

    /**
     * Where the expectation takes Kafka's console for text that no format knows. It is a format of its own here, so that
     * its message is without time, level and logger.
     */
    private static final Path KAFKA = Path.of("kafka-plain.txt");

    /** The same holds for Ruby's Logger. */
    private static final Path RUBY = Path.of("ruby-logger-plain.txt");

    static Stream<Path> samples() {
        return Corpus.samples().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void givesTheExpectedRecords(Path sample) throws IOException {
        List<Map<String, Object>> expected = expected(sample);
        byte[] bytes = Corpus.bytes(sample);
        // a file's mark is no part of its first record
        byte[] text = Arrays.copyOfRange(bytes, Utf8.afterMark(bytes, 0, bytes.length), bytes.length);
        List<LogRecord> records = LogFile.read(new ByteArrayInputStream(bytes), Formats.builtIn());

        List<String> differences = new ArrayList<>();
        List<LogRecord> left = new ArrayList<>(records);
        List<Integer> starts = starts(records, Corpus.lines(text));
        List<Integer> leftStarts = new ArrayList<>(starts);
        for (Map<String, Object> one : expected) {
            int line = ((Number) one.get("line")).intValue();
            int at = leftStarts.indexOf(line);
            if (at < 0) {
                at = joinedTo(left, leftStarts, line);
            }
            if (at < 0) {
                differences.add("line " + line + ": no record");
                continue;
            }
            leftStarts.remove(at);
            compare(sample, line, one, left.remove(at), differences);
        }

        assertThat(expected).isNotEmpty();
        assertThat(differences).isEmpty();
    }

    /** A record that began earlier and reaches over the line. */
    private static int joinedTo(List<LogRecord> records, List<Integer> starts, int line) {
        for (int i = 0; i < records.size(); i++) {
            int end = starts.get(i) + Corpus.lines(records.get(i).rawBytes()).length;
            if (starts.get(i) < line && line < end) {
                return i;
            }
        }
        return -1;
    }

    /** The line, from 1, at which each record begins. */
    private static List<Integer> starts(List<LogRecord> records, byte[][] lines) {
        List<Integer> starts = new ArrayList<>();
        int line = 0;
        byte[] before = {};
        for (LogRecord record : records) {
            byte[] raw = record.rawBytes();
            if (Arrays.equals(raw, before) && !Arrays.equals(lines[line], Corpus.lines(raw)[0])) {
                starts.add(starts.get(starts.size() - 1));
                continue;
            }
            while (!Arrays.equals(lines[line], Corpus.lines(raw)[0])) {
                line++;
            }
            starts.add(line + 1);
            line += Corpus.lines(raw).length;
            before = raw;
        }
        return starts;
    }

    private static void compare(
            Path sample, int line, Map<String, Object> expected, LogRecord record, List<String> differences) {
        LoggedException exception = record.exception();
        expected.forEach((member, value) -> {
            Object actual = switch (member) {
                case "line" -> value;
                case "level" -> text(record.level());
                case "levelText" -> record.levelText();
                case "logger" -> record.logger();
                case "thread" -> record.thread();
                case "message" -> record.message();
                case "timestamp" -> record.timestamp();
                case "exceptionType" -> exception == null ? null : exception.type();
                case "exceptionMessage" -> exception == null ? null : exception.message();
                case "hasStackTrace" -> exception != null && exception.stackTrace() != null;
                case "traceId" -> record.traceId();
                case "spanId" -> record.spanId();
                case "format" -> record.format();
                case "fields" -> fields(record, value);
                default -> "no such member: " + member;
            };
            Object wanted = value;
            if (member.equals("timestamp") && value != null) {
                wanted = Instant.parse((String) value);
            }
            if (sample.equals(KAFKA) && member.equals("format")) {
                wanted = "kafka";
            } else if (sample.equals(KAFKA) && member.equals("message")) {
                String whole = (String) value;
                wanted = whole.substring(whole.indexOf(' ', 27) + 1, whole.lastIndexOf(" ("));
            } else if (sample.equals(RUBY)
                    && String.valueOf(expected.get("message")).contains(" -- : ")) {
                wanted = switch (member) {
                    case "format" -> "ruby";
                    case "message" -> ((String) value).substring(((String) value).indexOf(" -- : ") + 6);
                    default -> wanted;
                };
            }
            if (!same(wanted, actual)) {
                differences.add("line " + line + " " + member + ": expected " + wanted + ", was " + actual);
            }
        });
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Of the record's fields those that are expected, in the shape in which they are. */
    private static Map<String, Object> fields(LogRecord record, Object expected) {
        Map<String, Object> found = new java.util.LinkedHashMap<>();
        ((Map<?, ?>) expected).forEach((name, value) -> {
            Object actual = Paths.find(record.fields(), (String) name);
            if (actual != Paths.ABSENT || value != null) {
                found.put((String) name, actual == Paths.ABSENT ? "absent" : actual);
            } else {
                found.put((String) name, null);
            }
        });
        return found;
    }

    private static boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Map<?, ?> e && actual instanceof Map<?, ?> a) {
            return e.keySet().equals(a.keySet())
                    && e.entrySet().stream().allMatch(entry -> same(entry.getValue(), a.get(entry.getKey())));
        }
        if (expected instanceof List<?> e && actual instanceof List<?> a) {
            return e.size() == a.size()
                    && java.util.stream.IntStream.range(0, e.size()).allMatch(i -> same(e.get(i), a.get(i)));
        }
        if (expected instanceof Number && actual instanceof Number && !(actual instanceof Double)) {
            return new java.math.BigDecimal(expected.toString()).compareTo(new java.math.BigDecimal(actual.toString()))
                    == 0;
        }
        return Objects.equals(expected, actual);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> expected(Path sample) throws IOException {
        byte[] wrapped =
                ("{\"records\":" + Files.readString(Corpus.expected(sample)) + "}").getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner();
        assertThat(scanner.read(wrapped, 0, wrapped.length)).isTrue();
        Map<String, Object> root = (Map<String, Object>) scanner.jsonTape().value(0);
        return (List<Map<String, Object>>) root.get("records");
    }
}
