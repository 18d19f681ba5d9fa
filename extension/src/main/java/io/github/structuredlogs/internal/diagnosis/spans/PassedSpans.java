package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the spans of the passed tests had in common: what followed each operation, how often, and with what. */
public final class PassedSpans {

    private static final int MAX_OPERATIONS = 2_000;
    private static final int MAX_VALUES = 10_000;
    private static final int MAX_VALUE_LENGTH = 100;

    private final Map<String, Integer> operations = new HashMap<>();
    private final Map<String, Map<String, Frequency>> children = new HashMap<>();
    private final Set<String> answers = new HashSet<>();
    private final Set<String> errors = new HashSet<>();
    private final Set<String> alone = new HashSet<>();
    private final Set<String> swapped = new HashSet<>();
    private final Map<String, OnlyValue> values = new HashMap<>();

    /** How often an operation followed another: in so many of its spans, between {@code min} and {@code max} times. */
    private static final class Frequency {
        int spans;
        int min = Integer.MAX_VALUE;
        int max;
    }

    /** The one value that an attribute always had; null if there were several. */
    private static final class OnlyValue {
        @Nullable String only;

        int times;
    }

    /** Learns from the spans of a passed test. */
    public synchronized void learn(List<Span> all) {
        List<Span> spans = SpanKey.once(all, all.size());
        Map<String, Map<String, Integer>> below = new HashMap<>();
        for (Span span : spans) {
            below.computeIfAbsent(SpanKey.above(span), key -> new HashMap<>())
                    .merge(SpanKey.operation(span), 1, Integer::sum);
        }
        Set<String> ids = new HashSet<>();
        spans.forEach(span -> ids.add(SpanKey.id(span)));
        MessageOrder.in(spans).forEach(each -> swapped.add(SpanKey.operation(each.first())));
        for (Span span : spans) {
            String operation = SpanKey.operation(span);
            if (operations.size() >= MAX_OPERATIONS && !operations.containsKey(operation)) {
                continue;
            }
            operations.merge(operation, 1, Integer::sum);
            Map<String, Frequency> followed = children.computeIfAbsent(operation, key -> new HashMap<>());
            below.getOrDefault(SpanKey.id(span), Map.of()).forEach((child, count) -> {
                Frequency times = followed.computeIfAbsent(child, key -> new Frequency());
                times.spans++;
                times.min = Math.min(times.min, count);
                times.max = Math.max(times.max, count);
            });
            if (ErrorAnswer.of(span) != null) {
                answers.add(answer(span));
            }
            String error = UnreportedError.of(span);
            if (error != null) {
                errors.add(operation + " " + error);
            }
            if (!ids.contains(SpanKey.above(span)) && SpanFindings.isInner(span)) {
                alone.add(operation);
            }
            learnValues(operation, span);
        }
    }

    private void learnValues(String operation, Span span) {
        TellingAttributes.of(span).forEach((name, value) -> {
            String key = operation + "\n" + name;
            String text = String.valueOf(value);
            OnlyValue known = values.get(key);
            if (known == null && values.size() < MAX_VALUES) {
                known = new OnlyValue();
                known.only = text.length() <= MAX_VALUE_LENGTH ? text : null;
                values.put(key, known);
            }
            if (known != null) {
                known.only = text.equals(known.only) ? known.only : null;
                known.times++;
            }
        });
    }

    /** {@return whether a passed test had a span of this operation} */
    synchronized boolean knows(Span span) {
        return operations.containsKey(SpanKey.operation(span));
    }

    /** {@return whether the span above this operation did not come in a passed test either} */
    synchronized boolean cameAlone(Span span) {
        return alone.contains(SpanKey.operation(span));
    }

    /** {@return whether the operation processed messages in another order in a passed test as well} */
    synchronized boolean swapped(MessageOrder.Swapped here) {
        return swapped.contains(SpanKey.operation(here.first()));
    }

    /** {@return whether the same operation was answered with the same error in a passed test} */
    synchronized boolean answered(Span span) {
        return answers.contains(answer(span));
    }

    private static String answer(Span span) {
        return SpanKey.operation(span) + " " + ErrorAnswer.route(span) + " " + ErrorAnswer.of(span);
    }

    /** {@return whether the same operation had the same error that its status does not report in a passed test} */
    synchronized boolean hadError(Span span) {
        return errors.contains(SpanKey.operation(span) + " " + UnreportedError.of(span));
    }

    /**
     * {@return the operations that followed a span in every passed test, and do not here}
     *
     * @param here what follows it here
     */
    synchronized List<String> missing(Span span, Collection<Span> here) {
        Map<String, Integer> counts = counts(here);
        return followed(span).entrySet().stream()
                .filter(child -> child.getValue().spans == seen(span) && !counts.containsKey(child.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * {@return the operations that followed a span equally often in every passed test, and more or less often here; each with
     * how often it usually follows}
     *
     * @param here what follows it here
     */
    synchronized Map<String, Integer> otherCounts(Span span, Collection<Span> here) {
        Map<String, Frequency> followed = followed(span);
        Map<String, Integer> others = new LinkedHashMap<>();
        counts(here).forEach((operation, count) -> {
            Frequency usual = followed.get(operation);
            if (usual != null && usual.spans == seen(span) && usual.min == usual.max && usual.min != count) {
                others.put(operation, usual.min);
            }
        });
        return others;
    }

    private int seen(Span span) {
        return operations.getOrDefault(SpanKey.operation(span), 0);
    }

    private Map<String, Frequency> followed(Span span) {
        return children.getOrDefault(SpanKey.operation(span), Map.of());
    }

    private static Map<String, Integer> counts(Collection<Span> spans) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        spans.forEach(span -> counts.merge(SpanKey.operation(span), 1, Integer::sum));
        return counts;
    }

    /**
     * {@return the value that an attribute of this operation had in every passed test; null if there were several, or it
     * may have been the same by chance}
     */
    synchronized @Nullable String usualValue(Span span, String attribute) {
        OnlyValue value = values.get(SpanKey.operation(span) + "\n" + attribute);
        if (value == null || value.only == null) {
            return null;
        }
        // A single value with digits may be an id.
        return value.times > 1 || value.only.chars().noneMatch(Character::isDigit) ? value.only : null;
    }
}
