package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.RecordText;
import org.jspecify.annotations.Nullable;

/** One condition on records, with its words for a failure message. */
public interface RecordCondition {

    /** {@return the condition as text after "records": {@code with level ERROR}} */
    String words();

    /** {@return whether a record meets the condition} */
    boolean test(LogRecord record);

    /**
     * Names the part in which a record does not meet the condition.
     *
     * @param record the record
     * @param text the text of values
     * @return the difference in words: {@code level is WARN}
     */
    String difference(LogRecord record, RecordText text);

    /** The {@link #nearness} of a record that meets the condition. */
    int MET = 4;

    /**
     * Says how similar a record is to one that meets the condition.
     *
     * @param record the record
     * @return from 0 (not similar) to less than {@link #MET}
     */
    default int nearness(LogRecord record) {
        return 0;
    }

    /**
     * {@return the key of the condition. Conditions with equal keys match the same records, so one can reuse the
     * other's search.}
     */
    default Object key() {
        return this;
    }

    /** {@return what tells by the bytes of a record that it does not meet the condition, null if nothing does} */
    default @Nullable ByteFilter byteFilter() {
        return null;
    }

    /** A condition that is decided by columns alone, without a record object. */
    interface OnColumns extends RecordCondition {
        boolean test(RecordColumns columns, long index);
    }

    /** A condition on the container alone. */
    interface OnContainer extends RecordCondition {
        boolean test(RecordColumns columns);

        /** Says whether a container that is known only by its name may match. */
        boolean mayBeCalled(String name);

        /** Says whether it matches one container, and no other that may be found later. */
        boolean isOfOne();
    }
}
