package io.github.structuredlogs.internal.output.files;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names for every file system, including Windows': ASCII letters, digits and {@code . _ -}, no reserved device, of
 * limited length, and different also if case is ignored. Thread-safe.
 */
final class FileNames {

    private static final int MAX_LENGTH = 100;
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern EDGES = Pattern.compile("^[_.-]+|[_.-]+$");
    private static final Pattern DEVICES = Pattern.compile("(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private final Set<String> taken = new HashSet<>();

    /** {@return a name similar to the wanted one that was not given before} */
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
            // the same test gets the same file in the next run
            name = name.substring(0, MAX_LENGTH - 9) + "-" + String.format(Locale.ROOT, "%08x", wanted.hashCode());
        }
        if (name.isEmpty()) {
            name = String.format(Locale.ROOT, "%08x", wanted.hashCode());
        }
        return DEVICES.matcher(name).matches() ? "_" + name : name;
    }
}
