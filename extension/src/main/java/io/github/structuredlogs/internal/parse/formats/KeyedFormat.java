package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogMapping.Member;
import io.github.structuredlogs.internal.json.JsonKey;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A format that is defined by its keys for time, level and so on, in the vocabulary of {@link LogMapping}. A user's
 * mapping is such a format, and so are most of the built-in formats.
 */
public final class KeyedFormat extends JsonFormat {
    private final Predicate<JsonTape> recognised;
    private final JsonKey[] times;
    private final JsonKey[] levels;
    private final LevelScale scale;
    private final JsonKey[] numbers;
    private final LevelScale numberScale;
    private final JsonKey[] loggers;
    private final JsonKey[] traces;
    private final JsonKey[] spans;
    private final @Nullable LogMapping mapping;
    private final List<BiConsumer<JsonTape, RecordBuilder>> body;

    private KeyedFormat(FormatRow formatRow) {
        super(formatRow.name);
        recognised = formatRow.recognised;
        times = formatRow.times.toArray(JsonKey[]::new);
        levels = formatRow.levels.toArray(JsonKey[]::new);
        scale = formatRow.scale;
        numbers = formatRow.numbers.toArray(JsonKey[]::new);
        numberScale = formatRow.numberScale;
        loggers = formatRow.loggers.toArray(JsonKey[]::new);
        traces = formatRow.traces.toArray(JsonKey[]::new);
        spans = formatRow.spans.toArray(JsonKey[]::new);
        mapping = formatRow.mapping;
        body = List.copyOf(formatRow.body);
    }

    /**
     * Begins a row of the table.
     *
     * @param name the name for the records' format
     * @return the row
     */
    public static FormatRow json(String name) {
        return new FormatRow(name);
    }

    /** {@return the format of a user's mapping} */
    public static KeyedFormat of(LogMapping mapping) {
        FormatRow formatRow = new FormatRow(mapping.name())
                .when(isMapped(mapping))
                .time(keys(mapping, Member.TIMESTAMP))
                .level(keys(mapping, Member.LEVEL))
                .logger(keys(mapping, Member.LOGGER))
                .trace(keys(mapping, Member.TRACE_ID))
                .span(keys(mapping, Member.SPAN_ID))
                .thread(keys(mapping, Member.THREAD))
                .message(keys(mapping, Member.MESSAGE))
                .errorType(keys(mapping, Member.EXCEPTION_TYPE))
                .errorMessage(keys(mapping, Member.EXCEPTION_MESSAGE))
                .error(keys(mapping, Member.EXCEPTION));
        for (JsonKey jsonKey : JsonKey.of(keys(mapping, Member.STACK_TRACE))) {
            // The user declares it to be one.
            formatRow.body.add((t, b) -> b.stack(t.last(jsonKey)));
        }
        formatRow.lift(keys(mapping, Member.FIELDS));
        formatRow.mapping = mapping;
        return formatRow.format();
    }

    private static String[] keys(LogMapping mapping, Member member) {
        return mapping.keys(member).toArray(String[]::new);
    }

    /**
     * Says whether the object has all of the mapping's keys; without such keys, one of the level's and one of the
     * message's.
     */
    private static Predicate<JsonTape> isMapped(LogMapping mapping) {
        JsonKey[] required = JsonKey.of(keys(mapping, Member.RECOGNISED_BY));
        JsonKey[] levels = JsonKey.of(keys(mapping, Member.LEVEL));
        JsonKey[] messages = JsonKey.of(keys(mapping, Member.MESSAGE));
        return t -> {
            for (JsonKey jsonKey : required) {
                if (t.first(jsonKey) == JsonTape.NONE) {
                    return false;
                }
            }
            return required.length > 0 || (hasOne(t, levels) && hasOne(t, messages));
        };
    }

    private static boolean hasOne(JsonTape t, JsonKey[] keys) {
        for (JsonKey jsonKey : keys) {
            if (t.first(jsonKey) != JsonTape.NONE) {
                return true;
            }
        }
        return keys.length == 0;
    }

    @Override
    public boolean recognises(JsonTape t) {
        return recognised.test(t);
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        for (JsonKey jsonKey : times) {
            h.time(t.first(jsonKey));
        }
        for (JsonKey jsonKey : levels) {
            level(t, h, t.first(jsonKey));
        }
        for (JsonKey jsonKey : numbers) {
            h.levelNumber(t.first(jsonKey), numberScale);
        }
        for (JsonKey jsonKey : loggers) {
            h.logger(t.last(jsonKey));
        }
        for (JsonKey jsonKey : traces) {
            h.trace(t.last(jsonKey));
        }
        for (JsonKey jsonKey : spans) {
            h.span(t.last(jsonKey));
        }
        h.traces();
    }

