package io.github.structuredlogs.internal.parse.lines;

/** The properties of the beginning of a line, as bits. */
public final class Beginning {
    /** It begins a record: it has a time or a level where loggers write them. */
    public static final int HEAD = 1;
    /** It has a time, or a format that is recognised by more than a level. */
    public static final int SURE = 2;
    /** Its level is a warning or worse. */
    public static final int TROUBLE = 4;
    /** Its record is complete in its line. */
    public static final int WHOLE = 8;

    /** It has a format that is more than plain text. */
    public static final int KNOWN = 16;

    /** It has no message, which is in the lines below. */
    public static final int EMPTY = 32;

    private Beginning() {}
}
