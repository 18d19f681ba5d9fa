package io.github.structuredlogs.internal.parse;

/** The receiver of a stream's records, in order. */
@FunctionalInterface
public interface RecordSink {
    /**
     * Receives a record.
     *
     * @param record the record, valid only during the call
     */
    void accept(ParsedRecord record);
}
