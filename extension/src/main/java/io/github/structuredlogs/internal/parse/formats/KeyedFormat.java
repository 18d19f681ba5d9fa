package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogMapping.Member;
import io.github.structuredlogs.internal.json.Key;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.values.Levels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A format that is said by its keys: which are the time, the level and so on, in the vocabulary of {@link LogMapping}. A
 * user's mapping is one, and so are most of the formats that come with the extension.
 */
public final class KeyedFormat extends JsonFormat {
    private final Predicate<Tape> recognised;
    private final Key[] times;
    private final Key[] levels;
    private final Levels scale;
    private final Key[] numbers;
    private final Levels numberScale;
    private final Key[] loggers;
    private final Key[] traces;
    private final Key[] spans;
    private final @Nullable LogMapping mapping;
    private final List<BiConsumer<Tape, Body>> body;

    private KeyedFormat(Row row) {
        super(row.name);
        recognised = row.recognised;
        times = row.times.toArray(Key[]::new);
        levels = row.levels.toArray(Key[]::new);
        scale = row.scale;
        numbers = row.numbers.toArray(Key[]::new);
        numberScale = row.numberScale;
        loggers = row.loggers.toArray(Key[]::new);
        traces = row.traces.toArray(Key[]::new);
        spans = row.spans.toArray(Key[]::new);
        mapping = row.mapping;
        body = List.copyOf(row.body);
    }

    /**
     * Begins a row of the table.
     *
     * @param name what records carry as their format
     * @return the row
     */
    public static Row json(String name) {
        return new Row(name);
    }

    /** {@return the format that a user's mapping says} */
    public static KeyedFormat of(LogMapping mapping) {
        Row row = new Row(mapping.name())
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
        for (Key key : Key.of(keys(mapping, Member.STACK_TRACE))) {
            // The user says that it is one.
            row.body.add((t, b) -> b.stack(t.last(key)));
        }
        row.lift(keys(mapping, Member.FIELDS));
        row.mapping = mapping;
        return row.format();
    }

    private static String[] keys(LogMapping mapping, Member member) {
        return mapping.keys(member).toArray(String[]::new);
    }

    /** The keys that must all be there; without any, one of the level's and one of the message's. */
    private static Predicate<Tape> isMapped(LogMapping mapping) {
        Key[] required = Key.of(keys(mapping, Member.RECOGNISED_BY));
        Key[] levels = Key.of(keys(mapping, Member.LEVEL));
        Key[] messages = Key.of(keys(mapping, Member.MESSAGE));
        return t -> {
            for (Key key : required) {
                if (t.first(key) == Tape.NONE) {
                    return false;
                }
            }
            return required.length > 0 || (hasOne(t, levels) && hasOne(t, messages));
        };
    }

    private static boolean hasOne(Tape t, Key[] keys) {
        for (Key key : keys) {
            if (t.first(key) != Tape.NONE) {
                return true;
            }
        }
        return keys.length == 0;
    }

    @Override
    public boolean recognises(Tape t) {
        return recognised.test(t);
    }

    @Override
    public void head(Tape t, Head h) {
        for (Key key : times) {
            h.time(t.first(key));
        }
        for (Key key : levels) {
            level(t, h, t.first(key));
        }
        for (Key key : numbers) {
            h.levelNumber(t.first(key), numberScale);
        }
        for (Key key : loggers) {
            h.logger(t.last(key));
        }
        for (Key key : traces) {
            h.trace(t.last(key));
        }
        for (Key key : spans) {
            h.span(t.last(key));
        }
        h.traces();
    }

    private void level(Tape t, Head h, int node) {
        LogMapping own = mapping;
        if (own == null) {
            if (scale != Levels.NAMES || !t.isNumber(node)) {
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
    public void body(Tape t, Body b) {
        for (BiConsumer<Tape, Body> step : body) {
            step.accept(t, b);
        }
    }

    /** What a format's keys mean; of several keys the first that is there holds. */
    public static final class Row {
        private final String name;
        private Predicate<Tape> recognised = t -> true;
        private final List<Key> times = new ArrayList<>();
        private final List<Key> levels = new ArrayList<>();
        private Levels scale = Levels.NAMES;
        private final List<Key> numbers = new ArrayList<>();
        private Levels numberScale = Levels.NAMES;
        private final List<Key> loggers = new ArrayList<>();
        private final List<Key> traces = new ArrayList<>();
        private final List<Key> spans = new ArrayList<>();
        private @Nullable LogMapping mapping;
        private final List<BiConsumer<Tape, Body>> body = new ArrayList<>();

        private Row(String name) {
            this.name = name;
        }

        /** Says which objects are of the format. */
        public Row when(Predicate<Tape> test) {
            recognised = test;
            return this;
        }

        public Row time(String... keys) {
            times.addAll(List.of(Key.of(keys)));
            return this;
        }

        public Row level(String... keys) {
            levels.addAll(List.of(Key.of(keys)));
            return this;
        }

        /** A level that is a name or a number on a scale. */
        public Row level(Levels on, String... keys) {
            scale = on;
            return level(keys);
        }

        /** A number beside the name, which counts if the name is unknown. */
        public Row levelNumber(Levels on, String... keys) {
            numberScale = on;
            numbers.addAll(List.of(Key.of(keys)));
            return this;
        }

        public Row logger(String... keys) {
            loggers.addAll(List.of(Key.of(keys)));
            return this;
        }

        public Row trace(String... keys) {
            traces.addAll(List.of(Key.of(keys)));
            return this;
        }

        public Row span(String... keys) {
            spans.addAll(List.of(Key.of(keys)));
            return this;
        }

        public Row thread(String... keys) {
            for (Key key : Key.of(keys)) {
                body.add((t, b) -> b.thread(t.last(key)));
            }
            return this;
        }

        public Row message(String... keys) {
            for (Key key : Key.of(keys)) {
                body.add(key.heads.length == 0 ? (t, b) -> b.message(key.name) : (t, b) -> b.message(t.last(key)));
            }
            return this;
        }

        /** An error of whatever shape. */
        public Row error(String... keys) {
            for (Key key : Key.of(keys)) {
                body.add((t, b) -> b.error(t.last(key)));
            }
            return this;
        }

        public Row errorType(String... keys) {
            for (Key key : Key.of(keys)) {
                body.add((t, b) -> b.exceptionType(t.last(key)));
            }
            return this;
        }

        public Row errorMessage(String... keys) {
            for (Key key : Key.of(keys)) {
                body.add((t, b) -> b.exceptionMessage(t.last(key)));
            }
            return this;
        }

        public Row stack(String... keys) {
            for (Key key : Key.of(keys)) {
                body.add(key.heads.length == 0 ? (t, b) -> b.stack(key.name) : (t, b) -> b.stack(t.last(key)));
            }
            return this;
        }

        /** Objects whose members are fields of the record. */
        public Row lift(String... keys) {
            for (Key key : Key.of(keys)) {
                body.add((t, b) -> b.lift(t.last(key)));
            }
            return this;
        }

        /** What is neither a member nor a field. */
        public Row drop(String... keys) {
            for (Key key : Key.of(keys)) {
                body.add((t, b) -> t.use(t.last(key)));
            }
            return this;
        }

        /** What cannot be said by keys. */
        public Row also(BiConsumer<Tape, Body> step) {
            body.add(step);
            return this;
        }

        public KeyedFormat format() {
            return new KeyedFormat(this);
        }
    }
}
