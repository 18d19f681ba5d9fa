package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogRecord;
import java.util.regex.Pattern;

/**
 * What OpenTelemetry's exporters say when nobody takes what they send. No test is to fail for it: a JVM that a debugger
 * holds takes nothing.
 */
final class ExporterComplaint {

    /** As it is written, and as Spring Boot and Logback shorten it. */
    private static final Pattern LOGGER =
            Pattern.compile("(?:io\\.opentelemetry|i\\.opentelemetry|i\\.o|opentelemetry)\\.exporter\\..*");

    /** Java's and Python's words. */
    private static final Pattern MESSAGE =
            Pattern.compile("Failed to export (?:spans|metrics|logs|traces|batch)\\b.*", Pattern.DOTALL);

    private ExporterComplaint() {}

    /** {@return whether a record is such a complaint} */
    static boolean is(LogRecord record) {
        String logger = record.logger();
        String message = record.message();
        return (logger != null && LOGGER.matcher(logger).matches())
                || (message != null && MESSAGE.matcher(message).matches());
    }
}
