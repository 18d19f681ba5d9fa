package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.values.ErrorObject;
import io.github.structuredlogs.internal.stack.Stacks;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a format decodes of a record when it is asked for: everything but its {@link Head}.
 *
 * <p>The first value that is given and there is the one that holds. What a format neither gives to the head nor takes
 * here is a field.
 */
public final class Body {
    private final Tape tape;
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

    public Body(Tape tape, int part) {
        this.tape = tape;
        this.part = part;
        lifted = new boolean[tape.nodes()];
    }

    /** {@return which of the line's records is asked for} */
    public int part() {
        return part;
    }

    // ------------------------------------------------------------------ thread and message

    public void thread(String key) {
        thread(tape.last(key));
    }

    public void thread(int node) {
        if (tape.isScalar(node)) {
            if (thread == null && !tape.isEmpty(node)) {
                thread = tape.text(node);
            }
            tape.use(node);
        }
    }

    public void threadName(@Nullable String text) {
        thread = text == null || text.isEmpty() ? null : text;
    }

    public void message(String... keys) {
        for (String key : keys) {
            if (message == null && !messageIsEmpty) {
                int node = tape.last(key);
                if (tape.isScalar(node)) {
                    message(node);
                    tape.useAll(key);
                } else if (tape.isNull(node)) {
                    tape.use(node);
                }
            }
        }
    }

    public void message(int node) {
        if (message == null && !messageIsEmpty && tape.isScalar(node)) {
            message = tape.text(node);
            messageIsEmpty = message == null;
            tape.use(node);
        }
    }

    public void messageText(@Nullable String text) {
        message = text;
    }

    public @Nullable String message() {
        return message;
    }

    // ------------------------------------------------------------------ exception

    /** An error of whatever shape: text, an object, a list. An object without message or stack stays a field. */
    public void error(String... keys) {
        for (String key : keys) {
            error(tape.last(key));
        }
    }

    public boolean error(int node) {
        if (node == Tape.NONE) {
            return false;
        }
        if (tape.isNull(node)) {
            tape.use(node);
            return false;
        }
        if (tape.isString(node)) {
            String text = tape.text(node);
            if (text == null || text.isBlank()) {
                return false;
            }
            tape.use(node);
            errorText(text);
            return true;
        }
        if (tape.isObject(node) || tape.isArray(node)) {
            LoggedException read = ErrorObject.read(tape, node);
            if (read != null) {
                tape.use(node);
                exception(read);
                return true;
            }
        }
        return false;
    }

    /** An error under a name that users have as well: an object, or text that names one. */
    public void plausibleError(String key) {
        int node = tape.last(key);
        if (tape.isObject(node) || (tape.isString(node) && ErrorObject.isStack(tape, node))) {
            error(node);
        }
    }

    /** A stack, as text or as a list of lines. */
    public void stack(String... keys) {
        for (String key : keys) {
            int node = tape.last(key);
            // Users have stacks, too.
            if (!key.equals("stack") || ErrorObject.isStack(tape, node)) {
                stack(node);
            }
        }
    }

    public void stack(int node) {
        if (tape.isString(node) && !tape.isEmpty(node)) {
            tape.use(node);
            exception(Stacks.read(String.valueOf(tape.text(node))));
        } else if (tape.isArray(node) || tape.isObject(node)) {
            error(node);
        } else if (node != Tape.NONE && (tape.isNull(node) || tape.isString(node))) {
            tape.use(node);
        }
    }

    public void exceptionMessageText(@Nullable String text) {
        exceptionMessage = exceptionMessage == null ? text : exceptionMessage;
    }

