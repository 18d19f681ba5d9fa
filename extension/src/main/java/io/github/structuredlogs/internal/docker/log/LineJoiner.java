package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.store.LineBatch;
import java.util.Arrays;

/**
 * The joining of one stream's entries into lines, because the engine stores a long line in parts. An entry without a
 * line end that does not continue is the container's last output.
 */
final class LineJoiner {

    /** A longer line is split into pieces, so that a container that never ends its line cannot fill the heap. */
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
     * Creates a joiner.
     *
     * @param parts how lines in parts are recognised
     * @param lines receives the lines
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
            // The last output before the container ended, and started again.
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

    /** Says whether a part is kept that continues. */
    boolean holds() {
        return holding;
    }

    /** Publishes the rest, because the container has ended. */
    void finish() {
        if (holding) {
            emit(false);
        }
    }

    private void emit(boolean terminated) {
        lines.add(stream, time, held, 0, length, terminated);
        forget();
    }

    /** Drops the kept parts; {@return the number of their entries} */
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
