package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.StatsSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a container used in the time of a failed test.
 *
 * @param memory the highest memory of a sample, in bytes
 * @param memoryLimit how many bytes it may use, 0 if that is not known
 * @param throttled for which part of the time it was throttled by its processor limit, from 0 to 1
 * @param throttledLast the same for the last three seconds
 * @param busy how many processors it used until the test timed out; 0 if the failure is no timeout
 */
public record Usage(long memory, long memoryLimit, double throttled, double throttledLast, double busy) {

    /** Of a container that was not measured. */
    public static final Usage UNKNOWN = new Usage(0, 0, 0, 0, 0);

    private static final double MUCH_MEMORY = 0.9;
    private static final double MUCH_THROTTLING = 0.5;
    private static final int LAST_SECONDS = 3;
    /** An endless loop uses a whole processor, or half of one on a busy machine. */
    private static final double MIN_BUSY = 0.5;
    /** Some three seconds: a service that starts or answers is busy for moments. */
    private static final int MIN_BUSY_SAMPLES = 3;

    /**
     * {@return what samples show}
     *
     * @param samples the samples of the test's time, in order
     * @param failure the test's failure
     */
    public static Usage of(List<StatsSample> samples, Throwable failure) {
        return samples.isEmpty()
                ? UNKNOWN
                : new Usage(
                        samples.stream().mapToLong(StatsSample::memory).max().orElse(0),
                        samples.get(samples.size() - 1).memoryLimit(),
                        throttled(samples),
                        throttled(last(samples)),
                        FailureClues.isTimeout(failure) ? busyAtTheEnd(samples) : 0);
    }

    private static double throttled(List<StatsSample> samples) {
        return samples.stream()
                .filter(sample -> !Double.isNaN(sample.cpu()))
                .mapToDouble(StatsSample::throttled)
                .average()
                .orElse(0);
    }

    /** Returns the samples of the last seconds, in which a request was slow while the test had waited before. */
    private static List<StatsSample> last(List<StatsSample> samples) {
        Instant from = samples.get(samples.size() - 1).time().minusSeconds(LAST_SECONDS);
        return samples.stream().filter(sample -> sample.time().isAfter(from)).toList();
    }

    private static double busyAtTheEnd(List<StatsSample> samples) {
        return samples.size() < MIN_BUSY_SAMPLES
                ? 0
                : samples.subList(samples.size() - MIN_BUSY_SAMPLES, samples.size()).stream()
                        .mapToDouble(sample -> Double.isNaN(sample.cpu()) ? 0 : sample.cpu())
                        .min()
                        .orElse(0);
    }

    boolean isConspicuous() {
        return isShortOfMemory() || isThrottled() || isBusy();
    }

    private boolean isShortOfMemory() {
        return memoryLimit > 0 && memory > MUCH_MEMORY * memoryLimit;
    }

    private boolean isThrottled() {
        return throttled > MUCH_THROTTLING || throttledLast > MUCH_THROTTLING;
    }

    /** Says whether it computed until the end. A throttled container is described by its limit instead. */
    private boolean isBusy() {
        return busy >= MIN_BUSY && !isThrottled();
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
            boolean always = throttled > MUCH_THROTTLING;
            words.add("throttled by its processor limit " + Math.round((always ? throttled : throttledLast) * 100)
                    + (always ? " % of the time" : " % of the last " + LAST_SECONDS + " s"));
        }
        if (isBusy()) {
            words.add(String.format(Locale.ROOT, "used %.1f processors until the test timed out", busy));
        }
        return String.join(", ", words);
    }
}
