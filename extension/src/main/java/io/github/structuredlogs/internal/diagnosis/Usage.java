package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.StatsSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a container used in the time of a failed test.
 *
 * @param memory the highest memory of a sample, in bytes
 * @param memoryLimit how many bytes it may use, 0 if that is not known
 * @param throttled for which part of the time it was throttled by its processor limit, from 0 to 1
 */
public record Usage(long memory, long memoryLimit, double throttled) {

    /** Of a container that was not measured. */
    public static final Usage UNKNOWN = new Usage(0, 0, 0);

    private static final double MUCH_MEMORY = 0.9;
    private static final double MUCH_THROTTLING = 0.5;

    /** {@return what samples show} */
    public static Usage of(List<StatsSample> samples) {
        return samples.isEmpty()
                ? UNKNOWN
                : new Usage(
                        samples.stream().mapToLong(StatsSample::memory).max().orElse(0),
                        samples.get(samples.size() - 1).memoryLimit(),
                        samples.stream()
                                .filter(sample -> !Double.isNaN(sample.cpu()))
                                .mapToDouble(StatsSample::throttled)
                                .average()
                                .orElse(0));
    }

    boolean isConspicuous() {
        return isShortOfMemory() || isThrottled();
    }

    private boolean isShortOfMemory() {
        return memoryLimit > 0 && memory > MUCH_MEMORY * memoryLimit;
    }

    private boolean isThrottled() {
        return throttled > MUCH_THROTTLING;
    }

    /** {@return what of it is conspicuous, in words: {@code memory 121.3 of 128.0 MiB (95 %)}; empty if nothing is} */
    public String words() {
        List<String> words = new ArrayList<>();
        if (isShortOfMemory()) {
            words.add(String.format(
                    Locale.ROOT,
                    "memory %.1f of %.1f MiB (%d %%)",
                    memory / 1048576.0,
                    memoryLimit / 1048576.0,
                    Math.round(100.0 * memory / memoryLimit)));
        }
        if (isThrottled()) {
            words.add("throttled by its processor limit " + Math.round(throttled * 100) + " % of the time");
        }
        return String.join(", ", words);
    }
}
