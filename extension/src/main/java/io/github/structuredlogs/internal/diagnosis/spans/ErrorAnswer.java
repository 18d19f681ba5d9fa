package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * The error that an operation was answered with although its span did not fail. By OpenTelemetry's conventions a server's
 * span does not fail with 404, and with Micrometer neither does a client's.
 */
final class ErrorAnswer {

    private static final int MIN_HTTP_ERROR = 400;
    private static final int MAX_HTTP_ERROR = 599;
    private static final String[] HTTP = {"http.response.status_code", "http.status_code"};
    private static final String[] TARGETS = {
        "url.full", "http.url", "url.path", "http.target", "http.route", "uri", "rpc.method"
    };
    private static final String[] ROUTES = {"http.route", "url.template", "uri", "rpc.method"};

    private ErrorAnswer() {}

    /** {@return the code: {@code 404}, {@code gRPC 5}; null if the span failed or was not answered with an error} */
    static @Nullable String of(Span span) {
        if (span.hasFailed() || (span.kind() != SpanKind.CLIENT && span.kind() != SpanKind.SERVER)) {
            return null;
        }
        for (String name : HTTP) {
            if (isHttpError(span.attribute(name))) {
                return String.valueOf(span.attribute(name));
            }
        }
        // Micrometer's names; "status" alone may be anything.
        if (span.attribute("outcome") != null && isHttpError(span.attribute("status"))) {
            return String.valueOf(span.attribute("status"));
        }
        long grpc = number(span.attribute("rpc.grpc.status_code"));
        return grpc > 0 ? "gRPC " + grpc : null;
    }

    /** {@return what was asked for, as far as the span says it; else empty} */
    static String target(Span span) {
        return TellingAttributes.first(span, TARGETS);
    }

    /** {@return what was asked for, without ids; empty if the span does not say it} */
    static String route(Span span) {
        return TellingAttributes.first(span, ROUTES);
    }

    private static boolean isHttpError(@Nullable Object code) {
        long number = number(code);
        return number >= MIN_HTTP_ERROR && number <= MAX_HTTP_ERROR;
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof String text && text.matches("\\d{1,3}") ? Long.parseLong(text) : 0;
    }
}
