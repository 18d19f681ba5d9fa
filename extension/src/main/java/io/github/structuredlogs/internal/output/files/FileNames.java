package io.github.structuredlogs.internal.output.files;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that every file system takes, Windows' included: ASCII letters, digits and {@code . _ -}, no reserved device, of
 * bounded length, and different also where upper and lower case are the same. Thread-safe.
 */
final class FileNames {

    private static final int MAX_LENGTH = 100;
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern EDGES = Pattern.compile("^[_.-]+|[_.-]+$");
    private static final Pattern DEVICES = Pattern.compile("(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private final Set<String> taken = new HashSet<>();

    /** {@return a name like the wanted one that has not been given before} */
    synchronized String give(String wanted) {
        String safe = safe(wanted);
        String name = safe;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = safe + "-" + number;
        }
        return name;
    }

    static String safe(String wanted) {
        String name = EDGES.matcher(OTHERS.matcher(wanted).replaceAll("_")).replaceAll("");
        if (name.length() > MAX_LENGTH) {
            // still the same file for the same test in the next run
            name = name.substring(0, MAX_LENGTH - 9) + "-" + String.format(Locale.ROOT, "%08x", wanted.hashCode());
        }
        if (name.isEmpty()) {
            name = String.format(Locale.ROOT, "%08x", wanted.hashCode());
        }
        return DEVICES.matcher(name).matches() ? "_" + name : name;
    }
}
