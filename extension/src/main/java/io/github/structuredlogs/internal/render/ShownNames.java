package io.github.structuredlogs.internal.render;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** How names are shown that come again and again, found out once for each. Thread-safe. */
final class ShownNames {

    /** A container that makes up names must not fill the memory. */
    private static final int MAX_REMEMBERED = 1_000;

    private static final int MAX_LENGTH = 500;

    private final UnaryOperator<String> shown;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    ShownNames(UnaryOperator<String> shown) {
        this.shown = shown;
    }

    String of(String name) {
        String known = remembered.get(name);
        if (known != null) {
            return known;
        }
        String found = shown.apply(name);
        if (name.length() <= MAX_LENGTH && remembered.size() < MAX_REMEMBERED) {
            remembered.put(name, found);
        }
        return found;
    }
}
