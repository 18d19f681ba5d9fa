package io.github.structuredlogs.internal.settings;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.LogMapping.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mappings in the configuration: {@code formats} lists them, {@code format.<name>.<member>} has their keys. */
public final class Mappings {
    private static final String PREFIX = "structuredlogs.";
    private static final String LEVELS = "levels";
    private static final Set<LogLevel> OF_RECORDS =
            Collections.unmodifiableSet(EnumSet.range(LogLevel.TRACE, LogLevel.FATAL));

    private Mappings() {}

    /** {@return the names that may follow {@code format.<name>.} in a key} */
    public static List<String> members() {
        return Stream.concat(Arrays.stream(Member.values()).map(Member::key), Stream.of(LEVELS))
                .toList();
    }

    /**
     * Reads the mappings.
     *
     * @param configuration the value of a key, null if it is not set
     * @return the mappings in their listed order
     * @throws IllegalArgumentException if a value is wrong; the message names the value, the key and the allowed values
     */
    public static List<LogMapping> read(Function<String, @Nullable String> configuration) {
        List<LogMapping> mappings = new ArrayList<>();
        for (String name : names(configuration)) {
            mappings.add(mapping(name, configuration));
        }
        return mappings;
    }

    /** {@return the names of the listed mappings} */
    public static List<String> names(Function<String, @Nullable String> configuration) {
        return split(configuration.apply(PREFIX + "formats"));
    }

    private static LogMapping mapping(String name, Function<String, @Nullable String> configuration) {
        String prefix = PREFIX + "format." + name + '.';
        LogMapping.Builder builder = LogMapping.named(name);
        for (Member member : Member.values()) {
            builder.map(
                    member, split(configuration.apply(prefix + member.key())).toArray(String[]::new));
        }
        String levels = configuration.apply(prefix + LEVELS);
        if (levels != null) {
            builder.levels(levels(prefix + LEVELS, levels));
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "formats names \"" + name + "\", but neither " + prefix
                    + Member.LEVEL.key() + " nor " + prefix + Member.MESSAGE.key() + " nor " + prefix
                    + Member.RECOGNISED_BY.key() + " is set; a mapping has the keys "
                    + String.join(", ", members()));
        }
    }

    private static Map<String, LogLevel> levels(String key, String value) {
        Map<String, LogLevel> table = new LinkedHashMap<>();
        for (String pair : split(value)) {
            int equals = pair.lastIndexOf('=');
            LogLevel level =
                    equals < 1 ? null : level(pair.substring(equals + 1).strip());
            if (level == null) {
                throw new IllegalArgumentException(key + "=" + value + ": \"" + pair
                        + "\" is not a pair of spelling and level; write pairs as in \"3=ERROR,6=INFO\", with the levels "
                        + OF_RECORDS);
            }
            table.put(pair.substring(0, equals).strip(), level);
        }
        return table;
    }

    private static @Nullable LogLevel level(String name) {
        for (LogLevel level : OF_RECORDS) {
            if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        return null;
    }

    private static List<String> split(@Nullable String list) {
        if (list == null) {
            return List.of();
        }
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
