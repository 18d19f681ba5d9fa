package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.internal.parse.formats.Format;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Tells of most records that do not meet a condition that they do not, by their bytes alone, which is much faster than decoding
 * them.
 */
@FunctionalInterface
public interface ByteFilter {

    /**
     * Whether a record may meet the condition.
     *
     * @param bytes holds the record as it was written; of JSON each character is in UTF-8, but for quotes, backslashes
     *     and control characters, which are escaped
     * @param from the beginning of the line
     * @param to its end
     * @param format what it was recognised as
     * @return false only if it does not meet the condition
     */
    boolean mayMatch(byte[] bytes, int from, int to, Format format);

    /**
     * {@return a filter for records whose message contains one of some texts, null if their bytes do not tell}
     *
     * @param texts the texts
     */
    static @Nullable ByteFilter ofMessagesWithAny(Collection<String> texts) {
        return TextFilter.containingAny(texts);
    }
}
