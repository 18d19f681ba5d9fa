package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.values.ErrorObject;
import io.github.structuredlogs.internal.stack.Stacks;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a record that a format decodes on demand: everything except its {@link IndexedValues}.
 *
 * <p>The first value that is given and exists is used. Values that a format uses neither for the head nor here become
 * fields.
 */
public final class RecordBuilder {
    private final JsonTape jsonTape;
    private final int part;
    private final boolean[] lifted;
    private final Map<String, @Nullable Object> added = new LinkedHashMap<>();

    private @Nullable String thread;
    private @Nullable String message;
    private boolean messageIsEmpty;
    private @Nullable String type;
    private @Nullable String exceptionMessage;
    private @Nullable String stack;
    private @Nullable LoggedException exact;
    private @Nullable Origin origin;
    private boolean typed;

    public RecordBuilder(JsonTape jsonTape, int part) {
        this.jsonTape = jsonTape;
        this.part = part;
        lifted = new boolean[jsonTape.nodes()];
    }

    /** {@return the index of the requested record in the line} */
    public int part() {
        return part;
    }

    // ------------------------------------------------------------------ thread and message

    public void thread(String key) {
        thread(jsonTape.last(key));
    }

    public void thread(int node) {
        if (jsonTape.isScalar(node)) {
            if (thread == null && !jsonTape.isEmpty(node)) {
                thread = jsonTape.text(node);
            }
            jsonTape.use(node);
        }
    }

    public void threadName(@Nullable String text) {
        thread = text == null || text.isEmpty() ? null : text;
    }

    public void message(String... keys) {
        for (String key : keys) {
            if (message == null && !messageIsEmpty) {
                int node = jsonTape.last(key);
                if (jsonTape.isScalar(node)) {
                    message(node);
                    jsonTape.useAll(key);
                } else if (jsonTape.isNull(node)) {
                    jsonTape.use(node);
                }
            }
        }
    }

    public void message(int node) {
        if (message == null && !messageIsEmpty && jsonTape.isScalar(node)) {
            message = jsonTape.text(node);
            messageIsEmpty = message == null;
            jsonTape.use(node);
        }
    }

    public void messageText(@Nullable String text) {
        message = text;
    }

    public @Nullable String message() {
        return message;
    }

    // ------------------------------------------------------------------ exception

    /** Takes an error of any shape: text, an object, a list. An object without message or stack stays a field. */
    public void error(String... keys) {
        for (String key : keys) {
            error(jsonTape.last(key));
        }
    }

    public boolean error(int node) {
        if (node == JsonTape.NONE) {
            return false;
        }
        if (jsonTape.isNull(node)) {
            jsonTape.use(node);
            return false;
        }
        if (jsonTape.isString(node)) {
            String text = jsonTape.text(node);
            if (text == null || text.isBlank()) {
                return false;
            }
            jsonTape.use(node);
            errorText(text);
            return true;
        }
        if (jsonTape.isObject(node) || jsonTape.isArray(node)) {
            LoggedException read = ErrorObject.read(jsonTape, node);
            if (read != null) {
                jsonTape.use(node);
                exception(read);
                return true;
            }
        }
        return false;
    }

    /** Takes an error under a name that users also use: an object, or text that names an error. */
    public void plausibleError(String key) {
        int node = jsonTape.last(key);
        if (jsonTape.isObject(node) || (jsonTape.isString(node) && ErrorObject.isStack(jsonTape, node))) {
            error(node);
        }
    }

    /** Takes a stack, as text or as a list of lines. */
    public void stack(String... keys) {
        for (String key : keys) {
            int node = jsonTape.last(key);
            // Users have fields with stacks, too.
            if (!key.equals("stack") || ErrorObject.isStack(jsonTape, node)) {
                stack(node);
            }
        }
    }

    public void stack(int node) {
        if (jsonTape.isString(node) && !jsonTape.isEmpty(node)) {
            jsonTape.use(node);
            exception(Stacks.read(String.valueOf(jsonTape.text(node))));
        } else if (jsonTape.isArray(node) || jsonTape.isObject(node)) {
            error(node);
        } else if (node != JsonTape.NONE && (jsonTape.isNull(node) || jsonTape.isString(node))) {
            jsonTape.use(node);
        }
    }

    public void exceptionMessageText(@Nullable String text) {
        exceptionMessage = exceptionMessage == null ? text : exceptionMessage;
    }

    /** Takes an error that is text: its message, or a stack. */
    public void errorText(@Nullable String text) {
        if (text != null && !text.isBlank()) {
            exception(Stacks.hasFrames(text) ? Stacks.read(text) : new LoggedException(null, text, null));
        }
    }

    public void stackText(@Nullable String text) {
        if (text != null && !text.isBlank()) {
            exception(Stacks.read(text));
        }
    }

    public void exceptionType(int node) {
        if (jsonTape.isScalar(node) && !jsonTape.isEmpty(node)) {
            type = type == null ? jsonTape.text(node) : type;
            jsonTape.use(node);
        } else if (jsonTape.isNull(node)) {
            jsonTape.use(node);
        }
    }

