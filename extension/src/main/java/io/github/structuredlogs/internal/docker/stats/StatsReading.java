package io.github.structuredlogs.internal.docker.stats;

import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One response of the engine's {@code stats}: counters, most of which are meaningful only in comparison with another
 * reading.
 *
 * @param time when it was read
 * @param memory the bytes in use, without those that the kernel can free at once
 * @param cpu the processor time used so far, in nanoseconds
 * @param system the processor time of the whole machine so far, in nanoseconds
 * @param processors the number of processors
 * @param periods the number of periods of its processor limit that have passed
 * @param throttledPeriods the number of periods in which it was throttled
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerStats">the
 *     engine's API</a>
 */
record StatsReading(
        Instant time,
        long memory,
        long memoryLimit,
        long cpu,
        long system,
        long processors,
        long periods,
        long throttledPeriods) {

    /** {@return the values of a response; null if it has none, because the container does not run} */
    static @Nullable StatsReading of(JsonAnswer jsonAnswer) {
        Instant time = time(jsonAnswer.at("read").text(""));
        JsonAnswer memory = jsonAnswer.at("memory_stats");
        long usage = memory.at("usage").number();
        if (time == null || time.getEpochSecond() <= 0 || usage <= 0) {
            return null;
        }
        JsonAnswer cpu = jsonAnswer.at("cpu_stats");
        JsonAnswer throttling = cpu.at("throttling_data");
        return new StatsReading(
                time,
                Math.max(0, usage - reclaimable(memory.at("stats").members(), usage)),
                memory.at("limit").number(),
                cpu.at("cpu_usage", "total_usage").number(),
                cpu.at("system_cpu_usage").number(),
                processors(cpu),
                throttling.at("periods").number(),
                throttling.at("throttled_periods").number());
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /**
     * Returns the cache of files that were not used lately: {@code total_inactive_file} of cgroup v1, {@code
     * inactive_file} of v2, or {@code cache} if neither exists.
     */
    private static long reclaimable(Map<String, JsonAnswer> stats, long usage) {
        for (String name : new String[] {"total_inactive_file", "inactive_file", "cache"}) {
            JsonAnswer value = stats.get(name);
            if (value != null) {
                long bytes = value.number();
                return bytes < usage ? bytes : 0;
            }
        }
        return 0;
    }

    private static long processors(JsonAnswer cpu) {
        long online = cpu.at("online_cpus").number();
        return online > 0 ? online : cpu.at("cpu_usage", "percpu_usage").list().size();
    }

    /**
     * Returns what the container used between two readings.
     *
     * @param before the previous reading, null if this is the first one or the container was restarted meanwhile
     */
    StatsSample since(@Nullable StatsReading before) {
        double used = Double.NaN;
        double throttled = 0;
        if (before != null && cpu >= before.cpu && system > before.system) {
            used = (double) (cpu - before.cpu) / (system - before.system) * processors;
            if (periods > before.periods) {
                throttled = Math.min(
                        1,
                        Math.max(
                                0, (double) (throttledPeriods - before.throttledPeriods) / (periods - before.periods)));
            }
        }
        return new StatsSample(time, memory, memoryLimit, used, throttled);
    }
}
