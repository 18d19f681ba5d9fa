package io.github.structuredlogs.internal.text;

import java.util.Arrays;

/** A text and its secret parts, in any order and overlapping; the result has a mask for each. */
final class MaskedText {
    private final String text;
    private static final long[] NONE = {};

    private long[] parts = NONE;
    private int count;

    MaskedText(String text) {
        this.text = text;
    }

    void hide(int from, int to) {
        if (from < to) {
            if (count == parts.length) {
                parts = Arrays.copyOf(parts, Math.max(8, count * 2));
            }
            parts[count++] = (long) from << 32 | to;
        }
    }

    /** Passes on where each hidden part begins and ends. */
    void forEach(HiddenPart part) {
        for (int i = 0; i < count; i++) {
            part.accept((int) (parts[i] >>> 32), (int) parts[i]);
        }
    }

    /** Takes where a hidden part begins and ends. */
    interface HiddenPart {
        void accept(int from, int to);
    }

    /** {@return the same object if nothing was hidden} */
    String shown() {
        if (count == 0) {
            return text;
        }
        Arrays.sort(parts, 0, count);
        StringBuilder out = new StringBuilder(text.length());
        int shown = 0;
        for (int i = 0; i < count; i++) {
            int from = (int) (parts[i] >>> 32);
            int to = (int) parts[i];
            if (from >= shown) {
                out.append(text, shown, from).append(Redaction.MASK);
            }
            shown = Math.max(shown, to);
        }
        return out.append(text, shown, text.length()).toString();
    }
}
