package io.github.structuredlogs.internal.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as it reads without what an address, a page, a JSON string or a terminal adds to it, so that a name and its secret
 * are beside each other: characters as percent and two digits, entities of HTML, escapes of JSON, and colours. Only ASCII is
 * decoded.
 */
final class DecodedText {

    private static final String[] ENTITIES = {
        "&quot;", "\"", "&#34;", "\"", "&#x22;", "\"", "&apos;", "'", "&#39;", "'", "&amp;", "&", "&lt;", "<", "&gt;",
        ">"
    };

    private final String text;
    private final int[] origins;

    private DecodedText(String text, int[] origins) {
        this.text = text;
        this.origins = origins;
    }

    /** {@return the decoded text, null if nothing is encoded} */
    static @Nullable DecodedText of(String encoded) {
        int length = encoded.length();
        StringBuilder out = null;
        int[] origins = {};
        int at = 0;
        while (at < length) {
            int size = size(encoded, at);
            if (size > 1 && out == null) {
                out = new StringBuilder(length).append(encoded, 0, at);
                origins = new int[length + 1];
                for (int i = 0; i < at; i++) {
                    origins[i] = i;
                }
            }
            if (out != null && !(size > 1 && encoded.charAt(at) == Ansi.ESCAPE)) {
                origins[out.length()] = at;
                out.append(size > 1 ? decoded(encoded, at, size) : encoded.charAt(at));
            }
            at += size;
        }
        if (out == null) {
            return null;
        }
        origins[out.length()] = length;
        return new DecodedText(out.toString(), Arrays.copyOf(origins, out.length() + 1));
    }

    String text() {
        return text;
    }

    /** {@return where a character was before it was decoded; at the end, the length} */
    int origin(int index) {
        return origins[index];
    }

    /** The number of characters that stand for one, or for nothing. */
    private static int size(String text, int at) {
        return switch (text.charAt(at)) {
            case '%' -> isAscii(text, at + 1) ? 3 : 1;
            case '\\' -> text.startsWith("u00", at + 1) && isAscii(text, at + 4) ? 6 : 1;
            case '&' -> {
                int entity = entity(text, at);
                yield entity < 0 ? 1 : ENTITIES[entity].length();
            }
            case Ansi.ESCAPE -> colour(text, at);
            default -> 1;
        };
    }

    private static char decoded(String text, int at, int size) {
        return text.charAt(at) == '&'
                ? ENTITIES[entity(text, at) + 1].charAt(0)
                : (char) Integer.parseInt(text.substring(at + size - 2, at + size), 16);
    }

    private static int entity(String text, int at) {
        for (int i = 0; i < ENTITIES.length; i += 2) {
            if (text.startsWith(ENTITIES[i], at)) {
                return i;
            }
        }
        return -1;
    }

    /** Two digits of a character that is shown. */
    private static boolean isAscii(String text, int at) {
        if (at + 2 > text.length()) {
            return false;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high >= 2 && high <= 7 && low >= 0 && !(high == 7 && low == 15);
    }

    private static int colour(String text, int at) {
        int end = at + 1;
        if (end >= text.length() || text.charAt(end) != '[') {
            return 1;
        }
        end++;
        while (end < text.length()
                && end < at + 32
                && (Character.isDigit(text.charAt(end)) || text.charAt(end) == ';')) {
            end++;
        }
        return end < text.length() && text.charAt(end) == 'm' ? end + 1 - at : 1;
    }
}
