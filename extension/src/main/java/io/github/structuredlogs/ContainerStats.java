package io.github.structuredlogs;

import io.github.structuredlogs.assertj.ContainerStatsAssert;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/**
 * What a container used while a test ran: about one sample a second, and one of the moment of the call.
 *
 * <pre>{@code
 * assertThat(logs.stats(ORDERS).peakMemory()).isLessThan(400L << 20);
 * assertThat(logs.stats(ORDERS)).peakCpu().isLessThan(1.5);
 * }</pre>
 *
 * <p>There is at least one sample. Peaks are those of the samples: what a container used between two of them is not known.
 */
public interface ContainerStats extends AssertProvider<ContainerStatsAssert> {

    /** {@return the name under which the container is shown} */
    String container();

    /** {@return the samples in order of time, at least one} */
    List<StatsSample> samples();

    /** {@return the highest memory of a sample, in bytes} */
    long peakMemory();

    /** {@return the memory of the last sample, in bytes} */
    long lastMemory();

    /** {@return how many bytes of memory the container may use; that of the whole machine if it has no limit} */
    long memoryLimit();

    /** {@return the highest number of processors in use between two samples; NaN if there is only one sample} */
    double peakCpu();

    /** {@return how many processors were in use before the last sample; NaN if there is only one sample} */
    double lastCpu();

    /** {@return for which part of the time the container was held back for its processor limit, from 0 to 1} */
    double throttled();
}
