package com.acme.payments;

import java.util.regex.Pattern;

/** A W3C trace context: {@code 00-<trace id>-<span id>-<flags>}. */
record Trace(String traceparent) {

    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Trace NONE = new Trace("00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00");

    static Trace of(String header) {
        return header != null && TRACEPARENT.matcher(header).matches() ? new Trace(header) : NONE;
    }

    String id() {
        return traceparent.substring(3, 35);
    }

    /** As OpenTelemetry's sqlcommenter writes it. */
    String sqlComment() {
        return "/*traceparent='" + traceparent + "'*/";
    }
}
