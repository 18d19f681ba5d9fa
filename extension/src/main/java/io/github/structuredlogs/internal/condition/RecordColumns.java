package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.values.TraceId;
import org.jspecify.annotations.Nullable;

/** The values of a container's records that are known without decoding, so that a condition on them is fast. */
public interface RecordColumns {

    /** A missing time. */
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

    /** {@return the unit in nanoseconds to which the record's own time is truncated, as far as it is known} */
    long precisionNanos(long index);

    /** {@return a time of the container or its engine, in nanoseconds since the epoch, by this JVM's clock} */
    long byOwnClock(long nanos);

    boolean hasTrace(long index, TraceId trace);

    /** A record in columns. */
    interface ColumnRow {

        RecordColumns columns();

        /** {@return the index of the record in its columns} */
        long index();
    }
}
