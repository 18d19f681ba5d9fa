package io.github.structuredlogs;

import io.github.structuredlogs.assertj.LogRecordAssert;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * One log event of a container, in one form for every logger.
 *
 * <p>Records are immutable and published once. Time, level, logger and trace are decoded when the record arrives, every
 * other value when it is first asked for.
 *
 * <p>Of {@code {"time":1795285748810,"level":50,"name":"orders","msg":"unknown sku","sku":"X-1"}} the record has
 * {@code level() == ERROR}, {@code levelText()} {@code "50"}, {@code logger()} {@code "orders"}, {@code message()}
 * {@code "unknown sku"} and {@code field("sku")} {@code "X-1"}; {@code fields()} holds {@code sku} alone.
 */
public interface LogRecord extends AssertProvider<LogRecordAssert> {

    /** {@return the instant that the record itself carries, null if it carries none} */
    @Nullable Instant timestamp();

    /**
     * {@return the instant at which the engine received the record's first line; null for a record that was read from a
     * file without the engine's timestamps}
     */
    @Nullable Instant observed();

    /** {@return the record's level, null if it says none or one that maps to none} */
    @Nullable LogLevel level();

    /** {@return the level as the record spells it, null if it says none} */
    @Nullable String levelText();

    /** {@return the logger's name, null if the record names none} */
    @Nullable String logger();

    /** {@return the thread's name, null if the record names none} */
    @Nullable String thread();

    /** {@return the rendered message, without an appended stack trace; null if the record has none} */
    @Nullable String message();

    /** {@return the error that the record carries, null if it carries none} */
    @Nullable LoggedException exception();

    /** {@return the trace id, in lower-case hex where the record has hex; null if it has none, or all zeros} */
    @Nullable String traceId();

    /** {@return the span id, in lower-case hex where the record has hex; null if it has none, or all zeros} */
    @Nullable String spanId();

    /**
     * All that remains: the fields that the developer logged, with the record's own types.
     *
     * <p>Values are {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link java.math.BigInteger},
     * {@link java.math.BigDecimal}, {@link Double} for a bare {@code NaN} or {@code Infinity}, {@link Map} with string
     * keys, {@link java.util.List}, or null for JSON's null.
     *
     * @return an unmodifiable map in the record's own order, empty if nothing remains
     */
    Map<String, @Nullable Object> fields();

    /**
     * The value of a field: a field of that very name, else along a path ({@code order.items[0].sku}) into objects and
     * lists, else the value under that name or path in the JSON as it was written.
     *
     * @param name the field's name or a path
     * @return the value, null if there is none or if it is JSON's null ({@link #hasField} tells them apart)
     */
    @Nullable Object field(String name);

    /**
     * Whether there is a value, JSON's null included, where {@link #field} looks.
     *
     * @param name the field's name or a path
     * @return true if there is one
     */
    boolean hasField(String name);

    /**
     * {@return which format was recognised: {@code ecs}, {@code logstash}, {@code pino} and so on; {@code json} for an
     * unknown object, {@code text} for a line that no format recognises}
     */
    String format();

    /** {@return the record exactly as the container wrote it, without the last line end, decoded as UTF-8} */
    String raw();

    /** {@return a copy of the bytes that the container wrote, without the last line end} */
    byte[] rawBytes();

    /** {@return the name under which the container's records are shown; null for a record that was read from a file} */
    @Nullable String container();

    /** {@return the stream that it was written to; null for a record that was read from a file} */
    @Nullable LogStream stream();

    /**
     * {@return the instant that orders this record among others: its own {@link #timestamp()} if it has one, else
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
