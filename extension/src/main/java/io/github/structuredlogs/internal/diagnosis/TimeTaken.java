package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The duration in a record: {@code duration: 8123.441 ms}, {@code took=1.2s}, a field with a usual name. */
final class TimeTaken {

    private static final int MAX_TEXT_LENGTH = 2000;
    private static final Pattern WITH_UNIT = Pattern.compile(
            "(?<![\\w.:\\[-])(\\d{1,9}(?:\\.\\d{1,9})?)\\s?(ms|millis|milliseconds|s|secs?|seconds)\\b");
    private static final Pattern MILLIS_FIELD = Pattern.compile(
            "(?i)(?:.*[._])?(?:elapsed|took|duration|latency|response_?time)(?:_?(?:ms|millis|in_?millis))?");
    private static final double MILLIS = 1000;

    private TimeTaken() {}

    /** {@return the longest duration in the record, in milliseconds; 0 if there is none} */
    static double of(LogRecord record) {
        String message = record.message();
        double longest = message == null ? 0 : in(message);
        for (Map.Entry<String, ?> field : record.fields().entrySet()) {
            if (field.getValue() instanceof Number number
                    && MILLIS_FIELD.matcher(field.getKey()).matches()) {
                longest = Math.max(longest, number.doubleValue());
            } else if (field.getValue() instanceof String text && text.length() < 20) {
                longest = Math.max(longest, in(text));
            }
        }
        return longest;
    }

    private static double in(String text) {
        double longest = 0;
        Matcher matcher =
                WITH_UNIT.matcher(text.length() > MAX_TEXT_LENGTH ? text.substring(0, MAX_TEXT_LENGTH) : text);
        while (matcher.find()) {
            double number = Double.parseDouble(matcher.group(1));
            longest = Math.max(longest, matcher.group(2).startsWith("m") ? number : number * MILLIS);
        }
        return longest;
    }
}
