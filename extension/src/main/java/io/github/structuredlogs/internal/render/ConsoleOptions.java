package io.github.structuredlogs.internal.render;

import io.github.structuredlogs.internal.text.Redaction;
import java.time.ZoneId;

/**
 * How records are shown.
 *
 * @param color whether to colour with ANSI sequences; without, the text holds no escape character at all
 * @param unicode whether the console can show {@code …}; ASCII takes its place if not
 * @param width the console's width in characters; nothing is wrapped, it only decides how long values and names may be
 * @param stackDepth how many frames of the application are shown of each exception
 * @param zone the time zone of the times
 * @param redaction what is left out as a secret
 */
public record ConsoleOptions(
        boolean color, boolean unicode, int width, int stackDepth, ZoneId zone, Redaction redaction) {

    /** How many of the application's frames are shown if no setting says so. */
    public static final int DEFAULT_STACK_DEPTH = 4;

    private static final int NARROW = 100;
    private static final int WIDE = 140;

    /** {@return the same for a file: without colours} */
    public ConsoleOptions plain() {
        return new ConsoleOptions(false, true, width, stackDepth, zone, redaction);
    }

    /** {@return the same for what reaches this console in another way: without colours} */
    public ConsoleOptions uncolored() {
        return new ConsoleOptions(false, unicode, width, stackDepth, zone, redaction);
    }

    /** {@return the same with another redaction} */
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
