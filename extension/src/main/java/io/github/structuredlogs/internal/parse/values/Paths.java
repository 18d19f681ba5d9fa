package io.github.structuredlogs.internal.parse.values;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values along paths such as {@code order.items[0].sku}, where any part of a path may also be a key with dots. */
public final class Paths {
    /** The result of {@link #find} if there is no value, because null is a value. */
    public static final Object ABSENT = new Object();

    /** A path with more dots is not tried with all of its splits. */
    private static final int MAX_PARTS = 12;

    private Paths() {}

    public static @Nullable Object find(Map<String, @Nullable Object> map, String path) {
        return find(map, path, 0);
    }

    private static @Nullable Object find(Map<?, ?> map, String path, int parts) {
        if (map.containsKey(path)) {
            return map.get(path);
        }
        if (parts > MAX_PARTS) {
            return ABSENT;
        }
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '.' || c == '[') {
                String key = path.substring(0, i);
                if (map.containsKey(key)) {
                    Object found = into(map.get(key), path.substring(c == '.' ? i + 1 : i), c == '[', parts + 1);
                    if (found != ABSENT) {
                        return found;
                    }
                }
            }
        }
        return ABSENT;
    }

    private static @Nullable Object into(@Nullable Object value, String rest, boolean index, int parts) {
        if (!index) {
            return value instanceof Map<?, ?> map ? find(map, rest, parts) : ABSENT;
        }
        int end = rest.indexOf(']');
        if (!(value instanceof List<?> list) || end < 2 || end > 9) {
            return ABSENT;
        }
        int at = 0;
        for (int i = 1; i < end; i++) {
            char c = rest.charAt(i);
            if (c < '0' || c > '9') {
                return ABSENT;
            }
            at = at * 10 + (c - '0');
        }
        if (at >= list.size()) {
            return ABSENT;
        }
        Object element = list.get(at);
        if (end == rest.length() - 1) {
            return element;
        }
        char next = rest.charAt(end + 1);
        if (next == '.') {
            return into(element, rest.substring(end + 2), false, parts + 1);
        }
        return next == '[' ? into(element, rest.substring(end + 1), true, parts + 1) : ABSENT;
    }
}
