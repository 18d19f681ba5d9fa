package io.github.structuredlogs.internal.viewer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of records of each level and container in each part of a run, for the time axis before a record is read.
 */
final class TimeHistogram {
    private static final int BUCKETS = 500;
    private static final int LEVELS = 7;

    private final long start;
    private final long width;
    private final Map<Integer, int[]> counts = new TreeMap<>();
    private final Map<Integer, int[]> levels = new TreeMap<>();
    private final Map<Integer, int[]> tests = new TreeMap<>();

    TimeHistogram(Instant start, Instant end) {
        this.start = start.toEpochMilli();
        this.width = Math.max(1, (end.toEpochMilli() - this.start + BUCKETS) / BUCKETS);
    }

    /** Counts a record; one without a time only counts for its level. */
    void add(long millis, boolean hasTime, int container, int level, int test) {
        levels.computeIfAbsent(container, c -> new int[LEVELS])[level]++;
        if (test >= 0) {
            tests.computeIfAbsent(test, t -> new int[LEVELS])[level]++;
        }
        if (hasTime) {
            int bucket = (int) Math.max(0, Math.min(BUCKETS - 1, (millis - start) / width));
            counts.computeIfAbsent(container, c -> new int[BUCKETS * LEVELS])[bucket * LEVELS + level]++;
        }
    }

    /** {@return the start and width of the parts in milliseconds; for each container the parts, levels and numbers} */
    Map<String, Object> json() {
        Map<String, Object> containers = new TreeMap<>();
        counts.forEach((container, numbers) -> {
            List<Integer> filled = new ArrayList<>();
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] > 0) {
                    filled.add(i / LEVELS);
                    filled.add(i % LEVELS);
                    filled.add(numbers[i]);
                }
            }
            containers.put(Integer.toString(container), filled);
        });
        return Map.of(
                "start", start,
                "width", width,
                "counts", containers,
                "levels", byNumber(levels),
                "tests", byNumber(tests));
    }

    private static Map<String, Object> byNumber(Map<Integer, int[]> numbers) {
        Map<String, Object> lists = new TreeMap<>();
        numbers.forEach((number, counted) -> {
            List<Integer> list = new ArrayList<>();
            for (int count : counted) {
                list.add(count);
            }
            lists.put(Integer.toString(number), list);
        });
        return lists;
    }
}
