package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.Ascii;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The status of the HTTP response that a record tells of: an access log's, or one in a field of a usual name. */
public final class HttpStatus {

    /** From here on a request was refused or went wrong. */
    public static final int REFUSED = 400;

    private static final int MAX_MESSAGE_LENGTH = 4000;
    private static final int DIGITS = 3;
    private static final Pattern IN_MESSAGE = Pattern.compile(
            "\\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \\S{1,2000}+(?: HTTP/[\\d.]{1,3})?+\"?+ ([1-5]\\d\\d)\\b");
    private static final Set<String> FIELDS = Set.of(
            "status",
            "statusCode",
            "status_code",
            "response_code",
            "http.status_code",
            "http.response.status_code",
            "DownstreamStatus");
    /** Objects that contain the status: pino-http's {@code res}, ECS's {@code http.response}. */
    private static final Set<String> RESPONSES = Set.of("res", "response", "http");

    private static final Pattern CODE = Pattern.compile("[1-5]\\d\\d");

    private HttpStatus() {}

    /** {@return the status, 0 if the record tells none} */
    public static int of(LogRecord record) {
        String message = record.message();
        if (message != null && message.length() < MAX_MESSAGE_LENGTH && hasNumberOfAStatus(message)) {
            Matcher matcher = IN_MESSAGE.matcher(message);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return in(record.fields());
    }

    /** Says whether a text contains what {@link #IN_MESSAGE} ends with; most do not, and need no search for the rest. */
    private static boolean hasNumberOfAStatus(String message) {
        int last = message.length() - 1 - DIGITS;
        for (int i = message.indexOf(' '); i >= 0 && i <= last; i = message.indexOf(' ', i + 1)) {
            char first = message.charAt(i + 1);
            if (first >= '1'
                    && first <= '5'
                    && Ascii.isDigit(message.charAt(i + 2))
                    && Ascii.isDigit(message.charAt(i + DIGITS))) {
                return true;
            }
        }
        return false;
    }

    private static int in(Map<?, ?> fields) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = String.valueOf(field.getKey());
            int status = 0;
            if (FIELDS.contains(name)) {
                String value = String.valueOf(field.getValue());
                status = CODE.matcher(value).matches() ? Integer.parseInt(value) : 0;
            } else if (RESPONSES.contains(name) && field.getValue() instanceof Map<?, ?> response) {
                status = in(response);
            }
            if (status > 0) {
                return status;
            }
        }
        return 0;
    }
}
