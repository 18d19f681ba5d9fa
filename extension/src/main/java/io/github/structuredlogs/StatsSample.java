package io.github.structuredlogs;

import java.time.Instant;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The memory and processor use of a container at one moment, as the engine measured it.
 *
 * @param time when it was measured, by the engine's clock
 * @param memory the memory in use, in bytes, without what the kernel can free at once
 * @param memoryLimit the memory limit in bytes; the memory of the whole machine if the container has no limit
 * @param cpu the number of processors in use since the previous sample; NaN for the first sample
 * @param throttled the share of the time since the previous sample during which the processor limit throttled the container,
 *     from 0 to 1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public record StatsSample(Instant time, long memory, long memoryLimit, double cpu, double throttled) {}
