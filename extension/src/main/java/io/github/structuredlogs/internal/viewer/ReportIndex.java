package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.text.ControlCharacters;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
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
            redaction
                    .fields(map)
                    .forEach((name, element) -> members.put(ControlCharacters.visible(name), value(element)));
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

    /**
     * {@return what an index shows}
     *
     * @param index what was read of its JSON; members that are missing are empty
     * @throws IOException if a member is not what it should be
     */
    static Report read(Map<?, ?> index) throws IOException {
        try {
            return record(Report.class, index);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IOException("The index of the report is damaged: " + e, e);
        }
    }

    private static <T extends Record> T record(Class<T> type, Map<?, ?> members) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = member(components[i].getGenericType(), members.get(components[i].getName()));
        }
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static @Nullable Object member(Type type, @Nullable Object json) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType of) {
            Type[] arguments = of.getActualTypeArguments();
            if (of.getRawType() == List.class) {
                List<@Nullable Object> elements = new ArrayList<>();
                for (Object element : json instanceof List<?> list ? list : List.of()) {
                    elements.add(member(arguments[0], element));
                }
                return elements;
            }
            return json instanceof Map<?, ?> map ? map : Map.of();
        }
        Class<?> plain = (Class<?>) type;
        if (plain == int.class || plain == long.class || plain == double.class) {
            Number number = json instanceof Number given ? given : 0;
            if (plain == int.class) {
                return number.intValue();
            }
            if (plain == long.class) {
                return number.longValue();
            }
            return number.doubleValue();
        }
        if (plain == boolean.class) {
            return Boolean.TRUE.equals(json);
        }
        if (json == null) {
            return null;
        }
        if (plain == Instant.class) {
            long micros = ((Number) json).longValue();
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
        }
        if (plain == ZoneId.class) {
            return ZoneId.of(json.toString());
        }
        if (plain.isEnum()) {
            for (Object constant : plain.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(json)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(json + " is none of " + plain.getSimpleName());
        }
        return Record.class.isAssignableFrom(plain)
                ? record(plain.asSubclass(Record.class), (Map<?, ?>) json)
                : json.toString();
    }
}
