package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * The search for the format of an object, which first tries the format of the last object with the same keys.
 *
 * <p>So each line needs one test, also in a mixed stream, and no line gets another format than it would get alone.
 */
final class Shapes {
    private static final int SIZE = 64;

    private final JsonFormat[] formats;
    private final long[] shapes = new long[SIZE];
    private final @Nullable JsonFormat[] known = new @Nullable JsonFormat[SIZE];

    Shapes(JsonFormat[] formats) {
        this.formats = formats;
    }

    JsonFormat recognise(JsonTape jsonTape) {
        long shape = jsonTape.shape();
        int slot = (int) (shape ^ (shape >>> 24) ^ (shape >>> 48)) & (SIZE - 1);
        JsonFormat before = known[slot];
        if (before != null && shapes[slot] == shape && before.recognises(jsonTape)) {
            return before;
        }
        for (JsonFormat format : formats) {
            if (format.recognises(jsonTape)) {
                shapes[slot] = shape;
                known[slot] = format;
                return format;
            }
        }
        throw new IllegalStateException("the last format recognises every object");
    }
}
