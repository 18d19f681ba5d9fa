package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.stack.Stacks;
import org.jspecify.annotations.Nullable;

/**
 * An error that a logger writes as an object (or as a list that begins with the thrown one), with its causes as text.
 *
 * <p>The names are those of Log4j2's {@code thrown}, JBoss LogManager's {@code exception}, Logback's {@code throwable},
 * monolog, bunyan, pino, semantic_logger, structlog, AWS Lambda and ECS.
 */
public final class ErrorObject {
    private static final String[] TYPE = {
        "type",
        "class",
        "className",
        "exceptionType",
        "exception_class",
        "exc_type",
        "errorType",
        "name",
        "kind",
        "error_type"
    };
    private static final String[] MESSAGE = {
        "message", "msg", "error.message", "exception_message", "exc_value", "errorMessage", "value", "localizedMessage"
    };
    private static final String[] STACK = {
        "stack_trace",
        "stackTrace",
        "stack",
        "stacktrace",
        "extendedStackTrace",
        "traceback",
        "backtrace",
        "trace",
        "frames",
        "stepArray"
    };
    private static final String[] CAUSE = {"cause", "causedBy", "previous", "innerException", "inner"};
    private static final String[] FRAME_TYPE = {"class", "className", "declaringClass", "module"};
    private static final String[] FRAME_METHOD = {"method", "methodName", "function", "func", "name"};
    private static final String[] FRAME_FILE = {"file", "fileName", "filename", "filePath", "source"};
    private static final String[] FRAME_LINE = {"line", "lineNumber", "lineno"};

    private static final int MAX_CAUSES = 20;

    private ErrorObject() {}

    /** {@return the error, null if the object has neither a message nor a stack and therefore is a field} */
    public static @Nullable LoggedException read(JsonTape t, int node) {
        int object = node;
        if (t.isArray(node)) {
            int first = t.child(node);
            if (t.isString(first)) {
                return Stacks.read(lines(t, node));
            }
            if (t.isObject(first) && isFrame(t, first)) {
                StringBuilder frames = new StringBuilder();
                for (int frame = first; frame != JsonTape.NONE; frame = t.sibling(node, frame)) {
                    frame(t, frame, "", frames);
                }
                return new LoggedException(null, null, frames.substring(1));
            }
            object = first;
        }
        if (!t.isObject(object)) {
            return null;
        }
        String type = text(t, object, TYPE);
        String message = text(t, object, MESSAGE);
        int stackNode = find(t, object, STACK);
        if (message == null && stackNode == JsonTape.NONE) {
            return null;
        }
        if (message != null && message.equals("null")) {
            message = null;
        }
        String stack = null;
        if (stackNode != JsonTape.NONE) {
            if (t.isString(stackNode)) {
                stack = t.text(stackNode);
            } else if (t.isArray(stackNode) && t.isString(t.child(stackNode))) {
                stack = lines(t, stackNode);
            }
        }
        if (stack == null || stack.isBlank()) {
            StringBuilder text = new StringBuilder();
            render(t, object, "", text, 0);
            stack = stackNode == JsonTape.NONE || t.isNull(stackNode) || t.isEmpty(stackNode) ? null : text.toString();
        } else {
            if (type == null || message == null) {
                LoggedException shown = Stacks.read(stack);
                type = type == null ? shown.type() : type;
                message = message == null ? shown.message() : message;
            }
            if (!stack.contains("Caused by: ")) {
                StringBuilder text = new StringBuilder(stack);
                causes(t, object, "", text, 0);
                stack = text.toString();
            }
        }
        return new LoggedException(blankToNull(type), blankToNull(message), stack);
    }

