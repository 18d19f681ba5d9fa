package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogRecord;
import java.util.List;

/**
 * The records of a test or class.
 *
 * @param records those that belong to it, in order of arrival at the engine
 * @param shared those of shared containers for which it is not known which running test they belong to
 */
public record Slice(List<LogRecord> records, List<LogRecord> shared) {}
