package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.internal.output.files.ClassDirectory.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The attachment of a failed test's files to its report. */
final class Attachments {
    private Attachments() {}

    static void publish(ExtensionContext context, TestFiles files) {
        try {
            context.publishDirectory("structured-logs", directory -> {
                for (Path file : new Path[] {files.block(), files.records()}) {
                    Files.copy(file, directory.resolve(String.valueOf(file.getFileName())));
                }
            });
        } catch (RuntimeException | LinkageError e) {
            // JUnit before 5.12 has no attachments, and a report must not cause another failure.
        }
    }
}
