package io.github.structuredlogs.internal.viewer.beside;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogMapping;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests' mappings of log formats, as values of a mark. */
final class ToldMappings {
    private ToldMappings() {}

    static List<Map<String, Object>> write(List<LogMapping> mappings) {
        return mappings.stream().map(ToldMappings::write).toList();
    }

    private static Map<String, Object> write(LogMapping mapping) {
        Map<LogMapping.Member, List<String>> keys = new EnumMap<>(LogMapping.Member.class);
        for (LogMapping.Member member : LogMapping.Member.values()) {
            if (!mapping.keys(member).isEmpty()) {
                keys.put(member, mapping.keys(member));
            }
        }
        return Map.of("name", mapping.name(), "keys", keys, "levels", mapping.levels());
    }

    /**
     * Reads the mappings.
     *
     * @throws IllegalArgumentException if they are not what {@link #write} has written
     */
    static List<LogMapping> read(List<?> written) {
        List<LogMapping> mappings = new ArrayList<>();
        for (Object each : written) {
            if (each instanceof Map<?, ?> mapping) {
                mappings.add(read(mapping));
            }
        }
        return mappings;
    }

    private static LogMapping read(Map<?, ?> written) {
        LogMapping.Builder mapping = LogMapping.named(String.valueOf(written.get("name")));
        members(written, "keys").forEach((member, keys) -> {
            if (keys instanceof List<?> list) {
                mapping.map(
                        LogMapping.Member.valueOf(String.valueOf(member)),
                        list.stream().map(String::valueOf).toArray(String[]::new));
            }
        });
        Map<String, LogLevel> levels = new LinkedHashMap<>();
        members(written, "levels")
                .forEach((spelling, level) ->
                        levels.put(String.valueOf(spelling), LogLevel.valueOf(String.valueOf(level))));
        return mapping.levels(levels).build();
    }

    private static Map<?, ?> members(Map<?, ?> written, String name) {
        return written.get(name) instanceof Map<?, ?> members ? members : Map.of();
    }
}
