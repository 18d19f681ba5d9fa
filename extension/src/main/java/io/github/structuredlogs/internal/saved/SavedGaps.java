package io.github.structuredlogs.internal.saved;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is known to be missing in a saved log. */
final class SavedGaps {
    /** GitLab's words are two lines, with an empty one before. */
    private static final int MAX_LINES = 3;

    private static final int MAX_LENGTH = 200;

    private final Deque<String> last = new ArrayDeque<>();
    private long zeros;
    private int zeroed;
    private boolean isTorn;
    /** Of Kubernetes, where each stream goes on by itself. */
    private final Set<LogStream> unfinished = EnumSet.noneOf(LogStream.class);

    private boolean isCut;

    /**
     * {@return the position after zeros at a line's beginning: a file that was truncated while it was written has them, and
     * one whose disk lost its power}
     */
    int afterZeros(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == 0) {
            at++;
        }
        zeros += at - from;
        int inside = 0;
        for (int i = at; i < to; i++) {
            inside += bytes[i] == 0 ? 1 : 0;
        }
        zeroed += inside > 3 && inside * 4 > to - at ? 1 : 0;
        return at;
    }

    /** Notes a line. */
    void line(SavedLine.Wrapping wrapping, boolean isUnwrapped, SavedLine line) {
        String text =
                new String(line.bytes(), line.from(), Math.min(line.length(), MAX_LENGTH), StandardCharsets.UTF_8);
        isTorn |= wrapping == SavedLine.Wrapping.JSON_FILE && !isUnwrapped && text.startsWith("{\"log\":");
        LogStream stream = line.stream();
        if (wrapping == SavedLine.Wrapping.KUBERNETES && stream != null) {
            if (line.goesOn()) {
                unfinished.add(stream);
            } else {
                unfinished.remove(stream);
            }
        }
        if (!text.isBlank()) {
            // The lines of a tool itself have nothing around them.
            last.addLast(wrapping != SavedLine.Wrapping.NONE && isUnwrapped ? "" : text);
            if (last.size() > MAX_LINES) {
                last.removeFirst();
            }
        }
    }

    /** Notes the last line of the file, which has no end: an object in it may be cut off. */
    void unterminated(SavedLine line) {
        isCut = line.length() > 0
                && line.bytes()[line.from()] == '{'
                && !new JsonScanner().read(line.bytes(), line.from(), line.from() + line.length());
    }

    /** {@return what is missing, a sentence each; empty if nothing is known to be missing} */
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (String line : last) {
            if (NoLog.isTheLastOfATool(line)) {
                words.add("the saved log ends with what a tool said: " + line);
                break;
            }
        }
        if (isTorn) {
            words.add("the saved log has an entry that is cut off");
        } else if (isCut || !unfinished.isEmpty()) {
            words.add("the saved log ends in the middle of a line");
        }
        if (zeros > 0) {
            words.add("the saved log has " + zeros + " zero bytes in the place of output");
        }
        if (zeroed > 0) {
            words.add("the saved log has text in another encoding, or data (" + zeroed
                    + (zeroed == 1 ? " line)" : " lines)"));
        }
        return words;
    }
}
