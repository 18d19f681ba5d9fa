package io.github.structuredlogs.internal.stack;

import io.github.structuredlogs.LoggedException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types in a logged exception: its own, and those of its causes, which only the stack trace contains. */
public final class ExceptionChain {

    private ExceptionChain() {}

    /** {@return the types, starting with the exception's own} */
    static Set<String> types(LoggedException exception) {
        Set<String> types = new LinkedHashSet<>();
        if (exception.type() != null) {
            types.add(exception.type());
        }
        String stack = exception.stackTrace();
        if (stack != null) {
            for (int from = 0; from < stack.length(); ) {
                int feed = stack.indexOf('\n', from);
                int to = feed < 0 ? stack.length() : feed;
                String type = ExceptionHeading.typeIn(stack, from, to);
                if (type != null) {
                    types.add(type);
                }
                from = to + 1;
            }
        }
        return types;
    }

    /** Says whether the exception or one of its causes has a type, given with or without its package. */
    public static boolean has(@Nullable LoggedException exception, String type) {
        return exception != null && types(exception).stream().anyMatch(each -> same(each, type));
    }

    private static boolean same(String actual, String expected) {
        if (actual.equals(expected)) {
            return true;
        }
        int before = actual.length() - expected.length() - 1;
        return before > 0 && actual.endsWith(expected) && ".:\\$".indexOf(actual.charAt(before)) >= 0;
    }

    public static boolean mentions(@Nullable LoggedException exception, String part) {
        if (exception == null) {
            return false;
        }
        if (exception.message() != null && exception.message().contains(part)) {
            return true;
        }
        return exception.stackTrace() != null
                && exception
                        .stackTrace()
                        .lines()
                        .anyMatch(line -> line.contains(part) && !line.strip().startsWith("at "));
    }
}
