package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The spans that followed each span in the passed tests. */
public final class PassedSpans {

    private static final int MAX_KINDS = 2_000;

    private final Map<String, Integer> parents = new HashMap<>();
    private final Map<String, Map<String, Integer>> children = new HashMap<>();
    private final Set<String> answers = new HashSet<>();

    /** Learns from the spans of a passed test. */
    public synchronized void learn(List<Span> spans) {
        Map<String, Set<String>> below = below(spans);
        for (Span span : spans) {
            String kind = kind(span);
            if (ErrorAnswer.of(span) != null && answers.size() < MAX_KINDS) {
                answers.add(answer(span));
            }
            if (parents.size() < MAX_KINDS || parents.containsKey(kind)) {
                parents.merge(kind, 1, Integer::sum);
                Map<String, Integer> counts = children.computeIfAbsent(kind, key -> new HashMap<>());
                below.getOrDefault(id(span), Set.of()).forEach(child -> counts.merge(child, 1, Integer::sum));
            }
        }
    }

    /** {@return whether the same operation was answered with the same error in a passed test} */
    synchronized boolean answered(Span span) {
        return answers.contains(answer(span));
    }

    private static String answer(Span span) {
        return kind(span) + " " + ErrorAnswer.route(span) + " " + ErrorAnswer.of(span);
    }

    /** {@return the children that a span had in every passed test, and does not have here} */
    synchronized List<String> missing(Span span, List<Span> all) {
        int seen = parents.getOrDefault(kind(span), 0);
        if (seen == 0) {
            return List.of();
        }
        Set<String> here = below(all).getOrDefault(id(span), Set.of());
        return children.getOrDefault(kind(span), Map.of()).entrySet().stream()
                .filter(child -> child.getValue() == seen && !here.contains(child.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Map<String, Set<String>> below(List<Span> spans) {
        Map<String, Set<String>> below = new HashMap<>();
        for (Span span : spans) {
            if (span.parentSpanId() != null) {
                below.computeIfAbsent(span.traceId() + span.parentSpanId(), key -> new HashSet<>())
                        .add(kind(span));
            }
        }
        return below;
    }

    static String id(Span span) {
        return span.traceId() + span.spanId();
    }

    static String kind(Span span) {
        String by = span.container() == null ? span.service() : span.container();
        return (by == null ? "" : by + "  ") + span.name() + " " + span.kind();
    }
}
