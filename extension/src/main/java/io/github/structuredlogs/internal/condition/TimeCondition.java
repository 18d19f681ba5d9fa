package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Instant;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * Records that may have been written since an instant, or before it.
 *
 * <p>A test's instant is as fine as its clock. So a time in whole seconds stands for its second, a local time without a
 * zone is no time, and an instant may be by this JVM's clock or, if it is that of another record, by the engine's.
 *
 * @param isSince whether the records are at or after the instant
 */
record TimeCondition(Instant instant, boolean isSince) implements RecordCondition.OnColumns {
    private static final long SECOND = 1_000_000_000;
    private static final int MILLISECOND = 1_000_000;
    /** All zones differ by a multiple of it. */
    private static final long QUARTER = 15 * 60 * SECOND;

    @Override
    public String words() {
        return (isSince ? "since " : "before ") + instant;
    }

    @Override
    public boolean test(RecordColumns columns, long index) {
        long own = columns.timestampNanos(index);
        long observed = columns.observedNanos(index);
        boolean counts = own != RecordColumns.NO_TIME && !isOfAnotherZone(own, observed);
        long first = counts ? own : observed;
        if (first == RecordColumns.NO_TIME) {
            return false;
        }
        long last = counts ? last(own, columns.precisionNanos(index), observed) : observed;
        return isSince
                ? !at(Math.max(last, columns.byOwnClock(last))).isBefore(instant)
                : at(Math.min(first, columns.byOwnClock(first))).isBefore(instant);
    }

    /** The end of the second that a time stands for, or when the engine received the record, whichever is earlier. */
    private static long last(long own, long precision, long observed) {
        long last = own + precision - 1;
        if (observed == RecordColumns.NO_TIME) {
            return last;
        }
        // So late it may be a local time, and the record was written just before.
        boolean isFar = observed - own > QUARTER - 2 * SECOND;
        return isFar ? observed : Math.max(own, Math.min(last, observed));
    }

    private static Instant at(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    /** Says whether a time looks like a local one: later than the engine's, or earlier by whole quarters of an hour. */
    private static boolean isOfAnotherZone(long own, long observed) {
        if (observed == RecordColumns.NO_TIME) {
            return false;
        }
        long late = observed - own;
        long offset = Math.floorMod(late + SECOND, QUARTER);
        return late < -SECOND || (late > QUARTER - 2 * SECOND && offset < 3 * SECOND);
    }

    @Override
    public boolean test(LogRecord record) {
        if (record instanceof RecordColumns.ColumnRow row) {
            return test(row.columns(), row.index());
        }
        Instant time = record.time();
        if (time == null || !isSince) {
            return time != null && time.isBefore(instant);
        }
        // The record of a list does not tell how fine its logger's times are.
        int ofSecond = time.get(ChronoField.NANO_OF_SECOND);
        long unit = ofSecond == 0 ? SECOND : ofSecond % MILLISECOND == 0 ? MILLISECOND : 1;
        return !time.plusNanos(unit - 1).isBefore(instant);
    }

    @Override
    public String difference(LogRecord record, RecordText text) {
        @Nullable Instant time = record.time();
        return time == null ? "it has no time" : "time is " + text.value("time", time);
    }

    @Override
    public Object key() {
        return words();
    }
}
