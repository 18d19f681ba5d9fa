package io.github.structuredlogs.internal.stack;

/** A frame of a stack trace that was logged as a record of its own, after the text that its logger puts before it. */
public final class StackRecord {
    private static final int MAX_HEAD = 160;
    private static final int MAX_FRAME = 600;

    private StackRecord() {}

    /** {@return whether the message is nothing but a frame, apart from a time, a level or a name before it} */
    public static boolean isFrame(String message) {
        if (message.length() > MAX_FRAME || message.indexOf('\n') >= 0) {
            return false;
        }
        String text = message.strip();
        if (isBareFrame(text)) {
            return true;
        }
        for (int at = text.indexOf(": "); at > 0 && at < MAX_HEAD; at = text.indexOf(": ", at + 1)) {
            if (isBareFrame(text.substring(at + 2).stripLeading())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBareFrame(String text) {
        if (text.startsWith("at ") && text.endsWith(")") && text.indexOf('(') > 0 && text.lastIndexOf(':') > 0) {
            return text.indexOf(' ', 3) < 0 || text.indexOf(" (") > 0;
        }
        int ruby = text.indexOf(":in ");
        if (ruby > 2 && text.indexOf(' ') == ruby + 3 && Character.isDigit(text.charAt(ruby - 1))) {
            return true;
        }
        return (text.startsWith("File \"") && text.contains("\", line ")) || NativeFrames.isFrame(text);
    }
}
