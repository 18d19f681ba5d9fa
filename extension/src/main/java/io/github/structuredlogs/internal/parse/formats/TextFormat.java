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

    /** {@return whether each record is a request that a server has answered; such a record is whole in its line} */
    public boolean isAccessLog() {
        return false;
    }

    /**
     * Reads the first line: gives time, level, logger and trace to the head, marks thread and message on the text.
     *
     * @return whether the line is of this format; if not, what was given so far does not count
     */
    public abstract boolean read(TextCursor t, IndexedValues h);

    /** Takes everything else; called after {@link #read} has read the same text. */
    public void body(TextCursor t, RecordBuilder b) {
        b.threadName(t.thread());
        t.message(b);
    }

    /** Takes how many lines begin: a time or only a clock's, the level, and the blanks behind each. */
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
