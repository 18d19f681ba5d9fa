package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.stack.ExceptionChain;
import io.github.structuredlogs.internal.text.ContainerName;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions for narrowing records. */
public final class RecordConditions {

    private RecordConditions() {}

    // --- container

    /** Matches records of the containers with this name, with or without a number. */
    public static RecordCondition container(String name) {
        Objects.requireNonNull(name, "name");
        return new OfContainer(
                "from " + name,
                name,
                columns -> ContainerName.isCalled(columns.name(), name),
                called -> ContainerName.isCalled(called, name),
                false);
    }

    /**
     * Matches records of those containers with this name that meet a condition.
     *
     * @param among says whether a container with the name matches
     */
    public static RecordCondition container(String name, Predicate<RecordColumns> among) {
        return new OfContainer(
                "from " + name,
                name,
                columns -> ContainerName.isCalled(columns.name(), name) && among.test(columns),
                called -> ContainerName.isCalled(called, name),
                false);
    }

    /** Matches records of containers of this image, with or without its tag. */
    public static RecordCondition.OnContainer image(String image) {
        Objects.requireNonNull(image, "image");
        return new OfContainer(
                "from the image " + image,
                "image " + image,
                columns -> columns.image().equals(image) || columns.image().startsWith(image + ":"),
                name -> false,
                false);
    }

    /** Matches records of the captures of one container object. Equal keys mean the same captures. */
    public static RecordCondition container(String name, Object key, Predicate<RecordColumns> captures) {
        return new OfContainer("from " + name, key, captures, called -> ContainerName.isCalled(called, name), true);
    }

    private record OfContainer(
            String words, Object key, Predicate<RecordColumns> captures, Predicate<String> names, boolean isOfOne)
            implements RecordCondition.OnContainer {
        @Override
        public boolean mayBeCalled(String name) {
            return names.test(name) || words.startsWith("from the image ");
        }

        @Override
        public boolean test(RecordColumns columns) {
            return captures.test(columns);
        }

        @Override
        public boolean test(LogRecord record) {
            if (record instanceof RecordColumns.ColumnRow stored) {
                return captures.test(stored.columns());
            }
            String container = record.container();
            return container != null && names.test(container);
        }

        @Override
        public String difference(LogRecord record, RecordText text) {
            String container = record.container();
            return container == null ? "it is from no container" : "it is from " + text.plain(container);
        }
    }

    // --- conditions on columns

    /** Records with exactly this level. */
    public static RecordCondition level(LogLevel level) {
        Objects.requireNonNull(level, "level");
        return new ColumnQuestion<>(
                "with level " + level, "level", RecordColumns::level, LogRecord::level, actual -> actual == level);
    }

    /** Records with this level or a more severe one. */
    public static RecordCondition atOrAbove(LogLevel level) {
        Objects.requireNonNull(level, "level");
        return new ColumnQuestion<>(
                "at or above " + level,
                "level",
                RecordColumns::level,
                LogRecord::level,
                actual -> actual != null && actual.isAtLeast(level));
    }

    /** Records with one of these levels. */
    public static RecordCondition levels(Set<LogLevel> levels) {
        return new ColumnQuestion<>(
                "with level " + levels.stream().sorted().map(LogLevel::name).collect(Collectors.joining(" or ")),
                "level",
                RecordColumns::level,
                LogRecord::level,
                actual -> actual != null && levels.contains(actual));
    }

    /** Records of this logger. */
    public static RecordCondition logger(String logger) {
        Objects.requireNonNull(logger, "logger");
        return new ColumnQuestion<>(
                "with logger " + logger, "logger", RecordColumns::logger, LogRecord::logger, logger::equals);
    }

    /** Records of this stream. */
    public static RecordCondition stream(LogStream stream) {
        Objects.requireNonNull(stream, "stream");
        return new ColumnQuestion<>(
                "on " + stream, "stream", RecordColumns::stream, LogRecord::stream, actual -> actual == stream);
    }

    /** Records whose own time, or else the engine's, is this instant or a later one. */
    public static RecordCondition since(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return new TimeCondition(instant, true);
    }

    /** Records whose own time, or else the engine's, is before this instant. */
    public static RecordCondition before(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return new TimeCondition(instant, false);
    }

