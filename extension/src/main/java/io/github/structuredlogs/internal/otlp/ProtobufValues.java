package io.github.structuredlogs.internal.otlp;

import static io.github.structuredlogs.internal.otlp.ProtobufReader.FIXED64;
import static io.github.structuredlogs.internal.otlp.ProtobufReader.LENGTH;
import static io.github.structuredlogs.internal.otlp.ProtobufReader.VARINT;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP's attributes as protobuf; the same values as {@link AttributeValues} gives. */
final class ProtobufValues {

    /** A value inside of so many others is left out. */
    private static final int MAX_DEPTH = 16;

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final int depth;

    ProtobufValues() {
        this(0);
    }

    private ProtobufValues(int depth) {
        this.depth = depth;
    }

    /** Takes a {@code KeyValue}. */
    void add(ProtobufReader pair) throws MalformedMessageException {
        String key = null;
        Object value = null;
        while (pair.next()) {
            switch (pair.tag()) {
                case 1 << 3 | LENGTH -> key = pair.text();
                case 2 << 3 | LENGTH -> value = value(pair.message(), depth);
                default -> {}
            }
        }
        if (key != null) {
            values.put(key, value);
        }
    }

    /** {@return what was added} */
    Map<String, @Nullable Object> all() {
        return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(values);
    }

    private static @Nullable Object value(ProtobufReader any, int depth) throws MalformedMessageException {
        Object value = null;
        while (depth <= MAX_DEPTH && any.next()) {
            switch (any.tag()) {
                case 1 << 3 | LENGTH -> value = any.text();
                case 2 << 3 | VARINT -> value = any.number() != 0;
                case 3 << 3 | VARINT -> value = any.number();
                case 4 << 3 | FIXED64 -> value = any.real();
                case 5 << 3 | LENGTH -> value = list(any.message(), depth + 1);
                case 6 << 3 | LENGTH -> value = map(any.message(), depth + 1);
                case 7 << 3 | LENGTH -> value = Base64.getEncoder().encodeToString(any.copy());
                default -> {}
            }
        }
        return value;
    }

    private static List<@Nullable Object> list(ProtobufReader array, int depth) throws MalformedMessageException {
        List<@Nullable Object> list = new ArrayList<>();
        while (array.next()) {
            if (array.tag() == (1 << 3 | LENGTH)) {
                list.add(value(array.message(), depth));
            }
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, @Nullable Object> map(ProtobufReader pairs, int depth) throws MalformedMessageException {
        ProtobufValues values = new ProtobufValues(depth);
        while (pairs.next()) {
            if (pairs.tag() == (1 << 3 | LENGTH)) {
                values.add(pairs.message());
            }
        }
        return values.all();
    }
}
