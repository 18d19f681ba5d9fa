package io.github.structuredlogs.internal.store;

/** Makes what holds little. */
public final class BoundedTelemetry {

    private BoundedTelemetry() {}

    public static Telemetry of(long maxBytes) {
        return new Telemetry(() -> "orders", maxBytes);
    }
}
