package io.github.structuredlogs.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object as a flat sequence of nodes over the bytes of its line. It is reused for each line.
 *
 * <p>Node 0 is the object. A node's children follow it directly; {@link #next} skips them to its sibling. Nothing is
 * allocated for a line once the arrays are large enough. Values are decoded on demand, which must happen before the
 * line's bytes change.
 */
public final class JsonTape {
    public static final int NONE = -1;

    static final byte OBJECT = 0;
    static final byte ARRAY = 1;
    static final byte STRING = 2;
    static final byte INTEGER = 3;
    static final byte DECIMAL = 4;
    static final byte NON_FINITE = 5;
    static final byte TRUE = 6;
    static final byte FALSE = 7;
    static final byte NULL = 8;

    /**
     * The maximum size of arrays that are kept between lines, so that one giant line does not occupy memory for ever.
     */
    private static final int KEPT_CHARS = 1 << 16;

    private static final int KEPT_NODES = 1 << 12;

    static final String NO_NAME = "";

    private static final byte[] NOTHING = {};

    /** Replaces the start of characters that are not decoded yet: the bytes are the characters, or must be decoded. */
    private static final int ASCII = -1;

    private static final int ENCODED = -2;

    private byte[] type = new byte[64];
    private String[] name = new String[64];
    private int[] from = new int[64];
    private int[] to = new int[64];
    private int[] start = new int[64];
    private int[] length = new int[64];
    private int[] next = new int[64];
    /** Whether the value is one of the record's members, and so not a field. */
    private boolean[] used = new boolean[64];

    private int size;

    private byte[] bytes = NOTHING;
    private char[] chars = new char[1024];
    private int charCount;

    /** One bit for each hash of a root key: most requested keys are absent. */
    private long rootBits;

    private int[] rootHash = new int[32];
    private int[] rootNode = new int[32];
    private int rootCount;
    private long shape;
    private boolean respelled;

    private int[] parts = {};
    private int partCount;

    // ------------------------------------------------------------------ filling

    void begin(byte[] line) {
        bytes = line;
        size = 0;
        charCount = 0;
        rootBits = 0;
        rootCount = 0;
        shape = 0;
        respelled = false;
        partCount = 0;
        if (chars.length > KEPT_CHARS) {
            chars = new char[1024];
        }
        if (type.length > KEPT_NODES) {
            resize(64);
        }
        if (rootHash.length > KEPT_NODES) {
            rootHash = new int[32];
            rootNode = new int[32];
        }
    }

    /** Drops the reference to the line. */
    public void forget() {
        begin(NOTHING);
    }

    /** Begins an object or array, which {@link #close} ends. */
    int add(byte type, String name, int from) {
        return add(type, name, from, from, true);
    }

    /**
     * Adds a value.
     *
     * @param from its beginning in the line, after the quote of a string
     * @param to its end
     * @param ascii whether its bytes are its characters
     */
    int add(byte type, String name, int from, int to, boolean ascii) {
        int node = size;
        if (node == this.type.length) {
            resize(node * 2);
        }
        size = node + 1;
        this.type[node] = type;
        this.name[node] = name;
        this.from[node] = from;
        this.to[node] = to;
        start[node] = ascii ? ASCII : ENCODED;
        next[node] = size;
        used[node] = false;
        return node;
    }

    /** Registers a node as a member of the object. */
    void addRoot(int node) {
        int hash = name[node].hashCode();
        if (rootCount == rootHash.length) {
            rootHash = Arrays.copyOf(rootHash, rootCount * 2);
            rootNode = Arrays.copyOf(rootNode, rootCount * 2);
        }
        rootHash[rootCount] = hash;
        rootNode[rootCount++] = node;
        rootBits |= bit(hash);
        shape = shape * 0x9e3779b97f4a7c15L + hash;
    }

    /** Says that a string spells a character in another way than most do. */
    void respelled() {
        respelled = true;
    }

    void close(int node) {
        next[node] = size;
    }

    private void resize(int capacity) {
        type = Arrays.copyOf(type, capacity);
        name = Arrays.copyOf(name, capacity);
        from = Arrays.copyOf(from, capacity);
        to = Arrays.copyOf(to, capacity);
        start = Arrays.copyOf(start, capacity);
        length = Arrays.copyOf(length, capacity);
        next = Arrays.copyOf(next, capacity);
        used = Arrays.copyOf(used, capacity);
    }

    private static long bit(int hash) {
        return 1L << ((hash ^ (hash >>> 6) ^ (hash >>> 15)) & 63);
    }

    // ------------------------------------------------------------------ finding

    /** {@return the first root value with this exact name, {@link #NONE} if there is none} */
    public int first(String key) {
        int hash = key.hashCode();
        if ((rootBits & bit(hash)) != 0) {
            for (int i = 0; i < rootCount; i++) {
                if (rootHash[i] == hash && name[rootNode[i]].equals(key)) {
                    return rootNode[i];
                }
            }
        }
        return NONE;
    }

