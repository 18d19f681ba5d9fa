package io.github.structuredlogs.internal.parse;

/** Takes the records of a stream in their order. */
@FunctionalInterface
public interface RecordSink {
    /**
     * Takes a record.
     *
     * @param record the record, which is valid only during the call
     */
    void accept(ParsedRecord record);
}
