package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.values.TraceId;
import org.jspecify.annotations.Nullable;

/** What is known of a container's records without decoding any, so that a condition on it need not wait for that. */
public interface RecordColumns {

    /** Stands for a time that is missing. */
    long NO_TIME = Long.MIN_VALUE;

    /** {@return the container's name} */
    String name();

    /** {@return the container's image} */
    String image();

    @Nullable LogLevel level(long index);

    @Nullable String logger(long index);

    LogStream stream(long index);

    /** {@return when the engine received the record, in nanoseconds since the epoch, or {@link #NO_TIME}} */
    long observedNanos(long index);

    /** {@return the record's own time, in nanoseconds since the epoch, or {@link #NO_TIME}} */
    long timestampNanos(long index);

    boolean hasTrace(long index, TraceId trace);

    /** A record that stands in columns. */
    interface ColumnRow {

        RecordColumns columns();

        /** {@return the record's index in its columns} */
        long index();
    }
}
