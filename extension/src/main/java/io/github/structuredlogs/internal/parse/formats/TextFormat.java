package io.github.structuredlogs.internal.parse.formats;

/** A format whose records are text. */
public abstract non-sealed class TextFormat implements Format {
    private final String name;

    public TextFormat(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    /** {@return how its messages come out of its characters; a format that builds messages says so} */
    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.WRITTEN;
    }

    /** {@return whether a backslash and what follows it may stand for another character} */
    public boolean hasEscapes() {
        return false;
    }

    /** {@return whether each record is a request that a server has answered; such a record is complete in its line} */
    public boolean isAccessLog() {
        return false;
    }

    /**
     * Reads the first line: sets time, level, logger and trace, and marks thread and message in the text.
     *
     * @return whether the line has this format; if not, the values that were set are discarded
     */
    public abstract boolean read(TextCursor t, IndexedValues h);

    /** Takes all other values; called after {@link #read} has read the same text. */
    public void body(TextCursor t, RecordBuilder b) {
        b.threadName(t.thread());
        t.message(b);
    }

    /** Skips the usual beginning of a line: a time or only a clock's time, the level, and the blanks after each. */
    public static boolean takeTimeAndLevel(TextCursor t, IndexedValues h) {
        if (!t.takeTime(h.timestampReader) && !t.takeClock()) {
            return false;
        }
        t.skipBlanks();
        if (!t.takeLevel(h)) {
            return false;
        }
        t.skipBlanks();
        return true;
    }
}
