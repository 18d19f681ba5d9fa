package io.github.structuredlogs.internal.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The search for the name that a misspelled one means. Case, dots, dashes and underscores make no difference. */
public final class Spelling {

    private Spelling() {}

    /** {@return the name that differs from the wanted one by a letter or two; null if there is none} */
    public static @Nullable String nearest(String wanted, Collection<String> names) {
        String folded = folded(wanted);
        String best = null;
        int least = Math.max(1, folded.length() / 4) + 1;
        for (String candidate : names) {
            int distance = distance(folded, folded(candidate));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** {@return longer or shorter names: {@code orderId} or {@code order.id} for {@code order} or {@code id}} */
    public static List<String> longerOrShorter(String wanted, Collection<String> names) {
        String folded = folded(wanted);
        return names.stream()
                .filter(name -> isPart(folded, folded(name)) || isPart(folded(name), folded))
                .toList();
    }

    private static boolean isPart(String shorter, String longer) {
        return shorter.length() > 1 && (longer.startsWith(shorter) || longer.endsWith(shorter));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
    }

    /** Returns the number of letters to insert, remove, change or swap to turn one text into the other. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > one.length()) {
            return Integer.MAX_VALUE;
        }
        int[] beforePrevious = new int[other.length() + 1];
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = current;
        }
        return previous[other.length()];
    }
}
