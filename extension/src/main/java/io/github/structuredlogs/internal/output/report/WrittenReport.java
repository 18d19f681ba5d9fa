package io.github.structuredlogs.internal.output.report;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The pages that a run has written at its end.
 *
 * @param run the page of the run
 * @param build the page of the build that the run belongs to, null if no other JVM of it has run so far
 * @param failed whether a test of the run has failed
 */
public record WrittenReport(Path run, @Nullable Path build, boolean failed) {

    /** {@return a line for readers with the address of the page that shows most; null if no test has failed} */
    public @Nullable String line() {
        if (!failed) {
            return null;
        }
        return build == null ? "report of this run: " + run.toUri() : "report of this build: " + build.toUri();
    }
}