    public void exceptionMessage(int node) {
        if (jsonTape.isScalar(node)) {
            String text = jsonTape.text(node);
            if (exceptionMessage == null && text != null && !text.isEmpty() && !text.equals("null")) {
                exceptionMessage = text;
            }
            jsonTape.use(node);
        } else if (jsonTape.isNull(node)) {
            jsonTape.use(node);
        }
    }

    public void exception(LoggedException read) {
        type = type == null ? read.type() : type;
        exceptionMessage = exceptionMessage == null ? read.message() : exceptionMessage;
        stack = stack == null ? read.stackTrace() : stack;
    }

    /** Sets an exception that is already complete. */
    public void exceptionAsItIs(@Nullable String type, @Nullable String message, @Nullable String stackTrace) {
        exact = new LoggedException(type, message, stackTrace);
    }

    public boolean hasException() {
        return type != null || exceptionMessage != null || stack != null;
    }

    // ------------------------------------------------------------------ fields

    /** Takes the members of an object (or of the objects of a list, or the pairs of one) as fields of the record. */
    public void lift(String... keys) {
        for (String key : keys) {
            lift(jsonTape.last(key));
        }
    }

    public void lift(int node) {
        if (jsonTape.isObject(node) || jsonTape.isArray(node)) {
            lifted[node] = true;
        }
    }

    public void drop(String... keys) {
        for (String key : keys) {
            jsonTape.use(jsonTape.last(key));
        }
    }

    public void field(String name, @Nullable Object value) {
        added.put(name, value);
    }

    /** The additional values of a record that was read again from the normal form. */
    public record Origin(
            @Nullable String format,
            @Nullable Instant observed,
            @Nullable String raw,
            @Nullable String container,
            @Nullable LogStream stream) {}

    public void origin(Origin known) {
        origin = known;
    }

    public @Nullable Origin origin() {
        return origin;
    }

    // ------------------------------------------------------------------ results

    public @Nullable String thread() {
        return thread;
    }

    /** {@return the message without an appended stack trace, which becomes the exception's} */
    public @Nullable String messageWithoutStack() {
        String text = message;
        if (text != null && stack != null) {
            text = withoutKnownStack(text, stack.strip());
            message = text;
        }
        if (text != null && exact == null && text.indexOf('\n') >= 0) {
            int at = Stacks.appended(text);
            if (at > 0) {
                exception(Stacks.read(text.substring(at)));
                text = text.substring(0, at).stripTrailing();
                message = text;
            } else if (!hasException() && (at == 0 || text.startsWith("Traceback (most recent call last):"))) {
                exception(Stacks.read(text));
            }
        }
        return text;
    }

    /** Removes a stack from the message if the record also has it separately, wherever it was appended. */
    private static String withoutKnownStack(String text, String stack) {
        String stripped = text.stripTrailing();
        if (stack.isEmpty() || stack.length() >= stripped.length() || !stripped.endsWith(stack)) {
            return text;
        }
        return stripped.substring(0, stripped.length() - stack.length()).stripTrailing();
    }