    /** An error that is text: its message, or a stack. */
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
        if (tape.isScalar(node) && !tape.isEmpty(node)) {
            type = type == null ? tape.text(node) : type;
            tape.use(node);
        } else if (tape.isNull(node)) {
            tape.use(node);
        }
    }

    public void exceptionMessage(int node) {
        if (tape.isScalar(node)) {
            String text = tape.text(node);
            if (exceptionMessage == null && text != null && !text.isEmpty() && !text.equals("null")) {
                exceptionMessage = text;
            }
            tape.use(node);
        } else if (tape.isNull(node)) {
            tape.use(node);
        }
    }

    public void exception(LoggedException read) {
        type = type == null ? read.type() : type;
        exceptionMessage = exceptionMessage == null ? read.message() : exceptionMessage;
        stack = stack == null ? read.stackTrace() : stack;
    }

    /** An exception of which nothing is to be found out any more. */
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
            lift(tape.last(key));
        }
    }

    public void lift(int node) {
        if (tape.isObject(node) || tape.isArray(node)) {
            lifted[node] = true;
        }
    }

    public void drop(String... keys) {
        for (String key : keys) {
            tape.use(tape.last(key));
        }
    }

    public void field(String name, @Nullable Object value) {
        added.put(name, value);
    }

    /** What is known beside the values of a record that was written in the normal form and is read again. */
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

    /** {@return the message without the stack trace that was appended to it, which becomes the exception's} */
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

    /** A stack that the record has beside its message is no part of it, wherever in the line it was appended. */
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
        if (tape.nodes() > 0) {
            for (int node = tape.child(0); node != Tape.NONE; node = tape.sibling(0, node)) {
                if (lifted[node]) {
                    lift(node, tape.name(node), fields);
                } else if (!tape.isUsed(node)) {
                    Object value = unused(node);
                    if (!isEmptied(node, value)) {
                        fields.put(tape.name(node), value);
                    }
                }
            }
            liftNested(0, "", fields);
        }
        fields.putAll(added);
        return Collections.unmodifiableMap(fields);
    }

    /** Containers that sit in an object which itself is no container, as in {@code {"record":{"extra":{…}}}}. */
    private void liftNested(int object, String path, Map<String, @Nullable Object> fields) {
        for (int node = tape.child(object); node != Tape.NONE; node = tape.sibling(object, node)) {
            if (object != 0 && lifted[node]) {
                lift(node, path + tape.name(node), fields);
            } else if (tape.isObject(node) && !lifted[node] && hasLifted(node)) {
                liftNested(node, path + tape.name(node) + '.', fields);
            }
        }
    }

    private boolean hasLifted(int node) {
        for (int i = node + 1; i < tape.end(node); i++) {
            if (lifted[i]) {
                return true;
            }
        }
        return false;
    }

    private boolean hasUsed(int node) {
        for (int i = node + 1; i < tape.end(node); i++) {
            if (tape.isUsed(i) || lifted[i]) {
                return true;
            }
        }
        return false;
    }

    /** An object without those of its values that have become members of the record. */
    private @Nullable Object unused(int node) {
        if (!tape.isObject(node) || !hasUsed(node)) {
            return value(node);
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        for (int child = tape.child(node); child != Tape.NONE; child = tape.sibling(node, child)) {
            if (!tape.isUsed(child) && !lifted[child]) {
                Object value = unused(child);
                if (!isEmptied(child, value)) {
                    rest.put(tape.name(child), value);
                }
            }
        }
        return Collections.unmodifiableMap(rest);
    }

    private void lift(int node, String path, Map<String, @Nullable Object> fields) {
        if (tape.isObject(node)) {
            for (int child = tape.child(node); child != Tape.NONE; child = tape.sibling(node, child)) {
                if (lifted[child]) {
                    lift(child, path + '.' + tape.name(child), fields);
                } else if (!tape.isUsed(child)) {
                    Object value = unused(child);
                    if (!isEmptied(child, value)) {
                        put(path, tape.name(child), value, fields);
                    }
                }
            }
            return;
        }
        Object[] others = new Object[0];
        for (int child = tape.child(node); child != Tape.NONE; child = tape.sibling(node, child)) {
            if (!tape.isObject(child)) {
                others = Arrays.copyOf(others, others.length + 1);
                others[others.length - 1] = tape.value(child);
                continue;
            }
            int key = tape.in(child, "key");
            int value = tape.in(child, "value");
            if (tape.isString(key) && value != Tape.NONE) {
                put(path, String.valueOf(tape.text(key)), typed(value), fields);
            } else {
                lift(child, path, fields);
            }
        }
        if (others.length > 0) {
            fields.put(path, Collections.unmodifiableList(Arrays.asList(others)));
        }
    }

    /** Whether all of an object's values have become members of the record. */
    private boolean isEmptied(int node, @Nullable Object value) {
        return value instanceof Map<?, ?> rest && rest.isEmpty() && !tape.isEmpty(node);
    }

    private void put(String path, String name, @Nullable Object value, Map<String, @Nullable Object> fields) {
        boolean collides = fields.containsKey(name) || (tape.first(name) != Tape.NONE && !isLiftedRoot(name));
        fields.put(collides ? path + '.' + name : name, value);
    }

    private boolean isLiftedRoot(String name) {
        return lifted[tape.first(name)];
    }

    /** OTLP's and others' values that name their type: {@code {"intValue":"42"}}. */
    public @Nullable Object typed(int node) {
        int only = tape.isObject(node) ? tape.child(node) : Tape.NONE;
        if (only == Tape.NONE || tape.sibling(node, only) != Tape.NONE) {
            return tape.value(node);
        }
        return switch (tape.name(only)) {
            case "stringValue", "boolValue", "doubleValue", "bytesValue" -> tape.value(only);
            case "intValue", "$numberLong", "$numberInt" -> {
                String digits = tape.text(only);
                yield digits != null && digits.matches("-?\\d{1,40}") ? Tape.integer(digits) : tape.value(only);
            }
            case "arrayValue" -> {
                int values = tape.in(only, "values");
                Object[] list = new Object[0];
                for (int v = values == Tape.NONE ? Tape.NONE : tape.child(values);
                        v != Tape.NONE;
                        v = tape.sibling(values, v)) {
                    list = Arrays.copyOf(list, list.length + 1);
                    list[list.length - 1] = typed(v);
                }
                yield Collections.unmodifiableList(Arrays.asList(list));
            }
            case "kvlistValue" -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                int values = tape.in(only, "values");
                for (int v = values == Tape.NONE ? Tape.NONE : tape.child(values);
                        v != Tape.NONE;
                        v = tape.sibling(values, v)) {
                    int value = tape.in(v, "value");
                    map.put(String.valueOf(tape.text(tape.in(v, "key"))), value == Tape.NONE ? null : typed(value));
                }
                yield Collections.unmodifiableMap(map);
            }
            case "$numberDouble", "$numberDecimal", "$date", "$oid", "$uuid" -> tape.value(only);
            default -> tape.value(node);
        };
    }

    /** Values may name their types, at any depth, as MongoDB's extended JSON does. */
    public void valuesNameTheirTypes() {
        typed = true;
    }

    private @Nullable Object value(int node) {
        if (!typed) {
            return tape.value(node);
        }
        if (tape.isObject(node) && typed(node) instanceof Map<?, ?>) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int child = tape.child(node); child != Tape.NONE; child = tape.sibling(node, child)) {
                map.put(tape.name(child), value(child));
            }
            return Collections.unmodifiableMap(map);
        }
        return typed(node);
    }
}
