package io.github.structuredlogs.internal.condition;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How a value may stand in JSON that {@link FieldValues#same} takes for the one that is asked for. */
final class WrittenValue {

    private static final int MAX_LENGTH = 400;
    private static final int MAX_DIGITS = 40;

    /** The text that it must be, null if only a number can be it. */
    private final byte @Nullable [] text;
    /** What stands in each spelling of the number without an exponent, null if it is no number. */
    private final @Nullable Needle digits;

    private WrittenValue(byte @Nullable [] text, @Nullable Needle digits) {
        this.text = text;
        this.digits = digits;
    }

    /** {@return how a value may be written, null if nothing is known of that} */
    static @Nullable WrittenValue of(@Nullable Object expected) {
        if (expected instanceof Boolean) {
            return new WrittenValue(bytes(expected.toString()), null);
        }
        if (expected instanceof Number) {
            Needle digits = digits(expected.toString());
            return digits == null ? null : new WrittenValue(null, digits);
        }
        if (expected instanceof String spelled && spelled.length() <= MAX_LENGTH && isPlain(spelled)) {
            Needle digits = digits(spelled);
            boolean number = digits == null && mayBeNumber(spelled);
            return number ? null : new WrittenValue(bytes(spelled), digits);
        }
        return null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether no character of it is escaped. */
    private static boolean isPlain(String text) {
        return text.isEmpty() || Needle.quoted(text) != null;
    }

    /** Whether a text is one that a number may be shown as. */
    private static boolean mayBeNumber(String text) {
        return text.endsWith("NaN") || text.endsWith("Infinity") || number(text) != null;
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.length() > MAX_LENGTH ? null : new BigDecimal(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static @Nullable Needle digits(String spelled) {
        BigDecimal number = number(spelled);
        if (number == null || number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            return null;
        }
        String plain =
                number.signum() == 0 ? "0" : number.abs().stripTrailingZeros().toPlainString();
        return new Needle(bytes(plain.startsWith("0.") ? plain.substring(1) : plain));
    }

    /** Whether the value that begins there may be this one. */
    boolean mayBeAt(byte[] json, int at, int to) {
        if (at >= to) {
            return true;
        }
        return switch (json[at]) {
            case '"' -> mayBeText(json, at + 1, to);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                mayBeNumber(json, at, numberEnd(json, at, to));
            case 't' -> text != null && isText(json, at, at + 4);
            case 'f' -> text != null && isText(json, at, at + 5);
            case 'n' -> false;
            // Objects and lists may hold it, as {"intValue":"42"}; infinities have several names.
            default -> true;
        };
    }

    private boolean mayBeText(byte[] json, int from, int to) {
        int end = from;
        while (end < to && json[end] != '"') {
            if (json[end] == '\\') {
                return true;
            }
            end++;
        }
        return (text != null && isText(json, from, end)) || mayBeNumber(json, from, end);
    }

    private boolean isText(byte[] json, int from, int end) {
        byte[] own = text;
        if (own == null || own.length != end - from) {
            return false;
        }
        for (int i = 0; i < own.length; i++) {
            if (own[i] != json[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether what stands there may be the number: it has the number's digits, or digits that an exponent moves, or others than ASCII's. */
    private boolean mayBeNumber(byte[] json, int from, int end) {
        Needle needle = digits;
        if (needle == null) {
            return false;
        }
        if (needle.isIn(json, from, end)) {
            return true;
        }
        for (int i = from; i < end; i++) {
            if (json[i] < 0 || ((json[i] | 0x20) == 'e' && i > from && isOfNumber(json[i - 1]))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfNumber(byte c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static int numberEnd(byte[] json, int from, int to) {
        int at = from;
        while (at < to && json[at] != ',' && json[at] != '}' && json[at] != ']') {
            at++;
        }
        return at;
    }
}
