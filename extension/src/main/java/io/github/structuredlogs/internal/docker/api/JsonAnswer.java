package io.github.structuredlogs.internal.docker.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of the engine's JSON. Missing values are null, empty or zero, never an error. */
public record JsonAnswer(@Nullable Object value) {

    public JsonAnswer at(String... path) {
        Object here = value;
        for (String name : path) {
            here = here instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return new JsonAnswer(here);
    }

    public @Nullable String text() {
        return value instanceof String text ? text : null;
    }

    public String text(String otherwise) {
        String text = text();
        return text == null ? otherwise : text;
    }

    public long number() {
        return value instanceof Number number ? number.longValue() : 0;
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    public List<JsonAnswer> list() {
        return value instanceof List<?> list
                ? list.stream().map(JsonAnswer::new).toList()
                : List.of();
    }

    /** Returns the members of an object. */
    public Map<String, JsonAnswer> members() {
        if (!(value instanceof Map<?, ?> object)) {
            return Map.of();
        }
        Map<String, JsonAnswer> members = new java.util.LinkedHashMap<>();
        object.forEach((name, member) -> members.put(String.valueOf(name), new JsonAnswer(member)));
        return members;
    }

    /** Returns the members of an object that are strings. */
    public Map<String, String> texts() {
        Map<String, String> texts = new java.util.LinkedHashMap<>();
        members().forEach((name, member) -> {
            String text = member.text();
            if (text != null) {
                texts.put(name, text);
            }
        });
        return texts;
    }
}
