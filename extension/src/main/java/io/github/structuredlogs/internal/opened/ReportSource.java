package io.github.structuredlogs.internal.opened;

import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.ReportReader;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Something that can be shown as a report. */
interface ReportSource {

    /** {@return what it shows beside its records} */
    Report report();

    /**
     * {@return its records from the first one on, in order of time}
     *
     * @throws IOException if they cannot be read
     */
    Rows rows() throws IOException;

    /** Records that are read one after the other. */
    interface Rows extends Iterator<ReportReader.ReportRow>, AutoCloseable {

        /** {@return why not all of them could be read, null if all were; known at the end} */
        default @Nullable String damage() {
            return null;
        }

        @Override
        void close() throws IOException;

        /** {@return these records} */
        static Rows of(Collection<ReportReader.ReportRow> rows) {
            Iterator<ReportReader.ReportRow> each = rows.iterator();
            return new Rows() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public ReportReader.ReportRow next() {
                    return each.next();
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
