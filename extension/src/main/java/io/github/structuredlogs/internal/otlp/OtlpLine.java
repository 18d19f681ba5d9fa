package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.internal.json.JsonTape;
import java.nio.charset.StandardCharsets;

/**
 * The recognition of lines that contain spans or metrics instead of a log record: {@code {"resourceSpans":…}} of {@code
 * experimental-otlp/stdout} and the collector's file exporter, and {@code {"resource":…,"scopeSpans":…}} of {@code
 * logging-otlp}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/">OTLP file exporter</a>
 */
public final class OtlpLine {

    /** The prefix of the logger names of {@code logging-otlp}. */
    public static final String LOGGER = "io.opentelemetry.exporter.logging.otlp";

    private static final byte[] LOGGER_BYTES = bytes(LOGGER);
    private static final byte[] SPANS = bytes("{\"resourceSpans\":");
    private static final byte[] METRICS = bytes("{\"resourceMetrics\":");
    private static final byte[] RESOURCE = bytes("{\"resource\":");
    private static final byte[] SCOPE_SPANS = bytes("\"scopeSpans\":");
    private static final byte[] SCOPE_METRICS = bytes("\"scopeMetrics\":");
    private static final byte[] ANY = bytes("{\"resource");

    /** A logger's prefix is shorter; a longer line of text is not searched. */
    private static final int MAX_PREFIX_LENGTH = 1_000;

    private OtlpLine() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return whether an object contains spans or metrics} */
    public static boolean holdsTelemetry(JsonTape jsonTape) {
        return jsonTape.isArray(jsonTape.last("resourceSpans"))
                || jsonTape.isArray(jsonTape.last("resourceMetrics"))
                || ((jsonTape.isArray(jsonTape.last("scopeSpans")) || jsonTape.isArray(jsonTape.last("scopeMetrics")))
                        && jsonTape.hasObject("resource"));
    }

    /**
     * {@return the position after a logger's prefix at which an object with spans or metrics may begin, otherwise -1}
     */
    public static int start(byte[] line, int from, int end) {
        int limit = Math.min(end, from + MAX_PREFIX_LENGTH) - ANY.length;
        for (int i = from; i <= limit; i++) {
            if (line[i] == '{' && isAt(line, i, end, ANY)) {
                return i;
            }
        }
        return -1;
    }

    /** {@return whether a line begins like one with spans or metrics, complete or not} */
    public static boolean begins(byte[] line, int from, int end) {
        if (isAt(line, from, end, SPANS) || isAt(line, from, end, METRICS)) {
            return true;
        }
        return isAt(line, from, end, RESOURCE)
                && (contains(line, from, end, SCOPE_SPANS) || contains(line, from, end, SCOPE_METRICS));
    }

    /** {@return whether bytes name the logger of {@code logging-otlp}} */
    public static boolean namesLogger(byte[] line, int from, int end) {
        return contains(line, from, Math.min(end, from + MAX_PREFIX_LENGTH), LOGGER_BYTES);
    }

    private static boolean contains(byte[] line, int from, int end, byte[] part) {
        for (int i = from; i <= end - part.length; i++) {
            if (line[i] == part[0] && isAt(line, i, end, part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] line, int at, int end, byte[] part) {
        if (end - at < part.length) {
            return false;
        }
        for (int i = 0; i < part.length; i++) {
            if (line[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