    /** {@return the last root value with this exact name, as JSON parsers resolve duplicate keys} */
    public int last(String key) {
        int hash = key.hashCode();
        if ((rootBits & bit(hash)) != 0) {
            for (int i = rootCount - 1; i >= 0; i--) {
                if (rootHash[i] == hash && name[rootNode[i]].equals(key)) {
                    return rootNode[i];
                }
            }
        }
        return NONE;
    }

    public boolean has(String key) {
        return first(key) != NONE;
    }

    public boolean hasString(String key) {
        int node = first(key);
        return node != NONE && type[node] == STRING;
    }

    public boolean hasNumber(String key) {
        return isNumber(first(key));
    }

    public boolean hasObject(String key) {
        int node = last(key);
        return node != NONE && type[node] == OBJECT;
    }

    /** {@return the first root value under the key, flat or as a path} */
    public int first(JsonKey jsonKey) {
        int node = first(jsonKey.name);
        return node == NONE ? path(0, jsonKey) : node;
    }

    /** {@return the last root value under the key, flat or as a path} */
    public int last(JsonKey jsonKey) {
        int node = last(jsonKey.name);
        return node == NONE ? path(0, jsonKey) : node;
    }

    /** {@return the value in an object under the key, flat or as a path} */
    public int in(int object, JsonKey jsonKey) {
        int node = in(object, jsonKey.name);
        return node == NONE ? path(object, jsonKey) : node;
    }

    private int path(int object, JsonKey jsonKey) {
        for (int i = 0; i < jsonKey.heads.length; i++) {
            int inner = in(object, jsonKey.heads[i]);
            if (isObject(inner)) {
                int node = in(inner, jsonKey.tails[i]);
                if (node != NONE) {
                    return node;
                }
            }
        }
        return NONE;
    }

    /** {@return the last value with this name in an object} */
    public int in(int object, String key) {
        if (object == 0) {
            return last(key);
        }
        if (object == NONE || type[object] != OBJECT) {
            return NONE;
        }
        int found = NONE;
        for (int node = object + 1; node < next[object]; node = next[node]) {
            if (name[node].equals(key)) {
                found = node;
            }
        }
        return found;
    }

    public void use(int node) {
        if (node != NONE) {
            used[node] = true;
        }
    }

    public void useAll(String key) {
        for (int i = 0; i < rootCount; i++) {
            if (name[rootNode[i]].equals(key)) {
                used[rootNode[i]] = true;
            }
        }
    }

    public boolean isUsed(int node) {
        return used[node];
    }

    // ------------------------------------------------------------------ parts

    /** Notes one of several records in the object, and the node that contains it. */
    public void addPart(int node, int parent) {
        if (partCount * 2 == parts.length) {
            parts = Arrays.copyOf(parts, Math.max(16, parts.length * 2));
        }
        parts[partCount * 2] = node;
        parts[partCount++ * 2 + 1] = parent;
    }

    public int partCount() {
        return partCount;
    }

    public int part(int index) {
        return index < partCount ? parts[index * 2] : NONE;
    }

    public int partParent(int index) {
        return index < partCount ? parts[index * 2 + 1] : NONE;
    }

    // ------------------------------------------------------------------ looking

    /** {@return how many keys the root has} */
    public int keys() {
        return rootCount;
    }

    public int keyHash(int index) {
        return rootHash[index];
    }

    public String key(int index) {
        return name[rootNode[index]];
    }

    /** {@return a hash of the root's keys in their order} */
    public long shape() {
        return shape;
    }

    public int nodes() {
        return size;
    }

    /**
     * Whether a character may stand in the bytes as a code or with a backslash that it does not need. If not, each one is as it is in
     * UTF-8, but for quotes, backslashes and control characters.
     */
    public boolean isRespelled() {
        return respelled;
    }

    /** {@return the node after the last child of this one} */
    public int end(int node) {
        return next[node];
    }

    int type(int node) {
        return type[node];
    }

    public String name(int node) {
        return name[node];
    }

    public boolean isString(int node) {
        return node != NONE && type[node] == STRING;
    }

    public boolean isObject(int node) {
        return node != NONE && type[node] == OBJECT;
    }

    public boolean isArray(int node) {
        return node != NONE && type[node] == ARRAY;
    }

    public boolean isInteger(int node) {
        return node != NONE && type[node] == INTEGER;
    }

    public boolean isNumber(int node) {
        return node != NONE && (type[node] == INTEGER || type[node] == DECIMAL);
    }

    public boolean isScalar(int node) {
        return node != NONE && type[node] >= STRING && type[node] != NULL;
    }

    public boolean isNull(int node) {
        return node != NONE && type[node] == NULL;
    }

    public boolean isEmpty(int node) {
        return type[node] <= ARRAY ? next[node] == node + 1 : from[node] == to[node];
    }

