package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.internal.json.JsonTape;

/**
 * A format whose records are JSON objects.
 *
 * <p>{@link #head} and {@link #body} define it: the head is decoded when a record arrives, head and body when any other
 * value is read.
 */
public abstract non-sealed class JsonFormat implements Format {
    private final String name;

    public JsonFormat(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    /** {@return how its messages come out of its bytes; a format that builds messages says so} */
    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.WRITTEN;
    }

    /**
     * Whether the name of each field ends with the name of a member of the object, whose value is the field's, or stands in it
     * as a text, be they as they are or behind a mark.
     */
    public boolean namesFieldsAsWritten() {
        return true;
    }

    /** {@return whether the object on the tape has this format; called for most lines, so it must be cheap} */
    public abstract boolean recognises(JsonTape t);

    /** {@return the number of records in the object} */
    public int parts(JsonTape t) {
        return 1;
    }

    /** Sets time, level, logger and trace. */
    public abstract void head(JsonTape t, IndexedValues h);

    /** Takes all other values that are not fields. */
    public abstract void body(JsonTape t, RecordBuilder b);
}
