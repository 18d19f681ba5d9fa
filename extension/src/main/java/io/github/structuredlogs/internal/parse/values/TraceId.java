package io.github.structuredlogs.internal.parse.values;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A W3C trace id: 16 bytes, written as 32 hex digits. */
public record TraceId(long high, long low) {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /** {@return an id that no other call has returned} */
    public static TraceId fresh() {
        UUID random = UUID.randomUUID();
        return new TraceId(random.getMostSignificantBits(), random.getLeastSignificantBits());
    }

    /** {@return the id of a text, which is an id or a {@code traceparent} header; null if it is neither} */
    public static @Nullable TraceId of(String idOrHeader) {
        String lower = idOrHeader.strip().toLowerCase(Locale.ROOT);
        Matcher header = TRACEPARENT.matcher(lower);
        String digits = header.matches() ? header.group(1) : lower;
        return DIGITS.matcher(digits).matches()
                ? new TraceId(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16))
                : null;
    }

    /** {@return a W3C header that adds a request to the trace: {@code 00-trace-span-01}} */
    public String traceparent() {
        return "00-" + this + '-' + hex(UUID.randomUUID().getMostSignificantBits()) + "-01";
    }

    @Override
    public String toString() {
        byte[] digits = new byte[32];
        hex(high, digits, 0);
        hex(low, digits, 16);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static String hex(long half) {
        byte[] digits = new byte[16];
        hex(half, digits, 0);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static void hex(long half, byte[] to, int at) {
        for (int i = 0; i < 16; i++) {
            to[at + i] = HEX[(int) (half >>> (60 - 4 * i)) & 0xf];
        }
    }
}