    public @Nullable LoggedException exception() {
        if (exact != null) {
            return exact;
        }
        if (stack != null && (type == null || exceptionMessage == null)) {
            LoggedException shown = Stacks.read(stack);
            if (type == null) {
                type = shown.type();
            }
            if (exceptionMessage == null && (type == null || type.equals(shown.type()))) {
                exceptionMessage = shown.message();
            }
        }
        return hasException() ? new LoggedException(type, exceptionMessage, stack) : null;
    }

    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (jsonTape.nodes() > 0) {
            for (int node = jsonTape.child(0); node != JsonTape.NONE; node = jsonTape.sibling(0, node)) {
                if (lifted[node]) {
                    lift(node, jsonTape.name(node), fields);
                } else if (!jsonTape.isUsed(node)) {
                    Object value = unused(node);
                    if (!isEmptied(node, value)) {
                        fields.put(jsonTape.name(node), value);
                    }
                }
            }
            liftNested(0, "", fields);
        }
        fields.putAll(added);
        return Collections.unmodifiableMap(fields);
    }

    /** Takes containers of fields in an object that is not one itself, as in {@code {"record":{"extra":{…}}}}. */
    private void liftNested(int object, String path, Map<String, @Nullable Object> fields) {
        for (int node = jsonTape.child(object); node != JsonTape.NONE; node = jsonTape.sibling(object, node)) {
            if (object != 0 && lifted[node]) {
                lift(node, path + jsonTape.name(node), fields);
            } else if (jsonTape.isObject(node) && !lifted[node] && hasLifted(node)) {
                liftNested(node, path + jsonTape.name(node) + '.', fields);
            }
        }
    }

    private boolean hasLifted(int node) {
        for (int i = node + 1; i < jsonTape.end(node); i++) {
            if (lifted[i]) {
                return true;
            }
        }
        return false;
    }

    private boolean hasUsed(int node) {
        for (int i = node + 1; i < jsonTape.end(node); i++) {
            if (jsonTape.isUsed(i) || lifted[i]) {
                return true;
            }
        }
        return false;
    }

    /** Returns an object without the values that are members of the record. */
    private @Nullable Object unused(int node) {
        if (!jsonTape.isObject(node) || !hasUsed(node)) {
            return value(node);
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        for (int child = jsonTape.child(node); child != JsonTape.NONE; child = jsonTape.sibling(node, child)) {
            if (!jsonTape.isUsed(child) && !lifted[child]) {
                Object value = unused(child);
                if (!isEmptied(child, value)) {
                    rest.put(jsonTape.name(child), value);
                }
            }
        }
        return Collections.unmodifiableMap(rest);
    }

    private void lift(int node, String path, Map<String, @Nullable Object> fields) {
        if (jsonTape.isObject(node)) {
            for (int child = jsonTape.child(node); child != JsonTape.NONE; child = jsonTape.sibling(node, child)) {
                if (lifted[child]) {
                    lift(child, path + '.' + jsonTape.name(child), fields);
                } else if (!jsonTape.isUsed(child)) {
                    Object value = unused(child);
                    if (!isEmptied(child, value)) {
                        put(path, jsonTape.name(child), value, fields);
                    }
                }
            }
            return;
        }
        Object[] others = new Object[0];
        for (int child = jsonTape.child(node); child != JsonTape.NONE; child = jsonTape.sibling(node, child)) {
            if (!jsonTape.isObject(child)) {
                others = Arrays.copyOf(others, others.length + 1);
                others[others.length - 1] = jsonTape.value(child);
                continue;
            }
            int key = jsonTape.in(child, "key");
            int value = jsonTape.in(child, "value");
            if (jsonTape.isString(key) && value != JsonTape.NONE) {
                put(path, String.valueOf(jsonTape.text(key)), typed(value), fields);
            } else {
                lift(child, path, fields);
            }
        }
        if (others.length > 0) {
            fields.put(path, Collections.unmodifiableList(Arrays.asList(others)));
        }
    }

    /** Says whether all of an object's values are members of the record. */
    private boolean isEmptied(int node, @Nullable Object value) {
        return value instanceof Map<?, ?> rest && rest.isEmpty() && !jsonTape.isEmpty(node);
    }

    private void put(String path, String name, @Nullable Object value, Map<String, @Nullable Object> fields) {
        boolean collides = fields.containsKey(name) || (jsonTape.first(name) != JsonTape.NONE && !isLiftedRoot(name));
        fields.put(collides ? path + '.' + name : name, value);
    }

    private boolean isLiftedRoot(String name) {
        return lifted[jsonTape.first(name)];
    }

    /** Decodes a value that names its type, as in OTLP: {@code {"intValue":"42"}}. */
    public @Nullable Object typed(int node) {
        int only = jsonTape.isObject(node) ? jsonTape.child(node) : JsonTape.NONE;
        if (only == JsonTape.NONE || jsonTape.sibling(node, only) != JsonTape.NONE) {
            return jsonTape.value(node);
        }
        return switch (jsonTape.name(only)) {
            case "stringValue", "boolValue", "doubleValue", "bytesValue" -> jsonTape.value(only);
            case "intValue", "$numberLong", "$numberInt" -> {
                String digits = jsonTape.text(only);
                yield digits != null && digits.matches("-?\\d{1,40}") ? JsonTape.integer(digits) : jsonTape.value(only);
            }
            case "arrayValue" -> {
                int values = jsonTape.in(only, "values");
                Object[] list = new Object[0];
                for (int v = values == JsonTape.NONE ? JsonTape.NONE : jsonTape.child(values);
                        v != JsonTape.NONE;
                        v = jsonTape.sibling(values, v)) {
                    list = Arrays.copyOf(list, list.length + 1);
                    list[list.length - 1] = typed(v);
                }
                yield Collections.unmodifiableList(Arrays.asList(list));
            }
            case "kvlistValue" -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                int values = jsonTape.in(only, "values");
                for (int v = values == JsonTape.NONE ? JsonTape.NONE : jsonTape.child(values);
                        v != JsonTape.NONE;
                        v = jsonTape.sibling(values, v)) {
                    int value = jsonTape.in(v, "value");
                    map.put(
                            String.valueOf(jsonTape.text(jsonTape.in(v, "key"))),
                            value == JsonTape.NONE ? null : typed(value));
                }
                yield Collections.unmodifiableMap(map);
            }
            case "$numberDouble", "$numberDecimal", "$date", "$oid", "$uuid" -> jsonTape.value(only);
            default -> jsonTape.value(node);
        };
    }

    /** Declares that values may name their types, at any depth, as in MongoDB's extended JSON. */
    public void valuesNameTheirTypes() {
        typed = true;
    }

    private @Nullable Object value(int node) {
        if (!typed) {
            return jsonTape.value(node);
        }
        if (jsonTape.isObject(node) && typed(node) instanceof Map<?, ?>) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int child = jsonTape.child(node); child != JsonTape.NONE; child = jsonTape.sibling(node, child)) {
                map.put(jsonTape.name(child), value(child));
            }
            return Collections.unmodifiableMap(map);
        }
        return typed(node);
    }
}
