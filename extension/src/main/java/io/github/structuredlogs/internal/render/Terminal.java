package io.github.structuredlogs.internal.render;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The abilities of the output's destination, as its environment describes them. */
public final class Terminal {

    /** The width if nothing says it: wide enough for whole lines, because a log's reader can scroll. */
    public static final int DEFAULT_WIDTH = 120;

    private static final int MIN_WIDTH = 40;

    private Terminal() {}

    /**
     * Says whether to use colours: the setting, else {@code NO_COLOR} (any value: no), {@code FORCE_COLOR} or {@code
     * CLICOLOR_FORCE} (not 0: yes), {@code CLICOLOR=0} (no), else in an IDE's console, or in a terminal ({@code TERM}
     * set and not {@code dumb}) outside of a CI. If the output of a build is redirected there are no colours, because
     * the build's reports would contain escape codes.
     *
     * <p>{@code System.console()} is no help: it is null in the JVMs that Surefire forks, whose output a terminal
     * shows.
     *
     * @param setting the user's, null for automatic
     * @param environment the environment variables
     * @param command the JVM's main class and arguments ({@code sun.java.command}), null if unknown
     * @param isRedirected whether the output of the build that started this JVM goes somewhere other than a terminal
     * @return true to use colours
     * @see <a href="https://no-color.org">no-color.org</a>
     * @see <a href="https://bixense.com/clicolors/">CLICOLOR</a>
     * @see <a href="https://force-color.org">force-color.org</a>
     */
    public static boolean isColored(
            @Nullable Boolean setting,
            Map<String, String> environment,
            @Nullable String command,
            BooleanSupplier isRedirected) {
        if (setting != null) {
            return setting;
        }
        if (isSet(environment, "NO_COLOR")) {
            return false;
        }
        for (String force : new String[] {"FORCE_COLOR", "CLICOLOR_FORCE"}) {
            if (isSet(environment, force)) {
                String value = environment.get(force);
                return !"0".equals(value) && !"false".equalsIgnoreCase(value);
            }
        }
        if ("0".equals(environment.get("CLICOLOR"))) {
            return false;
        }
        if (command != null && isIde(command)) {
            return true;
        }
        String term = environment.get("TERM");
        return term != null
                && !term.isEmpty()
                && !"dumb".equals(term)
                && !isSet(environment, "CI")
                && !isRedirected.getAsBoolean();
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value != null && !value.isEmpty();
    }

    /** IntelliJ IDEA, Eclipse, VS Code: their consoles show colours and set no {@code TERM}. */
    private static boolean isIde(String command) {
        return command.startsWith("com.intellij.")
                || command.startsWith("org.eclipse.jdt.internal.junit")
                || command.startsWith("com.microsoft.java.test.");
    }

    /**
     * Returns the width: the setting, else {@code COLUMNS}, else {@value #DEFAULT_WIDTH}.
     *
     * @param setting the user's, null for automatic
     * @param environment the environment variables
     * @return the width in characters, at least {@value #MIN_WIDTH}
     */
    public static int width(@Nullable Integer setting, Map<String, String> environment) {
        int width = DEFAULT_WIDTH;
        if (setting != null) {
            width = setting;
        } else {
            String columns = environment.get("COLUMNS");
            if (columns != null && columns.matches("[1-9][0-9]{0,4}")) {
                width = Integer.parseInt(columns);
            }
        }
        return Math.max(width, MIN_WIDTH);
    }

    /** {@return whether the charset has the few characters beyond ASCII that are used here} */
    public static boolean showsUnicode(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("…│·▶×");
    }
}
