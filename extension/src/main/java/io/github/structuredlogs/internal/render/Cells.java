package io.github.structuredlogs.internal.render;

/** How many of a terminal's cells a text takes: two for what East Asian scripts write and for emoji, none for what combines. */
final class Cells {

    private Cells() {}

    /** {@return the cells that a text without control characters takes} */
    static int width(CharSequence text) {
        int cells = 0;
        for (int i = 0; i < text.length(); ) {
            int point = Character.codePointAt(text, i);
            cells += of(point);
            i += Character.charCount(point);
        }
        return cells;
    }

    /** {@return where a text is to be cut so that it takes no more than so many cells} */
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

    /** The blocks that Unicode's EastAsianWidth.txt calls wide or fullwidth. */
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
