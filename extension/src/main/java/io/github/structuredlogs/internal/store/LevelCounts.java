package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogLevel;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The number of records of each level. */
public final class LevelCounts {

    private final Map<LogLevel, Long> counts = new EnumMap<>(LogLevel.class);
    private long without;
    private long all;

    public void add(@Nullable LogLevel level) {
        all++;
        if (level == null) {
            without++;
        } else {
            counts.merge(level, 1L, Long::sum);
        }
    }

    public long all() {
        return all;
    }

    /** {@return the counts in words, the most severe level first: {@code 1 ERROR, 28 INFO}} */
    public String describe() {
        StringJoiner text = new StringJoiner(", ");
        LogLevel[] levels = LogLevel.values();
        for (int i = levels.length - 1; i >= 0; i--) {
            Long count = counts.get(levels[i]);
            if (count != null) {
                text.add(count + " " + levels[i]);
            }
        }
        if (without > 0) {
            text.add(without + " without a level");
        }
        return text.toString();
    }
}
