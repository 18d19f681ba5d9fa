package io.github.structuredlogs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log format of your own, for lines that no built-in format reads as you want them.
 *
 * <p>An implementation is found by {@link java.util.ServiceLoader}: name its class in
 * {@code META-INF/services/io.github.structuredlogs.LogFormat}. It is asked before the built-in formats, for each line
 * that a container writes. For a JSON format whose keys are merely unusual a {@link LogMapping} is enough.
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
 * stuck}. An implementation must be thread-safe. One that throws is reported once and not asked again; the built-in
 * formats read the line.
 */
public interface LogFormat {

    /** {@return the name that the records have as their {@link LogRecord#format()}; not empty} */
    String name();

    /**
     * Reads a line.
     *
     * @param line the line without its line end, decoded as UTF-8
     * @param entry takes what the line says
     * @return whether the line is of this format; if not, what the entry took does not count
     */
    boolean read(String line, Entry entry);

    /** What a line says; what is not given is absent. */
    interface Entry {
        /**
         * The instant that the line carries.
         *
         * @param timestamp the instant, null for none
         * @return this entry
         */
        Entry timestamp(@Nullable Instant timestamp);

        /**
         * The instant that the line carries, as text in one of the usual forms: ISO 8601, or a number since the epoch.
         *
         * @param timestamp the text; one that is no instant counts as none, as does null
         * @return this entry
         */
        Entry timestamp(@Nullable String timestamp);

        /**
         * The level.
         *
         * @param level the level, null for none; it holds whatever {@link #levelText} says
         * @return this entry
         */
        Entry level(@Nullable LogLevel level);

        /**
         * The level as the line spells it, from which the level is taken if it is a usual spelling.
         *
         * @param level the spelling, null for none
         * @return this entry
         */
        Entry levelText(@Nullable String level);

        /**
         * The logger's name.
         *
         * @param logger the name, null for none
         * @return this entry
         */
        Entry logger(@Nullable String logger);

        /**
         * The thread's name.
         *
         * @param thread the name, null for none
         * @return this entry
         */
        Entry thread(@Nullable String thread);

        /**
         * The message.
         *
         * @param message the message, null for none
         * @return this entry
         */
        Entry message(@Nullable String message);

        /**
         * The error.
         *
         * @param exception the error, null for none
         * @return this entry
         */
        Entry exception(@Nullable LoggedException exception);

        /**
         * The trace id.
         *
         * @param traceId the id, null for none
         * @return this entry
         */
        Entry traceId(@Nullable String traceId);

        /**
         * The span id.
         *
         * @param spanId the id, null for none
         * @return this entry
         */
        Entry spanId(@Nullable String spanId);

        /**
         * A field.
         *
         * @param name the field's name
         * @param value its value, of the types of {@link LogRecord#fields()}; null for JSON's null
         * @return this entry
         */
        Entry field(String name, @Nullable Object value);
    }
}
