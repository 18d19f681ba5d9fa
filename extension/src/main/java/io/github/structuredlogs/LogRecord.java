package io.github.structuredlogs;

import io.github.structuredlogs.assertj.LogRecordAssert;
import java.time.Instant;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * One log event of a container, in the same form for every logger.
 *
 * <p>Records are immutable and thread-safe. Time, level, logger and trace are decoded when the record arrives, every other
 * value when it is first read.
 *
 * <p>For {@code {"time":1795285748810,"level":50,"name":"orders","msg":"unknown sku","sku":"X-1"}} the record has
 * {@code level() == ERROR}, {@code levelText()} {@code "50"}, {@code logger()} {@code "orders"}, {@code message()}
 * {@code "unknown sku"} and {@code field("sku")} {@code "X-1"}; {@code fields()} holds {@code sku} alone.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface LogRecord extends AssertProvider<LogRecordAssert> {

    /** {@return the record's own instant, null if it has none} */
    @Nullable Instant timestamp();

    /**
     * {@return the instant at which the engine received the record's first line; null if the record was read from a file
     * without the engine's timestamps}
     */
    @Nullable Instant observed();

    /** {@return the level, null if the record has none or one that is not recognised} */
    @Nullable LogLevel level();

    /** {@return the level as the record spells it, null if it has none} */
    @Nullable String levelText();

    /** {@return the logger's name, null if the record has none} */
    @Nullable String logger();

    /** {@return the thread's name, null if the record has none} */
    @Nullable String thread();

    /** {@return the rendered message, without an appended stack trace; null if the record has none} */
    @Nullable String message();

    /** {@return the error, null if the record has none} */
    @Nullable LoggedException exception();

    /** {@return the trace id, with hex digits in lower case; null if the record has none or only zeros} */
    @Nullable String traceId();

    /** {@return the span id, with hex digits in lower case; null if the record has none or only zeros} */
    @Nullable String spanId();

    /**
     * Returns all other values: the fields that the developer logged, with the record's own types.
     *
     * <p>Values are {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link java.math.BigInteger},
     * {@link java.math.BigDecimal}, {@link Double} for a bare {@code NaN} or {@code Infinity}, {@link Map} with string
     * keys, {@link java.util.List}, or null for JSON's null.
     *
     * @return an unmodifiable map in the record's own order, empty if there are no other values
     */
    Map<String, @Nullable Object> fields();

    /**
     * Returns the value of a field. It looks for a field with exactly this name, then follows a path
     * ({@code order.items[0].sku}) into objects and lists, then looks for the name or path in the original JSON.
     *
     * @param name the field's name or a path
     * @return the value; null if the record lacks the field, or the field is JSON's null ({@link #hasField} distinguishes these)
     */
    @Nullable Object field(String name);

    /**
     * Says whether {@link #field} finds a value, including JSON's null.
     *
     * @param name the field's name or a path
     * @return true if it finds one
     */
    boolean hasField(String name);

    /**
     * {@return the recognised format: {@code ecs}, {@code logstash}, {@code pino} and so on; {@code json} for an unknown
     * JSON object, {@code text} for a line that no format recognises}
     */
    String format();

    /** {@return the record exactly as the container wrote it, including secrets, without the last line end, decoded as UTF-8} */
    String raw();

    /** {@return a copy of the bytes that the container wrote, without the last line end} */
    byte[] rawBytes();

    /** {@return the container's name, as it is printed; null if the record was read from a file that names none} */
    @Nullable String container();

    /** {@return the stream that the container wrote it to; null if the record was read from a file that does not say} */
    @Nullable LogStream stream();

    /**
     * {@return the instant by which records are ordered: {@link #timestamp()} if the record has one, else
     * {@link #observed()}; null if it has neither}
     */
    default @Nullable Instant time() {
        Instant own = timestamp();
        return own != null ? own : observed();
    }

    /**
     * {@return the record as one line of JSON in the normal form, without a line end; it can be read again with
     * {@link CapturedLogs#read(java.nio.file.Path, LogMapping...)}}
     */
    String toJson();

    /** {@return AssertJ's assertions on this record} */
    @Override
    default LogRecordAssert assertThat() {
        return new LogRecordAssert(this);
    }
}
