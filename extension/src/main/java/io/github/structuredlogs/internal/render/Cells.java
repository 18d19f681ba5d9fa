package io.github.structuredlogs.internal.render;

/**
 * The width of a text in a terminal's cells: two for East Asian characters and emoji, none for combining characters.
 */
final class Cells {

    private Cells() {}

    /** {@return the width of a text without control characters} */
    static int width(CharSequence text) {
        int cells = 0;
        for (int i = 0; i < text.length(); ) {
            int point = Character.codePointAt(text, i);
            cells += of(point);
            i += Character.charCount(point);
        }
        return cells;
    }

    /** {@return the position at which a text must be cut to have at most this width} */
    static int end(CharSequence text, int most) {
        int cells = 0;
        int i = 0;
        while (i < text.length()) {
            int point = Character.codePointAt(text, i);
            cells += of(point);
            if (cells > most) {
                return i;
            }
            i += Character.charCount(point);
        }
        return i;
    }

    static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** Says whether Unicode's EastAsianWidth.txt has a character as wide or fullwidth. */
    private static boolean isWide(int point) {
        return point >= 0x1100
                && (point <= 0x115f
                        || (point >= 0x2e80 && point <= 0xa4cf && point != 0x303f)
                        || (point >= 0xac00 && point <= 0xd7a3)
                        || (point >= 0xf900 && point <= 0xfaff)
                        || (point >= 0xfe30 && point <= 0xfe6f)
                        || (point >= 0xff00 && point <= 0xff60)
                        || (point >= 0xffe0 && point <= 0xffe6)
                        || (point >= 0x1f300 && point <= 0x1f64f)
                        || (point >= 0x1f680 && point <= 0x1f6ff)
                        || (point >= 0x1f900 && point <= 0x1f9ff)
                        || (point >= 0x20000 && point <= 0x3fffd));
    }
}