    /** {@return the first child of an object or array, {@link #NONE} if it has none} */
    public int child(int node) {
        return next[node] == node + 1 || type[node] > ARRAY ? NONE : node + 1;
    }

    /** {@return the sibling after a child of the parent, {@link #NONE} after the last} */
    public int sibling(int parent, int child) {
        int node = next[child];
        return node < next[parent] ? node : NONE;
    }

    /** {@return the characters of the values whose {@link #start} was requested} */
    public char[] chars() {
        return chars;
    }

    /** {@return the index in {@link #chars()} at which a scalar's characters begin} */
    public int start(int node) {
        if (start[node] < 0) {
            decode(node);
        }
        return start[node];
    }

    public int length(int node) {
        return start[node] == ASCII ? to[node] - from[node] : start(node) < 0 ? 0 : length[node];
    }

    private void decode(int node) {
        int offset = from[node];
        int count = to[node] - offset;
        int at = charCount;
        if (chars.length - at < count) {
            chars = Arrays.copyOf(chars, Math.max(at + count, chars.length * 2));
        }
        if (start[node] == ASCII) {
            byte[] source = bytes;
            char[] target = chars;
            for (int i = 0; i < count; i++) {
                target[at + i] = (char) source[offset + i];
            }
        } else {
            count = JsonString.decode(bytes, from[node], to[node], chars, at) - at;
        }
        start[node] = at;
        length[node] = count;
        charCount = at + count;
    }

    public char charAt(int node, int index) {
        // Decoding may replace the array, so it comes first.
        int at = start(node);
        return chars[at + index];
    }

    public boolean textEquals(int node, String text) {
        return node != NONE
                && type[node] >= STRING
                && type[node] <= NON_FINITE
                && length(node) == text.length()
                && beginsWith(node, text);
    }

    public boolean textStartsWith(int node, String prefix) {
        return isString(node) && length(node) >= prefix.length() && beginsWith(node, prefix);
    }

    private boolean beginsWith(int node, String prefix) {
        int at = start(node);
        for (int i = 0; i < prefix.length(); i++) {
            if (chars[at + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    // ------------------------------------------------------------------ values

    /** {@return a scalar as text; null for a missing node, an object, an array or null} */
    public @Nullable String text(int node) {
        if (node == NONE) {
            return null;
        }
        return switch (type[node]) {
            case TRUE -> "true";
            case FALSE -> "false";
            case OBJECT, ARRAY, NULL -> null;
            default -> string(node);
        };
    }

    private String string(int node) {
        if (start[node] == ASCII) {
            return ascii(bytes, from[node], to[node]);
        }
        int at = start(node);
        return new String(chars, at, length[node]);
    }

    static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** {@return an integer; {@code otherwise} if it is not an integer or too large for an int} */
    public int integer(int node, int otherwise) {
        if (node == NONE || type[node] != INTEGER || to[node] - from[node] > 10) {
            return otherwise;
        }
        long value = integer(node);
        return value == (int) value ? (int) value : otherwise;
    }

    /** {@return an integer of less than 19 digits} */
    private long integer(int node) {
        boolean negative = bytes[from[node]] == '-';
        long value = 0;
        for (int i = negative ? from[node] + 1 : from[node]; i < to[node]; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return negative ? -value : value;
    }

    /** {@return the value with its own type, as {@link io.github.structuredlogs.LogRecord#fields()} describes it} */
    public @Nullable Object value(int node) {
        switch (type[node]) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int child = child(node); child != NONE; child = sibling(node, child)) {
                    map.put(name[child], value(child));
                }
                return Collections.unmodifiableMap(map);
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int child = child(node); child != NONE; child = sibling(node, child)) {
                    list.add(value(child));
                }
                return Collections.unmodifiableList(list);
            }
            case STRING -> {
                return string(node);
            }
            case INTEGER -> {
                return to[node] - from[node] < 19 ? number(integer(node)) : integer(string(node));
            }
            case DECIMAL -> {
                int at = start(node);
                return decimal(chars, at, length[node]);
            }
            case NON_FINITE -> {
                return nonFinite(string(node));
            }
            case TRUE -> {
                return true;
            }
            case FALSE -> {
                return false;
            }
            default -> {
                return null;
            }
        }
    }

    public static Object integer(String digits) {
        if (digits.length() < 19) {
            return number(Long.parseLong(digits));
        }
        BigInteger value = new BigInteger(digits);
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return value;
    }

    private static Object number(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    private static Object decimal(char[] chars, int start, int length) {
        try {
            return new BigDecimal(chars, start, length);
        } catch (NumberFormatException exponentOutOfRange) {
            return new String(chars, start, length);
        }
    }

    private static Double nonFinite(String text) {
        return switch (text) {
            case "Infinity", "+Infinity", "INF", "+INF" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-INF" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }
}
