package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.diagnosis.ContainerReport;
import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.files.PrivateFiles;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file about a failed test for scripts and coding agents: the failure, the states of the containers, the records to
 * read first, and the place of the rest.
 */
public final class FailureMarkdown {
    private static final int MAX_FINDS = 20;
    private static final int MAX_TEXT = 2_000;

    private final Redaction redaction;

    /**
     * Creates a writer with a redaction.
     *
     * @param redaction removes the secrets
     */
    public FailureMarkdown(Redaction redaction) {
        this.redaction = redaction;
    }

    /**
     * Writes the file.
     *
     * @param target the file
     * @param test the failed test's name
     * @param failure its failure
     * @param containers the states of the containers
     * @param spans what the test's spans explain, a line each
     * @param finds the records to look at first
     * @param files the other files of the test
     * @throws IOException if it cannot be written
     */
    public void write(
            Path target,
            String test,
            Throwable failure,
            List<ContainerReport> containers,
            List<String> spans,
            List<Pick> finds,
            List<Path> files)
            throws IOException {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(line(test)).append("\n\n");
        out.append("Failed with `").append(failure.getClass().getName()).append("`:\n\n");
        code(out, String.valueOf(failure.getMessage()));
        out.append("## Containers\n\n");
        for (ContainerReport container : containers) {
            out.append("- `").append(line(container.name())).append("`: ");
            out.append(line(container.status().describe()))
                    .append(
                            container.changedImage() == null
                                    ? ""
                                    : line(", " + container.changedImage().words()))
                    .append(
                            container.usage().words().isEmpty()
                                    ? ""
                                    : line(", " + container.usage().words()))
                    .append('\n');
        }
        if (!spans.isEmpty()) {
            out.append("\n## Spans\n\n");
            spans.forEach(span -> out.append("    ").append(line(span)).append('\n'));
        }
        out.append("\n## Look here first\n\n");
        if (finds.isEmpty()) {
            out.append("Nothing was logged.\n\n");
        }
        for (Pick find : finds.subList(0, Math.min(finds.size(), MAX_FINDS))) {
            find(out, find);
        }
        out.append("## Files\n\n");
        files.forEach(file -> out.append("- `").append(line(file.toString())).append("`\n"));
        PrivateFiles.write(target, out);
    }

    private void find(StringBuilder out, Pick find) {
        LogRecord record = find.record();
        out.append("- ")
                .append(record.time() == null ? "" : record.time() + " ")
                .append('`')
                .append(line(String.valueOf(record.container())))
                .append('`')
                .append(record.level() == null ? "" : " " + record.level())
                .append(find.repeats() > 1 ? ", said " + find.repeats() + " times" : "")
                .append(find.marks().isEmpty() ? "" : ", " + line(String.join(", ", find.marks())))
                .append("\n\n");
        code(out, record.raw());
    }

    private void code(StringBuilder out, String text) {
        String safe = redaction.text(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + " …" : text);
        for (String line : SafeText.neutralLines(safe).split("\n", -1)) {
            out.append("    ").append(line).append('\n');
        }
        out.append('\n');
    }

    private String line(String text) {
        return SafeText.neutral(redaction.text(text)).replace("`", "'");
    }
}
