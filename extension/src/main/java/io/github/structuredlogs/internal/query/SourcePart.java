package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of one container, or of a list, in a source. */
public interface SourcePart {

    /** {@return the capture, null for a list's records} */
    @Nullable Capture capture();

    /** {@return the index of the first record that may belong to it} */
    long from();

    /** {@return the current number of records} */
    long size();

    /** Says whether all current records belong to it, if this is known without reading each. */
    boolean includesAll();

    /** Says whether the record at an index belongs to it. */
    boolean includes(long index);

    /** Says whether neither the record at an index nor any later one belongs to it. */
    boolean endsBefore(long index);

    LogRecord record(long index);

    /** {@return the order of a record among those of several parts} */
    long order(long index);

    /** Some or all records of a capture. */
    interface InCapture extends SourcePart {
        @Override
        Capture capture();

        @Override
        default long size() {
            return capture().size();
        }

        @Override
        default LogRecord record(long index) {
            return capture().record(index);
        }

        @Override
        default long order(long index) {
            return capture().observedNanos(index);
        }
    }

    /** All records of a capture. */
    record WholeCapture(Capture capture) implements InCapture, Whole {}

    /** A part that omits no record. */
    interface Whole extends SourcePart {
        @Override
        default long from() {
            return 0;
        }

        @Override
        default boolean includesAll() {
            return true;
        }

        @Override
        default boolean includes(long index) {
            return true;
        }

        @Override
        default boolean endsBefore(long index) {
            return false;
        }
    }

    /** The records of a list. */
    record ListPart(List<? extends LogRecord> list) implements Whole {
        @Override
        public @Nullable Capture capture() {
            return null;
        }

        @Override
        public long size() {
            return list.size();
        }

        @Override
        public LogRecord record(long index) {
            return list.get(Math.toIntExact(index));
        }

        @Override
        public long order(long index) {
            return index;
        }
    }
}
