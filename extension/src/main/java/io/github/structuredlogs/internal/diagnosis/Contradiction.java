package io.github.structuredlogs.internal.diagnosis;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds containers that disagree within one trace, for example about the tenant. A field with several values in one container,
 * such as the articles of a cart, is ignored.
 */
final class Contradiction {

    /** Whom or what one request is about. How long something took, or where it ran, differs from one container to the next. */
    private static final Pattern OF_A_REQUEST = Pattern.compile(
            "(?i)(?:\\w*[_.-])?(?:tenant|account|customer|client|user|owner|org|organi[sz]ation|company|merchant|shop|store|realm"
                    + "|locale|lang|language|currency|country|time_?zone|brand|order|invoice|cart|basket|booking|payment|sku"
                    + "|article|product|amount|total|price|quantity|qty)(?:[_-]?(?:id|no|number|code|name))?");

    /** The values that a container logged for a field, and the first record with it. */
    private record NamedValue(Candidate first, String value, Set<String> values) {}

    private record FieldOfTrace(String trace, String field) {}

    private Contradiction() {}

    /** Marks, in each trace, the first record that contradicts an earlier container, and gives it points. */
    static void mark(List<Candidate> all) {
        Map<FieldOfTrace, Map<String, NamedValue>> named = new LinkedHashMap<>();
        for (Candidate each : all) {
            String trace = each.record.traceId();
            if (trace == null || each.parent != null) {
                continue;
            }
            each.record.fields().forEach((field, value) -> {
                if (isComparable(field, value)) {
                    named.computeIfAbsent(new FieldOfTrace(trace, field), key -> new LinkedHashMap<>())
                            .computeIfAbsent(
                                    each.container(), key -> new NamedValue(each, value.toString(), new HashSet<>()))
                            .values()
                            .add(value.toString());
                }
            });
        }
        named.forEach((place, byContainer) -> mark(place.field, List.copyOf(byContainer.values())));
    }

    private static boolean isComparable(String field, @Nullable Object value) {
        return (value instanceof String text ? !text.isBlank() : value instanceof Number)
                && OF_A_REQUEST.matcher(field).matches();
    }

    private static void mark(String field, List<NamedValue> named) {
        if (named.stream().anyMatch(each -> each.values.size() > 1)) {
            return;
        }
        NamedValue first = named.get(0);
        for (NamedValue each : named) {
            if (!each.value.equals(first.value)) {
                each.first.contradiction = "unlike " + first.first.container() + " in " + field;
                each.first.points += Weight.CONTRADICTION.value();
                return;
            }
        }
    }
}
