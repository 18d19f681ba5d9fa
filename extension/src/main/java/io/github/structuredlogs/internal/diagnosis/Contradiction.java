package io.github.structuredlogs.internal.diagnosis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Two containers that name, within one trace, another tenant, locale or total in a field of the same name. What a request
 * names several of in one container, such as the articles of a cart, contradicts nothing.
 */
final class Contradiction {

    /** Whom or what one request is about. How long something took, or where it ran, differs from one container to the next. */
    private static final Pattern OF_A_REQUEST = Pattern.compile(
            "(?i)(?:\\w*[_.-])?(?:tenant|account|customer|client|user|owner|org|organi[sz]ation|company|merchant|shop|store|realm"
                    + "|locale|lang|language|currency|country|time_?zone|brand|order|invoice|cart|basket|booking|payment|sku"
                    + "|article|product|amount|total|price|quantity|qty)(?:[_-]?(?:id|no|number|code|name))?");

    /** What a container names first of a field, and all values that it names. */
    private record NamedValue(Candidate first, String value, Set<String> values) {}

    private Contradiction() {}

    /** Marks, in each trace, the first record that contradicts an earlier container, and gives it points. */
    static void mark(List<Candidate> all) {
        byTrace(all).values().forEach(fields -> fields.forEach(Contradiction::mark));
    }

    private static Map<String, Map<String, Map<String, NamedValue>>> byTrace(List<Candidate> all) {
        Map<String, Map<String, Map<String, NamedValue>>> traces = new LinkedHashMap<>();
        for (Candidate each : all) {
            String trace = each.record.traceId();
            if (trace == null || each.parent != null) {
                continue;
            }
            each.record.fields().forEach((field, value) -> {
                if (isComparable(field, value)) {
                    traces.computeIfAbsent(trace, key -> new LinkedHashMap<>())
                            .computeIfAbsent(field, key -> new LinkedHashMap<>())
                            .computeIfAbsent(
                                    each.container(), key -> new NamedValue(each, value.toString(), new HashSet<>()))
                            .values()
                            .add(value.toString());
                }
            });
        }
        return traces;
    }

    private static boolean isComparable(String field, @Nullable Object value) {
        return (value instanceof String text ? !text.isBlank() : value instanceof Number)
                && OF_A_REQUEST.matcher(field).matches();
    }

    private static void mark(String field, Map<String, NamedValue> byContainer) {
        if (byContainer.values().stream().anyMatch(named -> named.values.size() > 1)) {
            return;
        }
        List<NamedValue> named = new ArrayList<>(byContainer.values());
        for (NamedValue each : named) {
            if (!each.value.equals(named.get(0).value)) {
                each.first.contradiction = "unlike " + named.get(0).first.container() + " in " + field;
                each.first.points += Weight.CONTRADICTION.value();
                return;
            }
        }
    }
}
