package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.RecordText;
import io.github.structuredlogs.internal.text.Spelling;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition on one field. */
record FieldCondition(
        String words,
        String name,
        Object key,
        Predicate<? super @Nullable Object> condition,
        @Nullable ByteFilter byteFilter)
        implements RecordCondition {

    private static final int MAX_NAMES = 12;

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
                                        .limit(MAX_NAMES)
                                        .map(text::plain)
                                        .collect(Collectors.joining(", "))
                                + (fields.size() > MAX_NAMES ? ", …" : ""));
    }

    private static String kind(@Nullable Object value) {
        if (value instanceof Number) {
            return " (a number)";
        }
        return value instanceof Boolean ? " (a boolean)" : "";
    }

    private @Nullable String mostSimilar(Map<String, @Nullable Object> fields) {
        String misspelt = Spelling.nearest(name, fields.keySet());
        if (misspelt != null) {
            return misspelt;
        }
        List<String> related = Spelling.longerOrShorter(name, fields.keySet());
        return related.stream()
                .filter(field -> condition.test(fields.get(field)))
                .findFirst()
                .orElse(related.isEmpty() ? null : related.get(0));
    }
}
