package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.internal.parse.formats.Format;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.text.Ansi;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks for a part of what a record's message, or the types of its exceptions, must contain; or of one of several such texts. */
final class TextFilter implements ByteFilter {

    private final @Nullable Needles part;
    private final @Nullable Needles word;

    private TextFilter(@Nullable Needles part, @Nullable Needles word) {
        this.part = part;
        this.word = word;
    }

    /** {@return a filter for what contains a text, null if the text has nothing in it that could be looked for} */
    static @Nullable ByteFilter containing(String text) {
        return containingAny(List.of(text));
    }

    /** {@return a filter for what contains one of some texts, null if nothing could be looked for} */
    static @Nullable ByteFilter containingAny(Collection<String> texts) {
        Needles part = needles(texts, Needle::longestIn);
        return part == null ? null : new TextFilter(part, needles(texts, Needle::longestWordIn));
    }

    private static @Nullable Needles needles(Collection<String> texts, Function<String, @Nullable Needle> partOf) {
        List<Needle> needles = new ArrayList<>(texts.size());
        for (String text : texts) {
            Needle part = partOf.apply(text);
            if (part == null) {
                return null;
            }
            needles.add(part);
        }
        return Needles.of(needles);
    }

    @Override
    public boolean mayMatch(byte[] bytes, int from, int to, Format format) {
        Needles needles = switch (format.messageOrigin()) {
            case WRITTEN -> part;
            case JOINED -> word;
            case COMPOSED -> null;
        };
        return needles == null
                || needles.isAnyIn(bytes, from, to)
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
