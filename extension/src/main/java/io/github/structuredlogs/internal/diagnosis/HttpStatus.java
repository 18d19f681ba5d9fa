package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The status of the HTTP response that a record tells of: an access log's, or one in a field of a usual name. */
final class HttpStatus {

    private static final int LONGEST_MESSAGE = 4000;
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
    private static final Pattern CODE = Pattern.compile("[1-5]\\d\\d");

    private HttpStatus() {}

    /** {@return the status, 0 if the record tells none} */
    static int of(LogRecord record) {
        String message = record.message();
        if (message != null && message.length() < LONGEST_MESSAGE) {
            Matcher matcher = IN_MESSAGE.matcher(message);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        for (Map.Entry<String, @Nullable Object> field : record.fields().entrySet()) {
            if (FIELDS.contains(field.getKey())) {
                String value = String.valueOf(field.getValue());
                if (CODE.matcher(value).matches()) {
                    return Integer.parseInt(value);
                }
            }
        }
        return 0;
    }
}
