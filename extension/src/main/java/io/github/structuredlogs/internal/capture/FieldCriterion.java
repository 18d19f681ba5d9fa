package io.github.structuredlogs.internal.capture;

import io.github.structuredlogs.LogRecord;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition on one field. */
record FieldCriterion(String words, String name, Object key, Predicate<? super @Nullable Object> condition)
        implements Criterion {

    private static final int MOST_NAMES = 12;

    @Override
    public boolean test(LogRecord record) {
        Object value = record.field(name);
        return (value != null || record.hasField(name)) && condition.test(value);
    }

    @Override
    public int nearness(LogRecord record) {
        if (record.hasField(name)) {
            return 2;
        }
        String similar = mostSimilar(record.fields());
        return similar == null ? 0 : condition.test(record.fields().get(similar)) ? 3 : 2;
    }

    @Override
    public String difference(LogRecord record, RecordText text) {
        String shown = text.plain(name);
        if (record.hasField(name)) {
            Object value = record.field(name);
            return "field " + shown + " is " + text.value(name, value) + kind(value);
        }
        Map<String, @Nullable Object> fields = record.fields();
        String similar = mostSimilar(fields);
        if (similar != null) {
            return "it has no field " + shown + "; did you mean " + text.plain(similar) + "?";
        }
        return "it has no field " + shown
                + (fields.isEmpty()
                        ? ""
                        : "; its fields are "
                                + fields.keySet().stream()
                                        .limit(MOST_NAMES)
                                        .map(text::plain)
                                        .collect(Collectors.joining(", "))
                                + (fields.size() > MOST_NAMES ? ", …" : ""));
    }

    private static String kind(@Nullable Object value) {
        if (value instanceof Number) {
            return " (a number)";
        }
        return value instanceof Boolean ? " (a boolean)" : "";
    }

    /** Misspelt by a letter or two; else {@code orderId} or {@code order.id} where {@code order} or {@code id} is wanted. */
    private @Nullable String mostSimilar(Map<String, @Nullable Object> fields) {
        String wanted = folded(name);
        String best = null;
        int least = Math.max(1, wanted.length() / 4) + 1;
        for (String candidate : fields.keySet()) {
            int distance = distance(wanted, folded(candidate));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best == null ? longerOrShorter(wanted, fields) : best;
    }

    private @Nullable String longerOrShorter(String wanted, Map<String, @Nullable Object> fields) {
        String best = null;
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
            String candidate = folded(field.getKey());
            String shorter = candidate.length() < wanted.length() ? candidate : wanted;
            String longer = shorter.equals(wanted) ? candidate : wanted;
            if (shorter.length() > 1 && (longer.startsWith(shorter) || longer.endsWith(shorter))) {
                if (condition.test(field.getValue())) {
                    return field.getKey();
                }
                best = best == null ? field.getKey() : best;
            }
        }
        return best;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
    }

    /** How many letters must be put in, taken out or changed to make one text of the other. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > one.length()) {
            return Integer.MAX_VALUE;
        }
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
