package io.github.structuredlogs.internal.json;

/**
 * A reader of lines into a {@link JsonTape}. It checks whether a line is one whole object and finds the extent of its
 * values. Values are decoded on demand, because most values of most records are never read.
 *
 * <p>It accepts RFC 8259, and NaN, infinities and invalid UTF-8 in strings, which Python and others write. Not
 * thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonScanner {
    static final int MAX_BYTES = 16 << 20;
    static final int MAX_DEPTH = 500;
    static final int MAX_NUMBER = 1_000;
    private static final int MAX_NODES = 1 << 18;

    /** The result of a method instead of a position, if there is no valid JSON. */
    private static final int BROKEN = -1;

    private static final String[] INFINITIES = {"Infinity", "+Infinity", "-Infinity", "+INF", "-INF"};

    private final JsonTape jsonTape = new JsonTape();
    private final JsonNames names = new JsonNames();

    public JsonTape jsonTape() {
        return jsonTape;
    }

    /** {@return whether the bytes are one whole object; if so, it is on the tape, which refers to the bytes} */
    public boolean read(byte[] b, int offset, int end) {
        int at = blanks(b, offset, end);
        if (at == end || b[at] != '{' || end - offset > MAX_BYTES) {
            return false;
        }
        jsonTape.begin(b);
        names.begin();
        at = object(b, at + 1, end, jsonTape.add(JsonTape.OBJECT, JsonTape.NO_NAME, at), 1);
        if (names.areRespelled()) {
            jsonTape.respelled();
        }
        return at != BROKEN && blanks(b, at, end) == end;
    }

    private int object(byte[] b, int from, int end, int node, int depth) {
        int at = blanks(b, from, end);
        if (at < end && b[at] == '}') {
            jsonTape.close(node);
            return at + 1;
        }
        while (at < end && b[at] == '"') {
            String name = names.read(b, at + 1, end);
            at = name == null ? end : blanks(b, names.end(), end);
            if (name == null || at >= end || b[at] != ':') {
                return BROKEN;
            }
            int before = jsonTape.nodes();
            at = value(b, blanks(b, at + 1, end), end, name, depth);
            if (at == BROKEN) {
                return BROKEN;
            }
            if (depth == 1) {
                jsonTape.addRoot(before);
            }
            at = blanks(b, at, end);
            if (at < end && b[at] == '}') {
                jsonTape.close(node);
                return at + 1;
            }
            if (at >= end || b[at] != ',') {
                return BROKEN;
            }
            at = blanks(b, at + 1, end);
        }
        return BROKEN;
    }

    private int array(byte[] b, int from, int end, int node, int depth) {
        int at = blanks(b, from, end);
        if (at < end && b[at] == ']') {
            jsonTape.close(node);
            return at + 1;
        }
        while (true) {
            at = value(b, at, end, JsonTape.NO_NAME, depth);
            if (at == BROKEN) {
                return BROKEN;
            }
            at = blanks(b, at, end);
            if (at < end && b[at] == ']') {
                jsonTape.close(node);
                return at + 1;
            }
            if (at >= end || b[at] != ',') {
                return BROKEN;
            }
            at = blanks(b, at + 1, end);
        }
    }

    /** {@return the end of the value that begins at the position} */
    private int value(byte[] b, int at, int end, String name, int depth) {
        if (at >= end || jsonTape.nodes() == MAX_NODES) {
            return BROKEN;
        }
        return switch (b[at]) {
            case '"' -> string(b, at + 1, end, name);
            case '{' ->
                depth == MAX_DEPTH
                        ? BROKEN
                        : object(b, at + 1, end, jsonTape.add(JsonTape.OBJECT, name, at), depth + 1);
            case '[' ->
                depth == MAX_DEPTH ? BROKEN : array(b, at + 1, end, jsonTape.add(JsonTape.ARRAY, name, at), depth + 1);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(b, at, at, end, name);
            case '-' ->
                at + 1 < end && b[at + 1] == 'I' ? infinity(b, at, end, name) : number(b, at, at + 1, end, name);
            case '+', 'I' -> infinity(b, at, end, name);
            case 't' -> literal(b, at, end, "true", JsonTape.TRUE, name);
            case 'f' -> literal(b, at, end, "false", JsonTape.FALSE, name);
            case 'n' -> literal(b, at, end, "null", JsonTape.NULL, name);
            case 'N' -> literal(b, at, end, "NaN", JsonTape.NON_FINITE, name);
            default -> BROKEN;
        };
    }

    private int string(byte[] b, int from, int end, String name) {
        boolean plain = true;
        int at = from;
        while (at < end) {
            byte c = b[at];
            if (c == '"') {
                jsonTape.add(JsonTape.STRING, name, from, at, plain);
                return at + 1;
            }
            if (c == '\\') {
                plain = false;
                int escape = at;
                at = JsonString.escapeEnd(b, at, end);
                if (at < 0) {
                    return BROKEN;
                }
                if (JsonString.isRespelling(b, escape)) {
                    jsonTape.respelled();
                }
            } else if (c >= ' ') {
                at++;
            } else if (c < 0) {
                plain = false;
                at++;
            } else {
                return BROKEN;
            }
        }
        return BROKEN;
    }

    private int number(byte[] b, int from, int digits, int end, String name) {
        int at = digits(b, digits, end);
        if (at == digits || (b[digits] == '0' && at - digits > 1)) {
            return BROKEN;
        }
        byte type = JsonTape.INTEGER;
        if (at < end && b[at] == '.') {
            type = JsonTape.DECIMAL;
            int fraction = at + 1;
            at = digits(b, fraction, end);
            if (at == fraction) {
                return BROKEN;
            }
        }
        if (at < end && (b[at] == 'e' || b[at] == 'E')) {
            type = JsonTape.DECIMAL;
            int exponent = at + 1;
            if (exponent < end && (b[exponent] == '+' || b[exponent] == '-')) {
                exponent++;
            }
            at = digits(b, exponent, end);
            if (at == exponent) {
                return BROKEN;
            }
        }
        if (at - from > MAX_NUMBER) {
            return BROKEN;
        }
        jsonTape.add(type, name, from, at, true);
        return at;
    }

    private static int digits(byte[] b, int from, int end) {
        int at = from;
        while (at < end && b[at] >= '0' && b[at] <= '9') {
            at++;
        }
        return at;
    }

    private int infinity(byte[] b, int at, int end, String name) {
        for (String text : INFINITIES) {
            int after = literal(b, at, end, text, JsonTape.NON_FINITE, name);
            if (after != BROKEN) {
                return after;
            }
        }
        return BROKEN;
    }

    private int literal(byte[] b, int at, int end, String text, byte type, String name) {
        int length = text.length();
        if (end - at < length) {
            return BROKEN;
        }
        for (int i = 0; i < length; i++) {
            if (b[at + i] != text.charAt(i)) {
                return BROKEN;
            }
        }
        jsonTape.add(type, name, at, type == JsonTape.NON_FINITE ? at + length : at, true);
        return at + length;
    }

    private static int blanks(byte[] b, int from, int end) {
        int at = from;
        while (at < end && (b[at] == ' ' || b[at] == '\t' || b[at] == '\r' || b[at] == '\n')) {
            at++;
        }
        return at;
    }
}
