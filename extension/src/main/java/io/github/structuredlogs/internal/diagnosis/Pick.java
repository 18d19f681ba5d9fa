package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that was chosen for the failed test's block.
 *
 * @param record the record
 * @param position where it stands among all records that were looked at, in order of time
 * @param role why it was chosen
 * @param repeats how many records say the same, itself included
 * @param last when the last of them did, null if there is no other
 * @param marks what a reader should know of it, in words: {@code new}, {@code shared}
 * @param details the records that go on with it: PostgreSQL's {@code DETAIL}, {@code HINT}, {@code STATEMENT}
 */
public record Pick(
        LogRecord record,
        int position,
        Role role,
        int repeats,
        @Nullable Instant last,
        List<String> marks,
        List<LogRecord> details) {

    /** Why a record was chosen. */
    public enum Role {
        /** It may well name the cause. */
        FINDING,
        /** An error, a warning or something else that is conspicuous. */
        CONSPICUOUS,
        /** It stands beside one of those, or belongs to the same trace. */
        CONTEXT,
        /** The last that was logged: there was nothing better to choose. */
        LAST
    }
}
