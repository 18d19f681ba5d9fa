package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the last run in which a test passed.
 *
 * @param passed when it passed
 * @param messages messages that differ
 * @param images containers whose images differ
 */
public record GreenComparison(Instant passed, List<ChangedMessage> messages, List<Report.ImageChange> images) {

    public GreenComparison {
        messages = List.copyOf(messages);
        images = List.copyOf(images);
    }

    /**
     * A message that differs.
     *
     * @param change how
     * @param container the name of the container that logs it
     * @param level its level, null if it has none
     * @param template the message with its changing parts replaced
     * @param before how often it came in the run that passed
     * @param now how often it came in this one
     * @param first the first such record of this run, null if there is none
     */
    public record ChangedMessage(
            Report.Change change,
            String container,
            @Nullable LogLevel level,
            String template,
            long before,
            long now,
            @Nullable LogRecord first) {}
}
