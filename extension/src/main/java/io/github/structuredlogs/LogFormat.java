package io.github.structuredlogs;

import java.time.Instant;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A log format of your own, for lines that no built-in format reads as you need.
 *
 * <p>{@link java.util.ServiceLoader} finds an implementation: name its class in
 * {@code META-INF/services/io.github.structuredlogs.LogFormat}. It is called before the built-in formats, for each line
 * that a container writes. For JSON lines with unusual keys a {@link LogMapping} is enough.
 *
 * <pre>{@code
 * public final class TillFormat implements LogFormat {
 *     private static final Pattern LINE = Pattern.compile("(\\w+)!(\\w+)! (.*)");
 *
 *     public String name() {
 *         return "till";
 *     }
 *
 *     public boolean read(String line, Entry entry) {
 *         Matcher matcher = LINE.matcher(line);
 *         if (!matcher.matches()) {
 *             return false; // the built-in formats read it
 *         }
 *         entry.levelText(matcher.group(1)).logger(matcher.group(2)).message(matcher.group(3));
 *         return true;
 *     }
 * }
 * }</pre>
 *
 * <p>{@code ERR!till! drawer stuck} then has the level {@code ERROR}, the logger {@code till} and the message {@code drawer
 * stuck}.
 *
 * <p>An implementation must be thread-safe. If it throws, this is reported once, and the built-in formats read that line; it is
 * still called for all others. If it never returns, no more records of that container are read.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface LogFormat {

    /** {@return the name for {@link LogRecord#format()}; not empty} */
    String name();

    /**
     * Reads a line.
     *
     * @param line the line without its line end, decoded as UTF-8
     * @param entry receives the values of the line
     * @return true if the line has this format; if false, the values in the entry are discarded
     */
    boolean read(String line, Entry entry);

    /** The values of a line. A value that is not set is absent. */
    interface Entry {
        /**
         * Sets the instant that the line contains.
         *
         * @param timestamp the instant, null for none
         * @return this entry
         */
        Entry timestamp(@Nullable Instant timestamp);

        /**
         * Sets the instant that the line contains, as text: ISO 8601, or a number since the epoch.
         *
         * @param timestamp the text; null or a text that is not an instant sets none
         * @return this entry
         */
        Entry timestamp(@Nullable String timestamp);

        /**
         * Sets the level.
         *
         * @param level the level, null for none; it has priority over {@link #levelText}
         * @return this entry
         */
        Entry level(@Nullable LogLevel level);

        /**
         * Sets the level as the line spells it. A usual spelling also sets the level.
         *
         * @param level the spelling, null for none
         * @return this entry
         */
        Entry levelText(@Nullable String level);

        /**
         * Sets the logger's name.
         *
         * @param logger the name, null for none
         * @return this entry
         */
        Entry logger(@Nullable String logger);

        /**
         * Sets the thread's name.
         *
         * @param thread the name, null for none
         * @return this entry
         */
        Entry thread(@Nullable String thread);

        /**
         * Sets the message.
         *
         * @param message the message, null for none
         * @return this entry
         */
        Entry message(@Nullable String message);

        /**
         * Sets the error.
         *
         * @param exception the error, null for none
         * @return this entry
         */
        Entry exception(@Nullable LoggedException exception);

        /**
         * Sets the trace id.
         *
         * @param traceId the id, null for none
         * @return this entry
         */
        Entry traceId(@Nullable String traceId);

        /**
         * Sets the span id.
         *
         * @param spanId the id, null for none
         * @return this entry
         */
        Entry spanId(@Nullable String spanId);

        /**
         * Adds a field.
         *
         * @param name the field's name
         * @param value its value, of the types of {@link LogRecord#fields()}; null for JSON's null
         * @return this entry
         */
        Entry field(String name, @Nullable Object value);
    }
}
