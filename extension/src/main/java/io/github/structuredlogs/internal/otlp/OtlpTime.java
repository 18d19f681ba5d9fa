package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.internal.json.JsonTape;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times of OTLP: unsigned nanoseconds since 1970, as a text or a number. */
final class OtlpTime {

    private static final long SECOND = 1_000_000_000L;
    private static final int MAX_DIGITS = 20;

    private OtlpTime() {}

    /** {@return the time of a node; null if it is missing, before 1970, or not a number} */
    static @Nullable Instant of(JsonTape jsonTape, int node) {
        if (node == JsonTape.NONE) {
            return null;
        }
        String digits = jsonTape.text(node);
        if (digits == null || digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return null;
        }
        try {
            return ofUnsigned(Long.parseUnsignedLong(digits));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@return the time of a field of protobuf, where 0 stands for one that is missing; null for it} */
    static @Nullable Instant of(long unsignedNanos) {
        return unsignedNanos == 0 ? null : ofUnsigned(unsignedNanos);
    }

    private static Instant ofUnsigned(long nanos) {
        return Instant.ofEpochSecond(Long.divideUnsigned(nanos, SECOND), Long.remainderUnsigned(nanos, SECOND));
    }

    /** {@return a time as OTLP writes it} */
    static String text(Instant time) {
        return Long.toUnsignedString(time.getEpochSecond() * SECOND + time.getNano());
    }
}
