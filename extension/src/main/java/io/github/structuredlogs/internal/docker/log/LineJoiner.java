package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.store.LineBatch;
import java.util.Arrays;

/**
 * The entries of one stream, to lines: the engine keeps a long line in parts. What has no line end and does not go on is
 * what the container wrote last.
 */
final class LineJoiner {

    /** A line that is longer comes out in pieces, so that a container which never ends its line cannot fill the heap. */
    static final int MAX_BYTES = 4 << 20;

    private static final byte[] NOTHING = {};

    private final LineParts parts;
    private final LogStream stream;
    private final LineBatch lines;
    private byte[] held = NOTHING;
    private int length;
    private long time;
    private boolean holding;
    private int heldParts;

    /**
     * Joins lines.
     *
     * @param parts how lines in parts are known
     * @param lines takes them
     */
    LineJoiner(LineParts parts, LogStream stream, LineBatch lines) {
        this.parts = parts;
        this.stream = stream;
        this.lines = lines;
    }

    void entry(long at, byte[] buffer, int offset, int count) {
        boolean terminated = count > 0 && buffer[offset + count - 1] == '\n';
        boolean goesOn = !terminated && parts.goOn(count);
        if (holding && !parts.belongTogether(time, at)) {
            // What it wrote last before it ended, and started again.
            emit(false);
        }
        int text = terminated ? count - 1 : count;
        if (!holding) {
            if (!goesOn) {
                lines.add(stream, at, buffer, offset, text, terminated);
                return;
            }
            holding = true;
            time = at;
        }
        if (held.length - length < text) {
            held = Arrays.copyOf(held, Math.max(length + text, held.length * 2));
        }
        System.arraycopy(buffer, offset, held, length, text);
        length += text;
        heldParts++;
        if (!goesOn) {
            emit(terminated || parts.dropLineEnd());
        } else if (length >= MAX_BYTES) {
            emit(false);
        }
    }

    /** Whether a part is held that goes on. */
    boolean holds() {
        return holding;
    }

    /** The container has ended, so that nothing goes on any more. */
    void finish() {
        if (holding) {
            emit(false);
        }
    }

    private void emit(boolean terminated) {
        lines.add(stream, time, held, 0, length, terminated);
        forget();
    }

    /** Forgets what is held; {@return of how many entries that was} */
    int drop() {
        int dropped = heldParts;
        forget();
        return dropped;
    }

    private void forget() {
        holding = false;
        heldParts = 0;
        length = 0;
        held = NOTHING;
    }
}
