package io.github.structuredlogs.internal.render;

import io.github.structuredlogs.internal.text.Redaction;
import java.time.ZoneId;

/**
 * The options for showing records.
 *
 * @param color whether to use ANSI colours; if not, the text has no escape characters at all
 * @param unicode whether the console can show {@code …}; if not, ASCII replaces it
 * @param width the console's width in characters; nothing is wrapped, it only limits the length of values and names
 * @param stackDepth the number of the application's frames that are shown for each exception
 * @param zone the time zone of the times
 * @param redaction the removal of secrets
 */
public record ConsoleOptions(
        boolean color, boolean unicode, int width, int stackDepth, ZoneId zone, Redaction redaction) {

    /** The number of the application's frames that are shown by default. */
    public static final int DEFAULT_STACK_DEPTH = 4;

    private static final int NARROW = 100;
    private static final int WIDE = 140;

    /** {@return these options for a file: without colours} */
    public ConsoleOptions plain() {
        return new ConsoleOptions(false, true, width, stackDepth, zone, redaction);
    }

    /** {@return these options without colours, for text that reaches this console in another way} */
    public ConsoleOptions uncolored() {
        return new ConsoleOptions(false, unicode, width, stackDepth, zone, redaction);
    }

    /** {@return these options with another redaction} */
    public ConsoleOptions with(Redaction other) {
        return new ConsoleOptions(color, unicode, width, stackDepth, zone, other);
    }

    int containerColumn() {
        return width < NARROW ? 12 : 20;
    }

    int loggerColumn() {
        return width < NARROW ? 12 : width < WIDE ? 15 : 20;
    }

    int longestValue() {
        return Math.max(40, width / 2);
    }

    int longestFields() {
        return Math.max(240, width * 3);
    }

    int longestMessageLine() {
        return Math.max(400, width * 5);
    }
}
