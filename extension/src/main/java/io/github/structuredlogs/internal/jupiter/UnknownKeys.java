package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.internal.parse.Mappings;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells of configuration parameters that look like ours and that nothing reads: ignored without a word, a misspelt one is
 * taken for one that does not work.
 *
 * <p>It listens to the launcher, which alone knows all keys, wherever they were set.
 */
public final class UnknownKeys implements TestExecutionListener {

    private static final Pattern OURS = Pattern.compile("structured[-_.]?logs?\\.(.+)", Pattern.CASE_INSENSITIVE);
    private static final String FORMAT = "format.";
    private static final String LEVEL = "level.";

    /** A runner may execute several plans. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Makes the listener; JUnit's launcher calls this. */
    public UnknownKeys() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        for (String key : new TreeSet<>(plan.getConfigurationParameters().keySet())) {
            String sentence = complaint(key);
            if (sentence != null && told.add(key)) {
                System.out.println("[structured-logs] " + sentence);
            }
        }
    }

    /** {@return what is wrong with a key and which one was probably meant, null if it is ours or has nothing to do with us} */
    static @Nullable String complaint(String key) {
        Matcher ours = OURS.matcher(key);
        if (!ours.matches()) {
            return null;
        }
        String name = ours.group(1);
        if (isKnown(name) && key.equals(Settings.PREFIX + name)) {
            return null;
        }
        String meant = isKnown(name) ? name : meant(name);
        return key + " is no setting and is ignored; "
                + (meant == null
                        ? "the settings are " + Settings.PREFIX + "{" + String.join(", ", names()) + "}."
                        : "did you mean " + Settings.PREFIX + meant + "?");
    }

    private static boolean isKnown(String name) {
        return names().contains(name)
                || name.startsWith(LEVEL)
                || (name.startsWith(FORMAT)
                        && Mappings.members().stream().anyMatch(member -> name.endsWith("." + member)));
    }

    private static @Nullable String meant(String name) {
        if (name.startsWith(FORMAT)) {
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