    private void level(JsonTape t, IndexedValues h, int node) {
        LogMapping own = mapping;
        if (own == null) {
            if (scale != LevelScale.NAMES || !t.isNumber(node)) {
                h.level(node, scale);
            }
        } else if (h.level(node, scale) && own.hasLevels()) {
            LogLevel mapped = own.level(String.valueOf(t.text(node)));
            if (mapped != null) {
                h.exactLevel(mapped);
            }
        }
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        for (BiConsumer<JsonTape, RecordBuilder> step : body) {
            step.accept(t, b);
        }
    }

    /** The keys of a format. If several keys are given, the first one that exists is used. */
    public static final class FormatRow {
        private final String name;
        private Predicate<JsonTape> recognised = t -> true;
        private final List<JsonKey> times = new ArrayList<>();
        private final List<JsonKey> levels = new ArrayList<>();
        private LevelScale scale = LevelScale.NAMES;
        private final List<JsonKey> numbers = new ArrayList<>();
        private LevelScale numberScale = LevelScale.NAMES;
        private final List<JsonKey> loggers = new ArrayList<>();
        private final List<JsonKey> traces = new ArrayList<>();
        private final List<JsonKey> spans = new ArrayList<>();
        private @Nullable LogMapping mapping;
        private final List<BiConsumer<JsonTape, RecordBuilder>> body = new ArrayList<>();

        private FormatRow(String name) {
            this.name = name;
        }

        /** Sets the test for objects of the format. */
        public FormatRow when(Predicate<JsonTape> test) {
            recognised = test;
            return this;
        }

        public FormatRow time(String... keys) {
            times.addAll(List.of(JsonKey.of(keys)));
            return this;
        }

        public FormatRow level(String... keys) {
            levels.addAll(List.of(JsonKey.of(keys)));
            return this;
        }

        /** Maps a level that is a name, or a number on a scale. */
        public FormatRow level(LevelScale on, String... keys) {
            scale = on;
            return level(keys);
        }

        /** Maps a number in addition to the name, for unknown names. */
        public FormatRow levelNumber(LevelScale on, String... keys) {
            numberScale = on;
            numbers.addAll(List.of(JsonKey.of(keys)));
            return this;
        }

        public FormatRow logger(String... keys) {
            loggers.addAll(List.of(JsonKey.of(keys)));
            return this;
        }

        public FormatRow trace(String... keys) {
            traces.addAll(List.of(JsonKey.of(keys)));
            return this;
        }

        public FormatRow span(String... keys) {
            spans.addAll(List.of(JsonKey.of(keys)));
            return this;
        }

        public FormatRow thread(String... keys) {
            for (JsonKey jsonKey : JsonKey.of(keys)) {
                body.add((t, b) -> b.thread(t.last(jsonKey)));
            }
            return this;
        }

        public FormatRow message(String... keys) {
            for (JsonKey jsonKey : JsonKey.of(keys)) {
                body.add(
                        jsonKey.heads.length == 0
                                ? (t, b) -> b.message(jsonKey.name)
                                : (t, b) -> b.message(t.last(jsonKey)));
            }
            return this;
        }

        /** Maps an error of any shape. */
        public FormatRow error(String... keys) {
            for (JsonKey jsonKey : JsonKey.of(keys)) {
                body.add((t, b) -> b.error(t.last(jsonKey)));
            }
            return this;
        }

        public FormatRow errorType(String... keys) {
            for (JsonKey jsonKey : JsonKey.of(keys)) {
                body.add((t, b) -> b.exceptionType(t.last(jsonKey)));
            }
            return this;
        }

        public FormatRow errorMessage(String... keys) {
            for (JsonKey jsonKey : JsonKey.of(keys)) {
                body.add((t, b) -> b.exceptionMessage(t.last(jsonKey)));
            }
            return this;
        }

        public FormatRow stack(String... keys) {
            for (JsonKey jsonKey : JsonKey.of(keys)) {
                body.add(
                        jsonKey.heads.length == 0
                                ? (t, b) -> b.stack(jsonKey.name)
                                : (t, b) -> b.stack(t.last(jsonKey)));
            }
            return this;
        }

        /** Maps objects whose members become fields of the record. */
        public FormatRow lift(String... keys) {
            for (JsonKey jsonKey : JsonKey.of(keys)) {
                body.add((t, b) -> b.lift(t.last(jsonKey)));
            }
            return this;
        }

        /** Removes values that are neither a member nor a field. */
        public FormatRow drop(String... keys) {
            for (JsonKey jsonKey : JsonKey.of(keys)) {
                body.add((t, b) -> t.use(t.last(jsonKey)));
            }
            return this;
        }

        /** Adds a step that keys cannot express. */
        public FormatRow also(BiConsumer<JsonTape, RecordBuilder> step) {
            body.add(step);
            return this;
        }

        public KeyedFormat format() {
            return new KeyedFormat(this);
        }
    }
}