    /**
     * Records of this trace.
     *
     * @param trace a trace id or a whole {@code traceparent} header
     */
    public static RecordCondition trace(String trace) {
        TraceId id = TraceId.of(trace);
        String text = id == null ? trace : id.toString();
        RecordCondition plain = new Value<>("with trace " + text, "trace", LogRecord::traceId, text::equals);
        return id == null ? plain : new Trace(plain, id);
    }

    private record Trace(RecordCondition plain, TraceId id) implements RecordCondition.OnColumns {
        @Override
        public Object key() {
            return plain.key();
        }

        @Override
        public String words() {
            return plain.words();
        }

        @Override
        public boolean test(RecordColumns columns, long index) {
            return columns.hasTrace(index, id);
        }

        @Override
        public boolean test(LogRecord record) {
            return plain.test(record);
        }

        @Override
        public String difference(LogRecord record, RecordText text) {
            return plain.difference(record, text);
        }
    }

    private interface ColumnOf<T> {
        @Nullable T of(RecordColumns columns, long index);
    }

    private record ColumnQuestion<T>(
            String words,
            String part,
            ColumnOf<T> column,
            Function<LogRecord, @Nullable T> value,
            Predicate<@Nullable T> condition)
            implements RecordCondition.OnColumns {
        @Override
        public Object key() {
            return words;
        }

        @Override
        public boolean test(RecordColumns columns, long index) {
            return condition.test(column.of(columns, index));
        }

        @Override
        public boolean test(LogRecord record) {
            return condition.test(value.apply(record));
        }

        @Override
        public String difference(LogRecord record, RecordText text) {
            return is(part, value.apply(record), text);
        }
    }

    // --- conditions on decoded values

    /** Records with exactly this message. */
    public static RecordCondition message(String message) {
        Objects.requireNonNull(message, "message");
        return new Value<>(
                "with message \"" + message + '"',
                "message",
                LogRecord::message,
                message::equals,
                Words.of(message),
                TextFilter.containing(message));
    }

    /** Records whose message contains this text. */
    public static RecordCondition messageContaining(String part) {
        Objects.requireNonNull(part, "part");
        return new Value<>(
                "with a message containing \"" + part + '"',
                "message",
                LogRecord::message,
                message -> message != null && message.contains(part),
                Words.of(part),
                TextFilter.containing(part));
    }

    /** Records whose whole message matches a regular expression. */
    public static RecordCondition messageMatching(Pattern pattern) {
        Objects.requireNonNull(pattern, "pattern");
        return new Value<>(
                "with a message matching /" + pattern + '/',
                "message",
                LogRecord::message,
                message -> message != null && pattern.matcher(message).matches());
    }

    /** Records of this thread. */
    public static RecordCondition thread(String thread) {
        Objects.requireNonNull(thread, "thread");
        return new Value<>("with thread " + thread, "thread", LogRecord::thread, thread::equals);
    }

    /** Records of this span. */
    public static RecordCondition span(String span) {
        Objects.requireNonNull(span, "span");
        return new Value<>("with span " + span, "span", LogRecord::spanId, span::equalsIgnoreCase);
    }

    /** Records that have this field, JSON's null included. */
    public static RecordCondition field(String name) {
        Objects.requireNonNull(name, "name");
        return new FieldCondition(
                "with a field " + name, name, "field " + name, any -> true, FieldFilter.of(name, null));
    }

    /** Records that have this field with this value. */
    public static RecordCondition field(String name, @Nullable Object expected) {
        Objects.requireNonNull(name, "name");
        return new FieldCondition(
                "with field " + name + " = " + (expected instanceof CharSequence ? "\"" + expected + '"' : expected),
                name,
                Arrays.asList("field", name, expected),
                actual -> FieldValues.same(actual, expected),
                FieldFilter.of(name, WrittenValue.of(expected)));
    }

