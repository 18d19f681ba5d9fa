package io.github.structuredlogs.internal.text;

/**
 * The display of characters that act on a terminal, or that are invisible in it.
 *
 * <p>Shown as {@code \\u001b} and the like: control characters (C0, DEL, C1), so that no escape sequence (CSI, OSC 8,
 * OSC 52) survives; Unicode's bidirectional controls (the characters of "Trojan Source", CVE-2021-42574), its line and
 * paragraph separators, invisible format characters that join nothing, tag characters and surrogates without a partner.
 */
public final class ControlCharacters {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private ControlCharacters() {}

    /** {@return the text with all such characters visible, including line ends; the same object if it has none} */
    public static String visible(String text) {
        return visible(text, false);
    }

    /** {@return the same, but line feeds stay and a carriage return before one is dropped} */
    public static String visibleLines(String text) {
        return visible(text, true);
    }

    private static String visible(String text, boolean lines) {
        int length = text.length();
        int clean = 0;
        while (clean < length) {
            int c = text.charAt(clean);
            if (!isPlain((char) c)) {
                c = text.codePointAt(clean);
                if (isDangerous(c) && !(lines && c == '\n')) {
                    break;
                }
            }
            clean += Character.charCount(c);
        }
        if (clean == length) {
            return text;
        }
        StringBuilder out = new StringBuilder(length + 32).append(text, 0, clean);
        for (int i = clean; i < length; ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (lines && c == '\n') {
                out.append('\n');
            } else if (!(lines && c == '\r' && next < length && text.charAt(next) == '\n')) {
                append(out, c);
            }
            i = next;
        }
        return out.toString();
    }

    /** Every character below the first dangerous range is harmless, so no lookup is needed. */
    private static boolean isPlain(char c) {
        return (c >= ' ' && c < 0x7f) || (c >= 0xa1 && c < 0x0600 && c != 0xad);
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("    ");
            default -> {
                if (isDangerous(c)) {
                    escape(out, c);
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isDangerous(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            // Joiners belong to emoji and to Persian and Indic words, number signs to Arabic text.
            case Character.FORMAT -> c != 0x200c && c != 0x200d && !(c >= 0x0600 && c <= 0x0605);
            default -> false;
        };
    }

    private static void escape(StringBuilder out, int c) {
        for (char unit : Character.toChars(c)) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(HEX[unit >> shift & 0xf]);
            }
        }
    }
}
