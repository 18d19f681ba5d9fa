package io.github.structuredlogs;

import java.time.Instant;

/**
 * What a container used at one moment, as the engine measured it.
 *
 * @param time when it was measured, by the engine's clock
 * @param memory how many bytes of memory were in use, without what the kernel can give back at once
 * @param memoryLimit how many bytes it may use; that of the whole machine for a container without a limit
 * @param cpu how many processors were in use since the sample before; NaN for the first one
 * @param throttled for which part of the time since the sample before it was held back for its processor limit, from 0 to 1
 */
public record StatsSample(Instant time, long memory, long memoryLimit, double cpu, double throttled) {}
