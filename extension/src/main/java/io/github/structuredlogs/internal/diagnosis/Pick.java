package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record for the failed test's block.
 *
 * @param record the record
 * @param position its index among all records that were read, in order of time
 * @param role why it was chosen
 * @param repeats the number of records with the same text, including this one
 * @param last the time of the last of them, null if there is no other
 * @param marks notes for the reader: {@code new}, {@code shared}
 * @param details the records that continue it: PostgreSQL's {@code DETAIL}, {@code HINT}, {@code STATEMENT}
 */
public record Pick(
        LogRecord record,
        int position,
        Role role,
        int repeats,
        @Nullable Instant last,
        List<String> marks,
        List<LogRecord> details) {

    /** The reason why a record was chosen. */
    public enum Role {
        /** It may name the cause. */
        FINDING,
        /** An error, a warning or another conspicuous record. */
        CONSPICUOUS,
        /** It is a neighbour of one of those, or belongs to the same trace. */
        CONTEXT,
        /** One of the last records: there was nothing better to choose. */
        LAST
    }
}
