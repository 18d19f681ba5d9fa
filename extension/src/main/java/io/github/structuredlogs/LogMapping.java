package io.github.structuredlogs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of the keys of your JSON lines to the level, the message and so on, for lines that no built-in format reads.
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
 * {@code till}. A key may be a path ({@code meta.level}). If several keys are given, the first one that exists is used. All
 * other keys become fields.
 *
 * <p>The same mapping as JUnit configuration parameters:
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
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class LogMapping {

    /** The part of a record that a key can be mapped to. In configuration it is written in lower case with dashes. */
    public enum Member {
        /** The keys that a JSON object must all have for the mapping to read it; by default those of level and message. */
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
        /** The objects whose members become fields of the record. */
        FIELDS;

        /** {@return the name in configuration, such as {@code trace-id}} */
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
     * @param name the name for {@link LogRecord#format()}
     * @return a builder
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A log mapping needs a name, as in LogMapping.named(\"till\")");
        }
        return new Builder(name);
    }

    /** {@return the name for {@link LogRecord#format()}} */
    public String name() {
        return name;
    }

    /**
     * Returns the keys that are mapped to a member.
     *
     * @param member the member
     * @return the keys in the order in which they are tried; empty if the member is not mapped
     */
    public List<String> keys(Member member) {
        List<String> names = keys.get(member);
        return names == null ? List.of() : names;
    }

    /**
     * Returns the level that the mapping's table has for a spelling.
     *
     * @param spelling the level as a record spells it
     * @return the level, null if the table does not contain the spelling
     */
    public @Nullable LogLevel level(String spelling) {
        return levels.get(spelling);
    }

    /**
     * Returns the levels that were given with {@link Builder#levels}. The map cannot be changed.
     *
     * @return the level of each spelling; empty if none was given
     */
    public Map<String, LogLevel> levels() {
        return levels;
    }

    /** {@return whether the mapping has a table of levels} */
    public boolean hasLevels() {
        return !levels.isEmpty();
    }

    @Override
    public String toString() {
        return "LogMapping " + name + " " + keys + (levels.isEmpty() ? "" : " levels " + levels);
    }

    /** A builder of a {@link LogMapping}. */
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
         * @param names the keys, in the order in which they are tried
         * @return this builder
         */
        public Builder map(Member member, String... names) {
            keys.computeIfAbsent(member, m -> new ArrayList<>()).addAll(List.of(names));
            return this;
        }

        /**
         * Names the keys that a JSON object must all have for this mapping to read it.
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
         * Maps level spellings, including numbers, that are not recognised by default.
         *
         * @param table the level of each spelling; other spellings keep their usual level
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
         * Names the objects whose members become fields of the record.
         *
         * @param names the keys
         * @return this builder
         */
        public Builder fields(String... names) {
            return map(Member.FIELDS, names);
        }

        /**
         * Builds the mapping.
         *
         * @return the mapping
         * @throws IllegalArgumentException if neither a level nor a message nor {@code recognisedBy} keys are mapped, so that it
         *     would read every JSON object
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
