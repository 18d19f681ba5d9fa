package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The end of a container that was gone before a test began.
 *
 * @param words when it ended: {@code during importsFeed, 12 s before this test}
 * @param last its last record, null if it had logged nothing
 */
public record EarlierEnd(String words, @Nullable LogRecord last) {}
