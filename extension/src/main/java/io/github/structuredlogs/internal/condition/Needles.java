package io.github.structuredlogs.internal.condition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several {@linkplain Needle needles} that are searched for at once. The search looks at one group of four bytes, skips some
 * bytes, and looks at the next one. It skips so few that one of these groups is in the beginning of each needle it passes.
 */
final class Needles {

    private static final int GROUP = 4;
    private static final int GROUPS = 1 << 13;
    private static final int GOLDEN = 0x9e3779b1;

    /** A shorter needle is searched for by itself. */
    private static final int MIN_LENGTH = 8;

    private static final int MAX_BEGINNING = 16;

    /** With more short needles than these, decoding every record is faster. */
    private static final int MAX_SHORT = 4;

    private final List<Needle> shorter;
    private final Map<Integer, List<Needle>> byBeginning = new HashMap<>();

    /** The length of the beginnings by which the longer ones are found, in bytes. */
    private final int beginning;

    /** By the hash of a group of four bytes: its places in the beginnings, one bit for each. Empty without longer ones. */
    private final short[] places;

    private Needles(List<Needle> shorter, List<Needle> longer) {
        this.shorter = shorter;
        beginning = longer.stream().mapToInt(Needle::length).reduce(MAX_BEGINNING, Math::min);
        places = new short[longer.isEmpty() ? 0 : GROUPS];
        for (Needle needle : longer) {
            byte[] bytes = needle.bytes();
            for (int place = 0; place <= beginning - GROUP; place++) {
                places[group(bytes, place)] |= (short) (1 << place);
            }
            byBeginning
                    .computeIfAbsent(hash(bytes, 0, beginning), key -> new ArrayList<>(1))
                    .add(needle);
        }
    }

    /** {@return a search for any of them, null if decoding every record is faster} */
    static @Nullable Needles of(List<Needle> needles) {
        List<Needle> shorter = new ArrayList<>();
        List<Needle> longer = new ArrayList<>();
        needles.forEach(needle -> (needle.length() < MIN_LENGTH ? shorter : longer).add(needle));
        if (longer.size() == 1) {
            shorter.addAll(longer);
            longer.clear();
        }
        return shorter.size() > MAX_SHORT ? null : new Needles(shorter, longer);
    }

    private static int group(byte[] text, int at) {
        int four = (text[at] & 0xff) | (text[at + 1] & 0xff) << 8 | (text[at + 2] & 0xff) << 16 | text[at + 3] << 24;
        return (four * GOLDEN) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(GROUPS));
    }

    private static int hash(byte[] text, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        return hash;
    }

    /** Says whether one of them stands in a text. */
    boolean isAnyIn(byte[] text, int from, int to) {
        for (Needle needle : shorter) {
            if (needle.isIn(text, from, to)) {
                return true;
            }
        }
        if (places.length == 0) {
            return false;
        }
        int step = beginning - GROUP + 1;
        for (int at = from + step - 1; at + GROUP <= to; at += step) {
            int possible = places[group(text, at)];
            for (int place = 0; possible >>> place != 0; place++) {
                int start = at - place;
                if ((possible >>> place & 1) != 0
                        && start >= from
                        && start + beginning <= to
                        && isAnyAt(text, start, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAnyAt(byte[] text, int start, int to) {
        List<Needle> possible = byBeginning.get(hash(text, start, beginning));
        if (possible != null) {
            for (Needle needle : possible) {
                if (start + needle.length() <= to && needle.isAt(text, start)) {
                    return true;
                }
            }
        }
        return false;
    }
}
