package io.github.structuredlogs;

import io.github.structuredlogs.assertj.ContainerStatsAssert;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AssertProvider;

/**
 * The memory and processor time that a container used while a test ran: about one sample a second, and one at the moment of the
 * call.
 *
 * <pre>{@code
 * assertThat(logs.stats(ORDERS).peakMemory()).isLessThan(400L << 20);
 * assertThat(logs.stats(ORDERS)).peakCpu().isLessThan(1.5);
 * }</pre>
 *
 * <p>There is at least one sample. Peaks are the highest samples: what a container used between two samples is not known, unless the
 * kernel killed a process of it for its memory. Then it had used all of its limit.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface ContainerStats extends AssertProvider<ContainerStatsAssert> {

    /** {@return the container's name, as it is printed} */
    String container();

    /** {@return the samples in order of time, at least one} */
    List<StatsSample> samples();

    /** {@return the highest memory of a sample, in bytes; at least the limit if the kernel killed a process for it} */
    long peakMemory();

    /** {@return the memory of the last sample, in bytes} */
    long lastMemory();

    /** {@return how many bytes of memory the container may use; that of the whole machine if it has no limit} */
    long memoryLimit();

    /** {@return the highest number of processors in use between two samples; NaN if there is only one sample} */
    double peakCpu();

    /** {@return the number of processors in use between the last two samples; NaN if there is only one sample} */
    double lastCpu();

    /** {@return the share of the time during which the processor limit throttled the container, from 0 to 1} */
    double throttled();
}
