package io.github.structuredlogs.internal.capture;

import java.util.UUID;

/** W3C {@code traceparent} headers: {@code 00-trace-span-01}. */
final class Traceparents {
    private Traceparents() {}

    /** {@return a header with a trace id that no other call has returned} */
    static String fresh() {
        UUID trace = UUID.randomUUID();
        UUID span = UUID.randomUUID();
        String traceId = hex(trace.getMostSignificantBits()) + hex(trace.getLeastSignificantBits());
        return "00-" + traceId + '-' + hex(span.getMostSignificantBits()) + "-01";
    }

    static String traceId(String traceparent) {
        return traceparent.split("-", -1)[1];
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
