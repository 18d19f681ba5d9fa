package io.github.structuredlogs.internal.parse;

/** Takes records as they are parsed. */
public interface RecordSink {

    /** Takes a record, which is valid only during the call. */
    void accept(ParsedRecord record);
}
