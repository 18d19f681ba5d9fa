package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.internal.settings.Mappings;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * The warning about unknown {@code structuredlogs.*} parameters, which JUnit would silently ignore.
 *
 * <p>It listens to the launcher, because only the launcher knows all keys, wherever they were set.
 */
public final class UnknownKeys implements TestExecutionListener {

    private static final Pattern OURS = Pattern.compile("structured[-_.]?logs?\\.(.+)", Pattern.CASE_INSENSITIVE);
    private static final String FORMAT = "format.";
    private static final String LEVEL = "level.";

    /** A runner may execute several plans. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Creates the listener; JUnit's launcher calls this constructor. */
    public UnknownKeys() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ConfigurationParameters parameters = plan.getConfigurationParameters();
        List<String> formats = Mappings.names(key -> parameters.get(key).orElse(null));
        for (String key : new TreeSet<>(parameters.keySet())) {
            String sentence = complaint(key, formats);
            if (sentence != null && told.add(key)) {
                System.out.println("[structured-logs] " + sentence);
            }
        }
    }

    /**
     * Looks at a key.
     *
     * @param formats the names of the listed formats
     * @return the problem with it and a suggestion, null if it is known or not one of ours
     */
    static @Nullable String complaint(String key, List<String> formats) {
        Matcher ours = OURS.matcher(key);
        if (!ours.matches()) {
            return null;
        }
        String name = ours.group(1);
        if (isKnown(name) && key.equals(Settings.PREFIX + name)) {
            return unlisted(name, formats);
        }
        String meant = isKnown(name) ? name : meant(name);
        return key + " is not a setting and is ignored; "
                + (meant == null
                        ? "the settings are " + Settings.PREFIX + "{" + String.join(", ", names()) + "}."
                        : "did you mean " + Settings.PREFIX + meant + "?");
    }

    private static boolean isKnown(String name) {
        return names().contains(name)
                || name.startsWith(LEVEL)
                || (format(name) != null
                        && Mappings.members().stream().anyMatch(member -> name.endsWith("." + member)));
    }

    private static @Nullable String unlisted(String name, List<String> formats) {
        String format = format(name);
        return format == null || formats.contains(format)
                ? null
                : Settings.PREFIX + name + " is ignored, because " + Settings.PREFIX + "formats "
                        + (formats.isEmpty() ? "is not set" : "lists only " + String.join(", ", formats))
                        + "; add \"" + format + "\" to it.";
    }

    /** {@return the name of the format of a key, null if it is not a format's key} */
    private static @Nullable String format(String name) {
        int dot = name.lastIndexOf('.');
        return name.startsWith(FORMAT) && dot > FORMAT.length() ? name.substring(FORMAT.length(), dot) : null;
    }

    private static @Nullable String meant(String name) {
        if (format(name) != null) {
            int member = name.lastIndexOf('.') + 1;
            String meant = nearest(name.substring(member), Mappings.members());
            return meant == null ? null : name.substring(0, member) + meant;
        }
        return nearest(name, names());
    }

    private static @Nullable String nearest(String wanted, List<String> names) {
        String misspelt = Spelling.nearest(wanted, names);
        return misspelt != null
                ? misspelt
                : Spelling.longerOrShorter(wanted, names).stream().findFirst().orElse(null);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(Settings.keys());
        names.add("enabled");
        names.add("formats");
        return names;
    }
}
