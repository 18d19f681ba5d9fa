package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.internal.parse.formats.Format;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.text.Ansi;
import org.jspecify.annotations.Nullable;

/** Looks for a part of what a record's message, or the types of its exceptions, must contain. */
final class TextFilter implements ByteFilter {

    private final @Nullable Needle part;
    private final @Nullable Needle word;

    private TextFilter(@Nullable Needle part, @Nullable Needle word) {
        this.part = part;
        this.word = word;
    }

    /** {@return a filter for what contains a text, null if the text has nothing in it that could be looked for} */
    static @Nullable ByteFilter containing(String text) {
        Needle part = Needle.longestIn(text);
        return part == null ? null : new TextFilter(part, Needle.longestWordIn(text));
    }

    @Override
    public boolean mayMatch(byte[] bytes, int from, int to, Format format) {
        Needle needle = switch (format.messageOrigin()) {
            case WRITTEN -> part;
            case JOINED -> word;
            case COMPOSED -> null;
        };
        return needle == null
                || needle.isIn(bytes, from, to)
                || (format instanceof TextFormat text && isRewritten(bytes, from, to, text));
    }

    /** Whether what stands between the characters of a text may be taken out of it. */
    private static boolean isRewritten(byte[] bytes, int from, int to, TextFormat format) {
        boolean escapes = format.hasEscapes();
        for (int i = from; i < to; i++) {
            if (bytes[i] == Ansi.ESCAPE || (escapes && bytes[i] == '\\')) {
                return true;
            }
        }
        return false;
    }
}
