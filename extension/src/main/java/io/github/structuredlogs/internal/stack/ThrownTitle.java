package io.github.structuredlogs.internal.stack;

import io.github.structuredlogs.LoggedException;
import org.jspecify.annotations.Nullable;

/**
 * What one line says of an exception beside the message of its record: its title, and its root cause, which often says
 * more. Either is null if the message or the other one says it already.
 *
 * @param title the type and message of the exception that was thrown
 * @param root the type and message of the exception that was thrown first
 */
public record ThrownTitle(@Nullable String title, @Nullable String root) {

    private static final int BEFORE_ROOT = 160;

    /**
     * {@return what is left to say of an exception}
     *
     * @param exception the exception
     * @param message what was said before it
     */
    public static ThrownTitle beside(LoggedException exception, String message) {
        String own = exception.message();
        String title = StackTraceFold.title(exception);
        String root = StackTraceFold.rootCause(exception);
        if (root != null && (root.equals(title) || (own != null && root.endsWith(own)))) {
            root = null;
        }
        return new ThrownTitle(own != null && message.contains(own) ? null : title, root);
    }

    /** {@return a title without the package of its type} */
    public static String simple(String title) {
        int colon = title.indexOf(':');
        String type = colon < 0 ? title : title.substring(0, colon);
        return (type.contains(" ") ? type : type.substring(type.lastIndexOf('.') + 1))
                + (colon < 0 ? "" : title.substring(colon));
    }

    /**
     * {@return a message and what is left to say of its exception, in one line}
     *
     * @param message the message, empty for none
     * @param unicode whether signs beyond ASCII can be shown
     */
    public String behind(String message, boolean unicode) {
        StringBuilder out = new StringBuilder(message);
        if (title != null) {
            String cut = simple(title);
            out.append(message.isEmpty() ? "" : unicode ? " — " : " - ")
                    .append(root != null && cut.length() > BEFORE_ROOT ? cut.substring(0, BEFORE_ROOT) : cut);
        }
        if (root != null) {
            out.append(unicode ? " ⇐ " : " <- ").append(simple(root));
        }
        return out.toString();
    }
}
