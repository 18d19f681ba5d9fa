package io.github.structuredlogs.internal.parse.lines;

/** What the beginning of a line tells, as bits. */
public final class Beginning {
    /** It begins a record: it tells a time or a level where loggers write them. */
    public static final int HEAD = 1;
    /** It tells its time, or is of a format that is known by more than a level. */
    public static final int SURE = 2;
    /** Its level is a warning or worse. */
    public static final int TROUBLE = 4;
    /** Its record is whole in its line. */
    public static final int WHOLE = 8;

    /** It is of a format that is more than plain text. */
    public static final int KNOWN = 16;

    /** It has no message, which then stands in the lines below. */
    public static final int EMPTY = 32;

    private Beginning() {}
}
