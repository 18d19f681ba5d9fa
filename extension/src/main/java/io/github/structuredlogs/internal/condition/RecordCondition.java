package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.RecordText;
import org.jspecify.annotations.Nullable;

/** One condition of a narrowing, with its words for a failure message. */
public interface RecordCondition {

    /** {@return the condition in words that follow "records": {@code with level ERROR}} */
    String words();

    /** {@return whether a record meets the condition} */
    boolean test(LogRecord record);

    /**
     * In which part a record differs that does not meet the condition.
     *
     * @param record the record
     * @param text how values are shown
     * @return the difference in words: {@code level is WARN}
     */
    String difference(LogRecord record, RecordText text);

    /** The {@link #nearness} of a record that meets the condition. */
    int MET = 4;

    /**
     * How near a record comes that does not meet the condition.
     *
     * @param record the record
     * @return from 0 for not at all to less than {@link #MET}
     */
    default int nearness(LogRecord record) {
        return 0;
    }

    /** {@return what two conditions have in common that the same records meet, so that one's search may go on for the other} */
    default Object key() {
        return this;
    }

    /** {@return what tells by the bytes of a record that it does not meet the condition, null if nothing does} */
    default @Nullable ByteFilter byteFilter() {
        return null;
    }

    /** A condition that columns decide, so that no record need be made for it. */
    interface OnColumns extends RecordCondition {
        boolean test(RecordColumns columns, long index);
    }

    /** A condition on the container alone. */
    interface OnContainer extends RecordCondition {
        boolean test(RecordColumns columns);

        /** Whether a container that is known by its name alone may be one of those that are meant. */
        boolean mayBeCalled(String name);

        /** Whether it means one container and no other that may be found later. */
        boolean isOfOne();
    }
}
