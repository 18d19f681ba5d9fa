package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.parse.Corpus;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.Fuzz;
import io.github.structuredlogs.internal.query.RecordSearch;
import io.github.structuredlogs.internal.query.RecordSource;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.testing.Fed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * Asks each condition of records of the corpus, as they are and spelled otherwise, with its {@link ByteFilter} and without, and
 * demands the same answer: {@code ByteFilterFuzz [rounds] [seed]}. A round is the whole corpus, and as many mutated lines.
 */
public final class ByteFilterFuzz {

    private static final int MAX_PARTS = 12;
    private static final int MAX_LINE = 20_000;
    /** So many logs of mutated lines are a round. */
    private static final int LOGS = 15;

    /** Conditions that one record meets are asked of all others of its log as well, of which this many are kept. */
    private static final int MAX_SHARED = 40;

    private static final Pattern NUMBER = Pattern.compile("(?<=[:\\[,])(-?[1-9]\\d{0,15})(?=[,}\\]])");
    private static final Pattern KEY = Pattern.compile("\"([A-Za-z@_][A-Za-z_]*)\\.([A-Za-z_.]+)\":");
    private static final Pattern SCALAR = Pattern.compile("(\"[A-Za-z_]+\"):(\"[^\"\\\\]*\"|\\d+)([,}])");

    private final Random random;
    private final Formats formats = Formats.builtIn();
    private final Map<String, Long> asked = new TreeMap<>();
    private final Map<String, Long> spared = new TreeMap<>();
    private long records;

    private ByteFilterFuzz(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        ByteFilterFuzz fuzz = new ByteFilterFuzz(seed);
        for (int round = 0; round < rounds; round++) {
            fuzz.corpus(round > 0);
            fuzz.mutated(seed + round);
        }
        System.out.printf("%,d records, seed %d: no answer differs%n", fuzz.records, seed);
        fuzz.asked.forEach((kind, count) -> System.out.printf(
                "  %-12s asked %,12d times, %,12d records were spared decoding%n",
                kind, count, fuzz.spared.getOrDefault(kind, 0L)));
    }

    /** {@return how many records of a kind of condition were spared decoding} */
    static Map<String, Long> run(boolean respelled, long seed) {
        ByteFilterFuzz fuzz = new ByteFilterFuzz(seed);
        fuzz.corpus(respelled);
        return fuzz.spared;
    }

    static void runMutated(long seed) {
        new ByteFilterFuzz(seed).mutated(seed);
    }

    private void corpus(boolean respelled) {
        Corpus.samples().forEach(sample -> {
            List<byte[]> lines = new ArrayList<>();
            for (byte[] line : Corpus.lines(Corpus.bytes(sample))) {
                lines.add(respelled ? respelled(line) : line);
            }
            log(lines);
        });
    }

    private void mutated(long seed) {
        Supplier<byte[]> mutations = Fuzz.mutatedLines(seed);
        for (int log = 0; log < LOGS; log++) {
            List<byte[]> lines = new ArrayList<>();
            while (lines.size() < 30) {
                for (byte[] line : Corpus.lines(mutations.get())) {
                    if (line.length < MAX_LINE) {
                        lines.add(random.nextInt(3) == 0 ? respelled(line) : line);
                    }
                }
            }
            log(lines);
        }
    }

    // --- spelling

