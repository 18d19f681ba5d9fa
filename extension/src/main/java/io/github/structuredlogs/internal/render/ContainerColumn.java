package io.github.structuredlogs.internal.render;

import java.util.HashMap;
import java.util.Map;

/**
 * The column with the containers' names: its current width, and the style of each name. A run has one column for all
 * classes. Thread-safe.
 */
public final class ContainerColumn {

    private static final int MIN_WIDTH = 8;

    private final Map<String, String> styles = new HashMap<>();
    private final boolean[] taken = new boolean[Palette.CONTAINERS.length];
    private int given;
    private volatile int width = MIN_WIDTH;

    /** {@return the width of the column} */
    int width() {
        return width;
    }

    /** Widens the column for a name of this width. */
    void widen(int to) {
        if (to > width) {
            synchronized (this) {
                width = Math.max(width, to);
            }
        }
    }

    /**
     * Returns the style of a name. It depends on the name, so it is the same in every run; if two names of a run have
     * the same colour, the later one gets the next colour.
     */
    synchronized String style(String name) {
        return styles.computeIfAbsent(name, key -> {
            int slot = Math.floorMod(spread(key.hashCode()), taken.length);
            for (int i = 0; given < taken.length && taken[slot] && i < taken.length; i++) {
                slot = (slot + 1) % taken.length;
            }
            taken[slot] = true;
            given++;
            return Palette.color(Palette.CONTAINERS[slot]);
        });
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 8;
    }
}