    /** Says whether the object is a frame of a list such as zerolog's {@code stack}. */
    private static boolean isFrame(JsonTape t, int object) {
        return find(t, object, FRAME_LINE) != JsonTape.NONE
                && find(t, object, FRAME_METHOD) != JsonTape.NONE
                && text(t, object, MESSAGE) == null
                && find(t, object, STACK) == JsonTape.NONE;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** {@return whether a value under a name that users also use is a stack trace: it has frames, or names an error} */
    public static boolean isStack(JsonTape t, int node) {
        if (t.isString(node)) {
            String text = String.valueOf(t.text(node));
            return text.indexOf('\n') >= 0 || Stacks.hasFrames(text) || Stacks.isHeader(text);
        }
        if (!t.isArray(node)) {
            return t.isObject(node);
        }
        int first = t.child(node);
        return t.isObject(first)
                || (t.isString(first)
                        && (Stacks.isHeader(String.valueOf(t.text(first))) || Stacks.isPlace(lines(t, node))));
    }

    /** {@return a list of strings as lines} */
    static String lines(JsonTape t, int array) {
        StringBuilder text = new StringBuilder();
        for (int child = t.child(array); child != JsonTape.NONE; child = t.sibling(array, child)) {
            String line = t.text(child);
            if (line != null) {
                text.append(text.isEmpty() ? "" : "\n").append(line);
            }
        }
        return text.toString();
    }

    private static void render(JsonTape t, int object, String indent, StringBuilder text, int depth) {
        String type = text(t, object, TYPE);
        String message = text(t, object, MESSAGE);
        text.append(type == null ? "" : type)
                .append(type != null && message != null ? ": " : "")
                .append(message == null ? "" : message);
        int stack = find(t, object, STACK);
        if (t.isString(stack)) {
            text.append('\n').append(t.text(stack));
        } else if (t.isArray(stack)) {
            for (int frame = t.child(stack); frame != JsonTape.NONE; frame = t.sibling(stack, frame)) {
                frame(t, frame, indent, text);
            }
        }
        int common = t.integer(t.in(object, "commonFramesCount"), t.integer(t.in(object, "commonElementCount"), 0));
        if (common > 0) {
            text.append('\n').append(indent).append("\t... ").append(common).append(" more");
        }
        int suppressed = t.in(object, "suppressed");
        if (depth < MAX_CAUSES && t.isArray(suppressed)) {
            for (int child = t.child(suppressed); child != JsonTape.NONE; child = t.sibling(suppressed, child)) {
                if (t.isObject(child)) {
                    text.append('\n').append(indent).append("\tSuppressed: ");
                    render(t, unwrapped(t, child), indent + '\t', text, depth + 1);
                }
            }
        }
        causes(t, object, indent, text, depth);
    }

    private static void causes(JsonTape t, int object, String indent, StringBuilder text, int depth) {
        int cause = find(t, object, CAUSE);
        if (depth < MAX_CAUSES && t.isObject(cause) && !t.isEmpty(cause)) {
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : "\n")
                    .append(indent)
                    .append("Caused by: ");
            render(t, unwrapped(t, cause), indent, text, depth + 1);
        }
    }

    /** Unwraps a cause, which JBoss LogManager puts into one more object. */
    private static int unwrapped(JsonTape t, int object) {
        int inner = t.in(object, "exception");
        return t.isObject(inner) ? inner : object;
    }

    private static void frame(JsonTape t, int frame, String indent, StringBuilder text) {
        if (!t.isObject(frame)) {
            String line = t.text(frame);
            if (line != null) {
                text.append('\n');
                boolean bare = !line.startsWith("\t") && !line.startsWith(" ");
                text.append(indent)
                        .append(bare ? line.startsWith("at ") ? "\t" : "\tat " : "")
                        .append(line);
            }
            return;
        }
        String step = t.text(t.in(frame, "step"));
        text.append('\n').append(indent).append('\t');
        if (step != null) {
            text.append(step.startsWith("at ") ? "" : "at ").append(step);
            return;
        }
        String type = text(t, frame, FRAME_TYPE);
        String method = text(t, frame, FRAME_METHOD);
        String file = text(t, frame, FRAME_FILE);
        String line = text(t, frame, FRAME_LINE);
        text.append("at ").append(type == null ? "" : type + (method == null ? "" : "."));
        text.append(method == null ? "" : method);
        if (file != null || line != null) {
            text.append('(').append(file == null ? "" : file);
            text.append(line == null ? "" : (file == null ? "line " : ":") + line)
                    .append(')');
        }
    }

    private static int find(JsonTape t, int object, String[] keys) {
        for (String key : keys) {
            int node = t.in(object, key);
            if (node != JsonTape.NONE && !t.isNull(node)) {
                return node;
            }
        }
        return JsonTape.NONE;
    }

    private static @Nullable String text(JsonTape t, int object, String[] keys) {
        for (String key : keys) {
            int node = t.in(object, key);
            if (t.isScalar(node)) {
                return t.text(node);
            }
        }
        return null;
    }
}
