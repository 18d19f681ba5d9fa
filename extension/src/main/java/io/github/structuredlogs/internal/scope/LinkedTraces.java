package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The traces that go on from a test's own ones. A consumer of messages often begins a trace of its own for each, and links
 * it to the sending.
 */
final class LinkedTraces {

    /** A message that is processed may send another, and so on. */
    private static final int MAX_STEPS = 5;

    private LinkedTraces() {}

    /**
     * Adds them.
     *
     * @param own a test's own spans
     * @param others more spans, those of other tests among them
     * @return the own spans and all of the others whose trace goes on from an own one, in order of their start
     */
    static List<Span> with(List<Span> own, List<Span> others) {
        Set<String> ownTraces = new HashSet<>();
        own.forEach(span -> ownTraces.add(span.traceId()));
        Set<String> traces = new HashSet<>(ownTraces);
        int known = 0;
        for (int step = 0; step < MAX_STEPS && traces.size() > known; step++) {
            known = traces.size();
            for (Span span : others) {
                if (span.links().stream().anyMatch(link -> traces.contains(link.traceId()))) {
                    traces.add(span.traceId());
                }
            }
        }
        if (traces.size() == ownTraces.size()) {
            return own;
        }
        List<Span> all = new ArrayList<>(own);
        others.stream()
                .filter(span -> traces.contains(span.traceId()) && !ownTraces.contains(span.traceId()))
                .forEach(all::add);
        all.sort(Comparator.comparing(Span::start));
        return all;
    }
}
