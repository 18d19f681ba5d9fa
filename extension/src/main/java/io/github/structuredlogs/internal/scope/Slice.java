package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogRecord;
import java.util.List;

/**
 * The records of a test or class.
 *
 * @param records those that belong to it, in order of arrival at the engine
 * @param shared those of containers that several running tests share and that cannot be said to belong to one of them
 */
public record Slice(List<LogRecord> records, List<LogRecord> shared) {}