    private byte[] respelled(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        for (int times = random.nextInt(3); times >= 0; times--) {
            text = respelled(text, random.nextInt(10));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String respelled(String text, int way) {
        return switch (way) {
            case 0 -> escaped(text, 4);
            case 1 -> text.replace("/", "\\/");
            case 2 -> NUMBER.matcher(text).replaceAll(number -> number(number.group()));
            case 3 -> KEY.matcher(text).replaceFirst("\"$1\":{\"$2\":1},\"$1.$2\":");
            case 4 -> SCALAR.matcher(text).replaceFirst("$1:$2,$1:\"other\"$3");
            case 5 -> text.replace("\":", "\" : ").replace(",\"", " ,\t\"");
            case 6 -> insert(text, "\u001b[1m");
            case 7 -> insert(text, random.nextBoolean() ? "\u00e4\u4e16\ud83d\ude00" : "\\ud83d\\ude00");
            case 8 -> nested(text);
            default -> insert(text, "\\n\\t\\\"\\\\");
        };
    }

    /** Writes some characters within quotes as codes, as any may be. */
    private String escaped(String text, int oneOf) {
        StringBuilder escaped = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                escaped.append(c);
                if (++i < text.length()) {
                    escaped.append(text.charAt(i));
                }
                continue;
            }
            quoted ^= c == '"';
            if (quoted && c != '"' && random.nextInt(oneOf) == 0) {
                escaped.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private String number(String digits) {
        return switch (random.nextInt(6)) {
            case 0 -> digits + ".0";
            case 1 -> digits + "e0";
            case 2 -> new BigDecimal(digits).movePointLeft(1).toPlainString() + "E+1";
            case 3 -> digits + "0e-1";
            case 4 -> '"' + digits + '"';
            default -> "\"" + new BigDecimal(digits).movePointLeft(2).toPlainString() + "e2\"";
        };
    }

    private String insert(String text, String what) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        return text.substring(0, at) + what + text.substring(at);
    }

    /** Makes an object of a value. */
    private String nested(String text) {
        Matcher scalar = SCALAR.matcher(text);
        List<int[]> found = new ArrayList<>();
        while (scalar.find()) {
            found.add(new int[] {scalar.start(2), scalar.end(2)});
        }
        if (found.isEmpty()) {
            return text;
        }
        int[] one = found.get(random.nextInt(found.size()));
        String value = text.substring(one[0], one[1]);
        String object = switch (random.nextInt(3)) {
            case 0 -> "{\"id\":" + value + "}";
            case 1 -> "[{\"key\":\"id\",\"value\":" + value + "}]";
            default -> "{\"intValue\":" + value + "}";
        };
        return text.substring(0, one[0]) + object + text.substring(one[1]);
    }

    // --- asking

    /** A condition, and what kind it is of. */
    private record Question(String kind, RecordCondition condition) {}

    private void log(List<byte[]> lines) {
        try (Captures captures = new Captures(formats, CaptureOptions.defaults())) {
            Capture capture = captures.open(new ContainerIdentity("1", "orders", "orders:1", Map.of(), false, null));
            for (byte[] line : lines) {
                Fed.line(capture, LogStream.STDOUT, line, records);
            }
            capture.complete();
            List<Question> shared = new ArrayList<>();
            for (long index = 0; index < capture.size(); index++) {
                records++;
                for (Question question : questions(capture.record(index))) {
                    ask(question, capture, index);
                    if (shared.size() < MAX_SHARED && random.nextInt(8) == 0) {
                        shared.add(question);
                    }
                }
            }
            for (Question question : shared) {
                for (long index = 0; index < capture.size(); index++) {
                    ask(question, capture, index);
                }
                search(question, capture);
            }
        }
    }

    private void ask(Question question, Capture capture, long index) {
        ByteFilter byteFilter = question.condition().byteFilter();
        if (byteFilter == null) {
            return;
        }
        asked.merge(question.kind(), 1L, Long::sum);
        if (!capture.mayMatch(index, byteFilter)) {
            spared.merge(question.kind(), 1L, Long::sum);
            LogRecord record = capture.record(index);
            if (question.condition().test(record)) {
                throw new AssertionError("a record " + question.condition().words() + " was taken for another, format "
                        + record.format() + ": " + record.raw());
            }
        }
    }

    private static void search(Question question, Capture capture) {
        RecordSearch search = new RecordSearch(new OneCapture(capture), List.of(question.condition()));
        search.refresh();
        long expected = 0;
        for (long index = 0; index < capture.size(); index++) {
            expected += question.condition().test(capture.record(index)) ? 1 : 0;
        }
        if (search.count() != expected) {
            throw new AssertionError(search.count() + " records instead of " + expected + " "
                    + question.condition().words());
        }
    }

    /** What a record meets for certain, or may. */
    private List<Question> questions(LogRecord record) {
        List<Question> questions = new ArrayList<>();
        String message = record.message();
        if (message != null) {
            questions.add(new Question("message", RecordConditions.message(message)));
            questions.add(new Question("message", RecordConditions.message(message + "x")));
            for (int i = 0; i < 3 && !message.isEmpty(); i++) {
                int from = random.nextInt(message.length());
                int to = from + random.nextInt(Math.min(60, message.length() - from) + 1);
                questions.add(
                        new Question("containing", RecordConditions.messageContaining(message.substring(from, to))));
            }
        }
        exceptions(record.exception(), questions);
        fields("", record.fields(), questions);
        for (String name : Set.of("message", "level", "log.level", "context.id", "null", "at", "id", "key", "status")) {
            fields(name, record.field(name), questions);
        }
        return questions;
    }

    private void exceptions(@Nullable LoggedException exception, List<Question> questions) {
        if (exception == null) {
            return;
        }
        List<String> types = new ArrayList<>();
        if (exception.type() != null) {
            types.add(exception.type());
        }
        if (exception.stackTrace() != null) {
            // Whatever a line may be taken to name.
            exception
                    .stackTrace()
                    .lines()
                    .limit(40)
                    .forEach(line -> types.addAll(List.of(line.strip().split("[: (]+"))));
        }
        for (String type : types) {
            questions.add(new Question("exception", RecordConditions.exception(type)));
            for (String separator : List.of(".", "$", "::", "\\")) {
                int simple = type.lastIndexOf(separator);
                if (simple > 0 && simple + separator.length() < type.length()) {
                    questions.add(new Question(
                            "exception", RecordConditions.exception(type.substring(simple + separator.length()))));
                }
            }
        }
    }

    private void fields(String name, @Nullable Object value, List<Question> questions) {
        if (!name.isEmpty()) {
            questions.add(new Question("field", RecordConditions.field(name)));
            questions.add(new Question("field", RecordConditions.fieldMatching(name, any -> true)));
            for (Object each : spellings(value)) {
                questions.add(new Question("value", RecordConditions.field(name, each)));
            }
            questions.add(new Question("value", RecordConditions.field(name, null)));
        }
        if (value instanceof Map<?, ?> map) {
            map.entrySet().stream()
                    .limit(MAX_PARTS)
                    .forEach(entry -> fields(
                            name.isEmpty() ? String.valueOf(entry.getKey()) : name + '.' + entry.getKey(),
                            entry.getValue(),
                            questions));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            fields(name + "[0]", list.get(0), questions);
        }
    }

    /** A value, and others that are the same to a test. */
    private List<Object> spellings(@Nullable Object value) {
        List<Object> spellings = new ArrayList<>();
        if (value == null) {
            return spellings;
        }
        spellings.add(value);
        String text = value.toString();
        spellings.add(text);
        if (text.length() > 100) {
            return spellings;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            spellings.add(number);
            spellings.add(number.setScale(Math.min(20, Math.max(0, number.scale()) + 2)));
            spellings.add(number.stripTrailingZeros().toString());
            spellings.add(number.doubleValue());
            spellings.add(number.longValue());
            spellings.add(number.add(BigDecimal.ONE));
            spellings.add(new BigInteger("42"));
        } catch (ArithmeticException | NumberFormatException none) {
            spellings.add(text + "x");
        }
        spellings.add(true);
        spellings.add(false);
        spellings.add(0);
        return spellings;
    }

    private record OneCapture(Capture capture) implements RecordSource.Still {
        @Override
        public List<SourcePart> portions() {
            return List.of(new SourcePart.WholeCapture(capture));
        }

        @Override
        public List<Capture> capturesOf(ContainerState container) {
            return List.of();
        }

        @Override
        public Set<String> names() {
            return Set.of(capture.name());
        }

        @Override
        public String words() {
            return "one container";
        }
    }
}
