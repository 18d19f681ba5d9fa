package io.github.structuredlogs.internal.text;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of a container as it is printed: its field's, followed by its image's where the field's says less than that, and
 * by a number where several are called alike, as in {@code container (postgres)#2}.
 */
public final class ContainerName {

    /** What says that there is a container, and not which one. */
    private static final Set<String> SAY_LITTLE = Set.of(
            "c",
            "container",
            "containers",
            "db",
            "dbcontainer",
            "genericcontainer",
            "instance",
            "server",
            "service",
            "sut",
            "testcontainer",
            "testcontainers");

    private ContainerName() {}

    /**
     * {@return the name of a container that a field holds}
     *
     * @param field the field's name
     * @param image the image's name without registry and tag, null if it has none
     */
    public static String of(String field, @Nullable String image) {
        String plain = field.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
        return image == null || image.equals(field) || !SAY_LITTLE.contains(plain) ? field : field + " (" + image + ")";
    }

    /**
     * Whether a container is meant by a name.
     *
     * @param name the container's name
     * @param wanted the name that is asked for: the container's, without its number, or one of the two that it consists of
     */
    public static boolean isCalled(String name, String wanted) {
        return name.equals(wanted) || (name.contains(wanted) && all(name).contains(wanted));
    }

    /** {@return every name that means a container, the most specific one first} */
    public static Set<String> all(String name) {
        Set<String> all = new LinkedHashSet<>();
        all.add(name);
        String unnumbered = unnumbered(name);
        all.add(unnumbered);
        int image = unnumbered.indexOf(" (");
        if (image > 0 && unnumbered.endsWith(")")) {
            all.add(unnumbered.substring(0, image));
            all.add(unnumbered.substring(image + 2, unnumbered.length() - 1));
        }
        return all;
    }

    private static String unnumbered(String name) {
        int number = name.length();
        while (number > 0 && Character.isDigit(name.charAt(number - 1))) {
            number--;
        }
        boolean isNumbered = number > 1 && number < name.length() && name.charAt(number - 1) == '#';
        return isNumbered ? name.substring(0, number - 1) : name;
    }
}
