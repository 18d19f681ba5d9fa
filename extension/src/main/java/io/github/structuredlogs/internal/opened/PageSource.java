package io.github.structuredlogs.internal.opened;

import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.ReportReader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A page that was written before. */
final class PageSource implements ReportSource {
    private final Path file;
    private final Report report;

    private PageSource(Path file, Report report) {
        this.file = file;
        this.report = report;
    }

    /** Opens a page; {@return it} */
    static PageSource of(Path file) throws IOException {
        try (ReportReader reader = ReportReader.open(file)) {
            return new PageSource(file, reader.report());
        }
    }

    @Override
    public Report report() {
        return report;
    }

    @Override
    public Rows rows() throws IOException {
        ReportReader reader = ReportReader.open(file);
        return new Rows() {
            @Override
            public boolean hasNext() {
                return reader.hasNext();
            }

            @Override
            public ReportReader.ReportRow next() {
                return reader.next();
            }

            @Override
            public @Nullable String damage() {
                String damage = reader.damage();
                return damage == null
                        ? null
                        : file.getFileName() + ": " + reader.missing() + " records could not be read. " + damage;
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }
}
