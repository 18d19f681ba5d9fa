package io.github.structuredlogs.internal.parse.lines;

import io.github.structuredlogs.internal.json.GrowingJson;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object that is written over several lines. It is kept until it is complete, or cannot become complete within the
 * limits.
 */
public final class JsonAssembler {
    private static final int MAX_LINES = 4_000;
    private static final int MAX_BYTES = 1 << 20;
    private static final int KEPT_BYTES = 1 << 16;

    private @Nullable GrowingJson growing;
    private byte[] bytes = new byte[0];
    private int length;
    private int jsonStart;
    private int lines;
    private long observedNanos;

    public interface LineSink {
        void accept(byte[] bytes, int offset, int end, long observedNanos);
    }

    public boolean isOpen() {
        return growing != null;
    }

    /** {@return whether the line begins an object that may continue in the next one; if so, it is kept} */
    public boolean open(byte[] buffer, int offset, int json, int end, long observedNanos) {
        if (end - offset > MAX_BYTES) {
            return false;
        }
        GrowingJson candidate = new GrowingJson();
        if (candidate.line(buffer, json, end) != GrowingJson.State.OPEN) {
            return false;
        }
        growing = candidate;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[0];
        }
        length = 0;
        lines = 0;
        jsonStart = json - offset;
        this.observedNanos = observedNanos;
        append(buffer, offset, end);
        return true;
    }

    public GrowingJson.State line(byte[] buffer, int offset, int end) {
        GrowingJson candidate = growing;
        if (candidate == null || length + (end - offset) > MAX_BYTES) {
            return GrowingJson.State.BROKEN;
        }
        GrowingJson.State state = candidate.line(buffer, offset, end);
        if (state != GrowingJson.State.BROKEN) {
            append(buffer, offset, end);
        }
        return state;
    }

    private void append(byte[] buffer, int offset, int end) {
        int needed = length + end - offset + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(1024, bytes.length * 2)));
        }
        if (lines++ > 0) {
            bytes[length++] = '\n';
        }
        System.arraycopy(buffer, offset, bytes, length, end - offset);
        length += end - offset;
    }

    public boolean isBeyondBounds() {
        return lines > MAX_LINES;
    }

    /** Accepts no more lines; the kept ones can still be read. */
    public void close() {
        growing = null;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public int jsonStart() {
        return jsonStart;
    }

    public long observedNanos() {
        return observedNanos;
    }

    public void forEachLine(LineSink sink) {
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || bytes[i] == '\n') {
                sink.accept(bytes, from, i, observedNanos);
                from = i + 1;
            }
        }
    }
}
