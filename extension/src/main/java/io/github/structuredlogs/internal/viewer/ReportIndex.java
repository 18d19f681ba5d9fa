package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.text.ControlCharacters;
import io.github.structuredlogs.internal.text.Redaction;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index of a {@link ReportFile} as JSON: the members of {@link Report} under their own names, times in microseconds
 * since 1970, and the writer's own numbers:
 *
 * <ul>
 *     <li>{@code version}: {@value #VERSION}, raised when an older page could not read the file.
 *     <li>{@code records}: how many records there are.
 *     <li>{@code chunks}: for each chunk the number of its records, and its first and last time in milliseconds (null
 *       without a time).
 *     <li>{@code histogram}: see {@link TimeHistogram#json}.
 * </ul>
 */
final class ReportIndex {
    static final int VERSION = 1;

    private final Redaction redaction;

    ReportIndex(Redaction redaction) {
        this.redaction = redaction;
    }

    String json(Report report, long records, List<List<@Nullable Long>> chunks, TimeHistogram histogram) {
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("version", VERSION);
        index.put("records", records);
        index.put("chunks", chunks);
        index.put("histogram", histogram.json());
        members(report, index);
        StringBuilder out = new StringBuilder(1 << 16);
        JsonText.value(out, index);
        return out.toString();
    }

    /** {@return what belongs to a page as JSON, in the form that the index has} */
    String json(Map<String, ?> members) {
        StringBuilder out = new StringBuilder(1 << 10);
        JsonText.value(out, value(members));
        return out.toString();
    }

    private void members(Record record, Map<String, @Nullable Object> out) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                out.put(component.getName(), value(component.getAccessor().invoke(record)));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("The report's " + component.getName() + " cannot be read", e);
            }
        }
    }

    private @Nullable Object value(@Nullable Object value) {
        if (value instanceof Record record) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members(record, members);
            return members;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((key, element) -> {
                String name = String.valueOf(key);
                members.put(
                        ControlCharacters.visible(name),
                        redaction.hides(name, element) ? Redaction.MASK : value(element));
            });
            return members;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(value(element)));
            return elements;
        }
        if (value instanceof Instant instant) {
            return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
        }
        if (value instanceof Number || value instanceof Boolean || value == null) {
            return value;
        }
        return ControlCharacters.visibleLines(redaction.text(value.toString()));
    }
}
