package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import java.util.Locale;

/**
 * The files in which an engine stores a container's log, according to its description.
 *
 * @param maxSize the maximum size of a file, in bytes; {@link #ENDLESS} without a limit
 * @param count the maximum number of files
 * @param compressed whether all but the last file are compressed
 * @param lineLength the length of a line in them
 * @see <a href="https://docs.docker.com/engine/logging/drivers/json-file/">json-file</a>, <a
 *     href="https://docs.docker.com/engine/logging/drivers/local/">local</a>, <a
 *     href="https://docs.docker.com/engine/logging/dual-logging/">the copies of other drivers' logs</a>
 */
public record LogFiles(long maxSize, int count, boolean compressed, LineLength lineLength) {

    static final long ENDLESS = Long.MAX_VALUE;

    private static final long LOCAL_SIZE = 20_000_000;
    private static final int LOCAL_COUNT = 5;

    /** The maximum number of bytes of a line in a file. */
    interface LineLength {

        LineLength AS_IT_IS = (line, offset, length) -> length;

        int of(byte[] line, int offset, int length);
    }

    /** Returns one file without a limit. */
    static LogFiles endless() {
        return new LogFiles(ENDLESS, 1, false, LineLength.AS_IT_IS);
    }

    /** Returns the files of the logging configuration in the engine's description of a container. */
    public static LogFiles of(JsonAnswer logConfig) {
        JsonAnswer options = logConfig.at("Config");
        String size = options.at("max-size").text("");
        String count = options.at("max-file").text("");
        return switch (logConfig.at("Type").text("")) {
            case "json-file" ->
                new LogFiles(
                        bytes(size, ENDLESS),
                        number(count, 1),
                        options.at("compress").text("").equals("true"),
                        JsonLength::atMost);
            case "local" ->
                new LogFiles(
                        bytes(size, LOCAL_SIZE),
                        number(count, LOCAL_COUNT),
                        !options.at("compress").text("").equals("false"),
                        LineLength.AS_IT_IS);
            default ->
                areCopy(logConfig)
                        ? new LogFiles(
                                bytes(options.at("cache-max-size").text(""), LOCAL_SIZE),
                                number(options.at("cache-max-file").text(""), LOCAL_COUNT),
                                true,
                                LineLength.AS_IT_IS)
                        : endless();
        };
    }

    /** Says whether the readable log is the engine's copy of what it sends elsewhere. */
    public static boolean areCopy(JsonAnswer logConfig) {
        return switch (logConfig.at("Type").text("")) {
            case "", "none", "json-file", "local", "journald", "k8s-file" -> false;
            default -> !logConfig.at("Config", "cache-disabled").text("").equals("true");
        };
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static long bytes(String size, long otherwise) {
        String text = size.trim().toLowerCase(Locale.ROOT).replaceFirst("i?b$", "");
        if (text.isEmpty() || text.startsWith("-")) {
            return otherwise;
        }
        int unit = "kmgt".indexOf(text.charAt(text.length() - 1)) + 1;
        try {
            double number = Double.parseDouble(unit == 0 ? text : text.substring(0, text.length() - 1));
            return (long) (number * Math.pow(1000, unit));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
