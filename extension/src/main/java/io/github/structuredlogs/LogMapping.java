package io.github.structuredlogs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which keys of your JSON lines are the level, the message and so on, where no built-in format knows it.
 *
 * <p>For {@code {"at":1795285748810,"sev":3,"src":"till","txt":"drawer stuck","till":7}}:
 *
 * <pre>{@code
 * LogMapping till = LogMapping.named("till")
 *         .timestamp("at")
 *         .level("sev")
 *         .levels(Map.of("3", LogLevel.ERROR, "6", LogLevel.INFO))
 *         .logger("src")
 *         .message("txt")
 *         .build();
 * }</pre>
 *
 * <p>The record then has the level {@code ERROR}, the logger {@code till}, the message {@code drawer stuck} and one field,
 * {@code till}. A key may be a path ({@code meta.level}); of several keys the first that is there holds. What is not mapped
 * is a field.
 *
 * <p>The same in configuration, as JUnit configuration parameters:
 *
 * <pre>
 * structuredlogs.formats=till
 * structuredlogs.format.till.timestamp=at
 * structuredlogs.format.till.level=sev
 * structuredlogs.format.till.levels=3=ERROR,6=INFO
 * structuredlogs.format.till.logger=src
 * structuredlogs.format.till.message=txt
 * </pre>
 */
public final class LogMapping {

    /** What a key can be mapped to; the configuration key is its name in small letters with dashes. */
    public enum Member {
        /** Keys that an object must all have to be read by the mapping; without them, its level's and message's. */
        RECOGNISED_BY,
        /** The record's instant: ISO 8601 or a number since the epoch. */
        TIMESTAMP,
        /** The level. */
        LEVEL,
        /** The logger's name. */
        LOGGER,
        /** The thread's name. */
        THREAD,
        /** The message. */
        MESSAGE,
        /** The error, as text or as an object. */
        EXCEPTION,
        /** The exception's type. */
        EXCEPTION_TYPE,
        /** The exception's message. */
        EXCEPTION_MESSAGE,
        /** The stack trace, as text or as a list of lines. */
        STACK_TRACE,
        /** The trace id. */
        TRACE_ID,
        /** The span id. */
        SPAN_ID,
        /** Objects whose members are fields of the record. */
        FIELDS;

        /** {@return the name in configuration: {@code trace-id}} */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final String name;
    private final Map<Member, List<String>> keys;
    private final Map<String, LogLevel> levels;

    private LogMapping(Builder builder) {
        name = builder.name;
        Map<Member, List<String>> copy = new EnumMap<>(Member.class);
        builder.keys.forEach((member, names) -> copy.put(member, List.copyOf(names)));
        keys = Collections.unmodifiableMap(copy);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(builder.levels));
    }

    /**
     * Starts a mapping.
     *
     * @param name the name that the records have as their {@link LogRecord#format()}
     * @return a builder
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A log mapping needs a name, as in LogMapping.named(\"till\")");
        }
        return new Builder(name);
    }

    /** {@return the name that the records have as their {@link LogRecord#format()}} */
    public String name() {
        return name;
    }

    /**
     * The keys that are mapped to a member.
     *
     * @param member the member
     * @return the keys in the order in which they are looked for, empty if there are none
     */
    public List<String> keys(Member member) {
        List<String> names = keys.get(member);
        return names == null ? List.of() : names;
    }

    /**
     * The level that the mapping's table gives to a spelling.
     *
     * @param spelling the level as a record spells it
     * @return the level, null if the table does not say
     */
    public @Nullable LogLevel level(String spelling) {
        return levels.get(spelling);
    }

    /** {@return whether the mapping has a table of levels} */
    public boolean hasLevels() {
        return !levels.isEmpty();
    }

    @Override
    public String toString() {
        return "LogMapping " + name + " " + keys + (levels.isEmpty() ? "" : " levels " + levels);
    }

    /** Collects what a {@link LogMapping} says. */
    public static final class Builder {
        private final String name;
        private final Map<Member, List<String>> keys = new EnumMap<>(Member.class);
        private final Map<String, LogLevel> levels = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Maps keys to a member.
         *
         * @param member the member
         * @param names the keys, in the order in which they are looked for
         * @return this builder
         */
        public Builder map(Member member, String... names) {
            keys.computeIfAbsent(member, m -> new ArrayList<>()).addAll(List.of(names));
            return this;
        }

        /**
         * Names keys that an object must all have to be read by this mapping.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder recognisedBy(String... names) {
            return map(Member.RECOGNISED_BY, names);
        }

        /**
         * Names the keys of the record's instant.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder timestamp(String... names) {
            return map(Member.TIMESTAMP, names);
        }

        /**
         * Names the keys of the level.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder level(String... names) {
            return map(Member.LEVEL, names);
        }

        /**
         * Says what levels mean that are no usual spellings, numbers included.
         *
         * @param table spelling to level; other spellings mean what they usually do
         * @return this builder
         */
        public Builder levels(Map<String, LogLevel> table) {
            levels.putAll(table);
            return this;
        }

        /**
         * Names the keys of the logger's name.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder logger(String... names) {
            return map(Member.LOGGER, names);
        }

        /**
         * Names the keys of the thread's name.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder thread(String... names) {
            return map(Member.THREAD, names);
        }

        /**
         * Names the keys of the message.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder message(String... names) {
            return map(Member.MESSAGE, names);
        }

        /**
         * Names the keys of the error, as text or as an object.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder exception(String... names) {
            return map(Member.EXCEPTION, names);
        }

        /**
         * Names the keys of the trace id.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder traceId(String... names) {
            return map(Member.TRACE_ID, names);
        }

        /**
         * Names the keys of the span id.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder spanId(String... names) {
            return map(Member.SPAN_ID, names);
        }

        /**
         * Names objects whose members are fields of the record.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder fields(String... names) {
            return map(Member.FIELDS, names);
        }

        /**
         * Ends the mapping.
         *
         * @return the mapping
         * @throws IllegalArgumentException if nothing tells which lines it is for
         */
        public LogMapping build() {
            LogMapping mapping = new LogMapping(this);
            if (mapping.keys(Member.RECOGNISED_BY).isEmpty()
                    && mapping.keys(Member.LEVEL).isEmpty()
                    && mapping.keys(Member.MESSAGE).isEmpty()) {
                throw new IllegalArgumentException("The log mapping \"" + name
                        + "\" would read every object: map its level or message, or name keys with recognisedBy");
            }
            return mapping;
        }
    }
}
