package io.github.structuredlogs.internal.render;

import java.util.HashMap;
import java.util.Map;

/**
 * The column of the containers' names: how wide it is by now, and in which style each name stands. One for a run, whatever
 * the settings of its classes are. Thread-safe.
 */
public final class ContainerColumn {

    private static final int MIN_WIDTH = 8;

    private final Map<String, String> styles = new HashMap<>();
    private final boolean[] taken = new boolean[Palette.CONTAINERS.length];
    private int given;
    private volatile int width = MIN_WIDTH;

    /** {@return how many columns the names take} */
    int width() {
        return width;
    }

    /** Makes room for a name of so many columns. */
    void widen(int to) {
        if (to > width) {
            synchronized (this) {
                width = Math.max(width, to);
            }
        }
    }

    /** The same in every run, by the name; where two names of a run meet in one colour, the later one takes the next. */
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
