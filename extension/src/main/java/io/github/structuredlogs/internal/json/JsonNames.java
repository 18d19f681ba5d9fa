package io.github.structuredlogs.internal.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A cache of member names, which mostly returns the same string for the same bytes: the objects of a stream have few
 * names and many members. It tries the name first that followed the previous one last time.
 */
final class JsonNames {
    private static final int SLOTS = 1 << 10;
    /** If a container writes data as names, the table is cleared from time to time. */
    private static final int MAX_ENTRIES = SLOTS / 2;

    private static final int MAX_KEPT_LENGTH = 64;
    static final int MAX_NAME_LENGTH = 50_000;

    private final @Nullable KnownName[] known = new @Nullable KnownName[SLOTS];
    private KnownName last = new KnownName(new byte[] {'"'}, "", 0);
    private int count;
    private int end;
    private boolean respelled;

    private static final class KnownName {
        /** Includes the closing quote. */
        final byte[] bytes;

        final String name;
        final int hash;
        KnownName next;

        KnownName(byte[] bytes, String name, int hash) {
            this.bytes = bytes;
            this.name = name;
            this.hash = hash;
            next = this;
        }

        boolean isAt(byte[] b, int from, int limit) {
            byte[] own = bytes;
            int length = own.length;
            if (length > limit - from) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (own[i] != b[from + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** An object begins. */
    void begin() {
        respelled = false;
    }

    /** Whether a name since {@link #begin} may spell a character in another way than most do. */
    boolean areRespelled() {
        return respelled;
    }

    /** {@return the end of the last name, after its quote} */
    int end() {
        return end;
    }

    /** {@return the name that begins at the position, after its quote; null if it does not end, or is too long} */
    @Nullable String read(byte[] b, int from, int limit) {
        KnownName guess = last.next;
        if (guess.isAt(b, from, limit)) {
            last = guess;
            end = from + guess.bytes.length;
            return guess.name;
        }
        return find(b, from, limit);
    }

    private @Nullable String find(byte[] b, int from, int limit) {
        int hash = 0;
        int at = from;
        while (at < limit && b[at] >= ' ' && b[at] != '"' && b[at] != '\\') {
            hash = hash * 31 + b[at++];
        }
        if (at == limit || b[at] != '"' || at - from > MAX_KEPT_LENGTH) {
            return other(b, from, at, limit);
        }
        end = at + 1;
        KnownName found = known(b, from, end, hash);
        last.next = found;
        last = found;
        return found.name;
    }

    private KnownName known(byte[] b, int from, int to, int hash) {
        int slot = (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
        for (KnownName each = known[slot]; each != null; each = known[slot]) {
            if (each.hash == hash && each.bytes.length == to - from && each.isAt(b, from, to)) {
                return each;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        KnownName added = new KnownName(Arrays.copyOfRange(b, from, to), JsonTape.ascii(b, from, to - 1), hash);
        if (++count > MAX_ENTRIES) {
            Arrays.fill(known, null);
            count = 0;
        } else {
            known[slot] = added;
        }
        return added;
    }

    /** Reads a name that is long or has characters other than printable ASCII. */
    private @Nullable String other(byte[] b, int from, int first, int limit) {
        int at = first;
        while (at < limit && b[at] != '"') {
            boolean escape = b[at] == '\\';
            respelled |= escape;
            at = escape ? JsonString.escapeEnd(b, at, limit) : b[at] >= 0 && b[at] < ' ' ? -1 : at + 1;
            if (at < 0) {
                return null;
            }
        }
        if (at >= limit || at - from > MAX_NAME_LENGTH) {
            return null;
        }
        end = at + 1;
        char[] chars = new char[at - from];
        return new String(chars, 0, JsonString.decode(b, from, at, chars, 0));
    }
}
