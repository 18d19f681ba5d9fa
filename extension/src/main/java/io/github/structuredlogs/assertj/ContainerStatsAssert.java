package io.github.structuredlogs.assertj;

import io.github.structuredlogs.ContainerStats;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractDoubleAssert;
import org.assertj.core.api.AbstractLongAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the memory and processor time of a container.
 *
 * <pre>{@code
 * assertThat(logs.stats(ORDERS)).hasPeakMemoryBelow(400L << 20).isNotThrottled(); // passes
 * assertThat(logs.stats(ORDERS)).peakCpu().isLessThan(0.1); // fails: it used 0.8 processors
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class ContainerStatsAssert extends AbstractObjectAssert<ContainerStatsAssert, ContainerStats> {

    /**
     * Starts an assertion.
     *
     * @param actual the samples of a container
     */
    public ContainerStatsAssert(@Nullable ContainerStats actual) {
        super(actual, ContainerStatsAssert.class);
    }

    /**
     * Checks that every sample is below a memory size.
     *
     * @param bytes the number of bytes
     * @return this assertion
     */
    public ContainerStatsAssert hasPeakMemoryBelow(long bytes) {
        isNotNull();
        if (actual.peakMemory() >= bytes) {
            failWithMessage(
                    "Expecting %s to have used less than %s of memory, but it used %s (limit %s)",
                    actual.container(), mib(bytes), mib(actual.peakMemory()), mib(actual.memoryLimit()));
        }
        return myself;
    }

    /**
     * Checks that the processor limit never throttled the container.
     *
     * @return this assertion
     * @throws AssertionError if it was, or if there is only one sample, which does not tell
     */
    public ContainerStatsAssert isNotThrottled() {
        isNotNull();
        if (actual.samples().stream().allMatch(sample -> Double.isNaN(sample.cpu()))) {
            failWithMessage(
                    "Expecting %s not to be throttled by its processor limit, but nothing is known of that: there is only"
                            + " one sample, and the engine tells between two. One comes each second.",
                    actual.container());
        }
        if (actual.throttled() > 0) {
            failWithMessage(
                    "Expecting %s not to be throttled by its processor limit, but it was for %s %% of the time",
                    actual.container(), Math.max(1, Math.round(actual.throttled() * 100)));
        }
        return myself;
    }

    /**
     * Navigates to the highest memory of a sample, in bytes.
     *
     * @return an assertion on it
     */
    public AbstractLongAssert<?> peakMemory() {
        isNotNull();
        return extracting(ContainerStats::peakMemory)
                .as("peak memory of %s", actual.container())
                .asInstanceOf(InstanceOfAssertFactories.LONG);
    }

    /**
     * Navigates to the memory of the last sample, in bytes.
     *
     * @return an assertion on it
     */
    public AbstractLongAssert<?> lastMemory() {
        isNotNull();
        return extracting(ContainerStats::lastMemory)
                .as("last memory of %s", actual.container())
                .asInstanceOf(InstanceOfAssertFactories.LONG);
    }

    /**
     * Navigates to the highest number of processors in use between two samples.
     *
     * @return an assertion on it
     */
    public AbstractDoubleAssert<?> peakCpu() {
        isNotNull();
        return extracting(ContainerStats::peakCpu)
                .as("peak processors of %s", actual.container())
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE);
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
