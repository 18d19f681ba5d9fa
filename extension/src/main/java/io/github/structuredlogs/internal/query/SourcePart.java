package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those records of one container, or of a list, that an assertion looks at. */
public interface SourcePart {

    /** {@return the capture, null for a list's records} */
    @Nullable Capture capture();

    /** {@return the index of the first record that may be one of them} */
    long from();

    /** {@return how many records there are now} */
    long size();

    /** Whether all records that there are by now are some of them, as can be known without looking at each. */
    boolean includesAll();

    /** Whether the record at an index is one of them. */
    boolean includes(long index);

    /** Whether neither the record at an index nor any after it is one of them. */
    boolean endsBefore(long index);

    LogRecord record(long index);

    /** {@return what orders the records of several portions} */
    long order(long index);

    /** Some or all of a capture. */
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

    /** All of a capture. */
    record WholeCapture(Capture capture) implements InCapture, Whole {}

    /** One that leaves nothing out. */
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

    /** Those of a list. */
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
