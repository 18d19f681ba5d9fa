package io.github.structuredlogs.internal.otlp.receiver;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes: {@code /TOKEN/v1/traces}.
 *
 * @param token what only the container knows whose path it is
 * @param signal what is sent
 */
record OtlpPath(String token, Signal signal) {

    /** What OTLP has a path for. */
    enum Signal {
        TRACES,
        METRICS,
        LOGS;

        private final String path = "/v1/" + name().toLowerCase(Locale.ROOT);
    }

    /** {@return what a path says, null if OTLP has none such} */
    static @Nullable OtlpPath of(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return null;
        }
        for (Signal signal : Signal.values()) {
            if (path.endsWith(signal.path)) {
                String token = path.substring(1, Math.max(1, path.length() - signal.path.length()));
                return token.isEmpty() || token.indexOf('/') >= 0 ? null : new OtlpPath(token, signal);
            }
        }
        return null;
    }
}