    /** Records that have this field with a value that fulfils a condition. */
    public static RecordCondition fieldMatching(String name, Predicate<? super @Nullable Object> condition) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(condition, "condition");
        return new FieldCondition(
                "with a field " + name + " that meets the given condition",
                name,
                List.of(name, condition),
                condition,
                FieldFilter.of(name, null));
    }

    /** Records without this field. */
    public static RecordCondition noField(String name) {
        Objects.requireNonNull(name, "name");
        return new Described("without a field " + name, record -> !record.hasField(name), "it has a field " + name);
    }

    /** Records with an exception. */
    public static RecordCondition exception() {
        return new Value<>("with an exception", "exception", LogRecord::exception, Objects::nonNull);
    }

    /** Records without an exception. */
    public static RecordCondition noException() {
        return new Described("without an exception", record -> record.exception() == null, "it has an exception");
    }

    /** Records with an exception of this type, or caused by one. */
    public static RecordCondition exception(String type) {
        Objects.requireNonNull(type, "type");
        return new Value<>(
                "with exception " + type,
                "exception",
                LogRecord::exception,
                exception -> ExceptionChain.has(exception, type),
                null,
                // Where frames are written anew, each begins with "at".
                type.equals("at") ? null : TextFilter.containing(type));
    }

    /** Records with an exception whose message, or that of a cause, contains this text. */
    public static RecordCondition exceptionMessageContaining(String part) {
        Objects.requireNonNull(part, "part");
        return new Value<>(
                "with an exception message containing \"" + part + '"',
                "exception",
                LogRecord::exception,
                exception -> ExceptionChain.mentions(exception, part));
    }

    /** Records after another one. */
    public static RecordCondition after(LogRecord earlier) {
        Objects.requireNonNull(earlier, "record");
        return new Described(
                "after \"" + earlier.message() + '"',
                record -> follows(record, earlier),
                "it does not come after that one");
    }

    private static boolean follows(LogRecord record, LogRecord earlier) {
        if (record instanceof RecordColumns.ColumnRow one
                && earlier instanceof RecordColumns.ColumnRow other
                && one.columns() == other.columns()) {
            return one.index() > other.index();
        }
        Instant time = record.observed() != null ? record.observed() : record.time();
        Instant before = earlier.observed() != null ? earlier.observed() : earlier.time();
        return time != null && before != null && time.isAfter(before);
    }

    /** Records that meet any condition. */
    public static RecordCondition matching(String words, Predicate<? super LogRecord> condition) {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(condition, "condition");
        return new Described(words, condition, "it does not fulfil that");
    }

    private record Value<T>(
            String words,
            String part,
            Function<LogRecord, @Nullable T> value,
            Predicate<@Nullable T> condition,
            @Nullable Words similar,
            @Nullable ByteFilter byteFilter)
            implements RecordCondition {
        Value(String words, String part, Function<LogRecord, @Nullable T> value, Predicate<@Nullable T> condition) {
            this(words, part, value, condition, null, null);
        }

        @Override
        public Object key() {
            return words;
        }

        @Override
        public int nearness(LogRecord record) {
            T actual = value.apply(record);
            if (actual == null) {
                return 0;
            }
            return similar == null ? 1 : similar.nearness(actual.toString());
        }

        @Override
        public boolean test(LogRecord record) {
            return condition.test(value.apply(record));
        }

        @Override
        public String difference(LogRecord record, RecordText text) {
            return is(part, value.apply(record), text);
        }
    }

    private record Described(String words, Predicate<? super LogRecord> condition, String otherwise)
            implements RecordCondition {
        @Override
        public Object key() {
            return condition;
        }

        @Override
        public boolean test(LogRecord record) {
            return condition.test(record);
        }

        @Override
        public String difference(LogRecord record, RecordText text) {
            return otherwise;
        }
    }

    /** The words of a text, to find other texts that are similar. */
    private record Words(String text, Set<String> words) {
        private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

        static Words of(String text) {
            return new Words(text.toLowerCase(Locale.ROOT), split(text));
        }

        private static Set<String> split(String text) {
            return WORD.matcher(text.toLowerCase(Locale.ROOT))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
        }

        int nearness(String other) {
            if (other.toLowerCase(Locale.ROOT).contains(text)) {
                return 3;
            }
            Set<String> common = split(other);
            common.retainAll(words);
            return words.isEmpty() ? 0 : Math.min(2, 4 * common.size() / words.size());
        }
    }

    private static String is(String part, @Nullable Object actual, RecordText text) {
        return actual == null ? "it has no " + part : part + " is " + text.value(part, actual);
    }
}
