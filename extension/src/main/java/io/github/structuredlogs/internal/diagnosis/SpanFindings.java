package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The choice of spans that explain why a test failed. */
final class SpanFindings {

    private static final int MAX_FINDINGS = 3;
    private static final int MAX_SPANS = 20_000;
    private static final int MAX_CHAIN_LENGTH = 6;
    private static final int MANY_TIMES = 5;
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final List<Span> spans;
    private final Map<String, Span> byId = new HashMap<>();
    private final Map<String, List<Span>> children = new HashMap<>();
    private final List<SpanFinding> found = new ArrayList<>();

    private SpanFindings(List<Span> spans) {
        this.spans = spans;
        for (Span span : spans) {
            byId.put(PassedSpans.id(span), span);
            if (span.parentSpanId() != null) {
                children.computeIfAbsent(span.traceId() + span.parentSpanId(), key -> new ArrayList<>())
                        .add(span);
            }
        }
    }

    /**
     * Chooses.
     *
     * @param all the test's spans, in order of their start
     * @param passed the spans of passed tests
     * @param timeout whether the failure is a timeout
     */
    static List<SpanFinding> of(List<Span> all, PassedSpans passed, boolean timeout) {
        SpanFindings findings = new SpanFindings(all.subList(0, Math.min(all.size(), MAX_SPANS)));
        findings.addFailed();
        findings.addRepeated();
        if (timeout || findings.found.isEmpty()) {
            findings.addSlowest(timeout);
        }
        findings.addMissing(passed);
        return List.copyOf(findings.found.subList(0, Math.min(findings.found.size(), MAX_FINDINGS)));
    }

    /** Adds failed spans without a failed span below: the others failed because of them. */
    private void addFailed() {
        Map<String, List<Span>> kinds = new LinkedHashMap<>();
        for (Span span : spans) {
            if (span.hasFailed() && below(span).stream().noneMatch(Span::hasFailed)) {
                kinds.computeIfAbsent(PassedSpans.kind(span) + span.statusMessage(), key -> new ArrayList<>())
                        .add(span);
            }
        }
        kinds.values().stream().limit(2).forEach(same -> add(SpanFinding.SpanTrouble.FAILED, same));
    }

    private void addRepeated() {
        Map<String, List<Span>> kinds = new LinkedHashMap<>();
        for (Span span : spans) {
            if (span.parentSpanId() != null) {
                kinds.computeIfAbsent(
                                span.traceId() + span.parentSpanId() + PassedSpans.kind(span), key -> new ArrayList<>())
                        .add(span);
            }
        }
        kinds.values().stream()
                .filter(same -> same.size() >= MANY_TIMES && found.stream().noneMatch(each -> tellsOf(each, same)))
                .max(Comparator.comparingInt(List::size))
                .ifPresent(same -> add(SpanFinding.SpanTrouble.REPEATED, same));
    }

    private static boolean tellsOf(SpanFinding finding, List<Span> same) {
        return finding.times() >= same.size()
                && PassedSpans.kind(finding.spans().get(0)).equals(PassedSpans.kind(same.get(0)));
    }

    private void add(SpanFinding.SpanTrouble trouble, List<Span> same) {
        Duration together = same.stream().map(Span::duration).reduce(Duration.ZERO, Duration::plus);
        found.add(new SpanFinding(trouble, List.of(same.get(0)), same.size(), together, ""));
    }

    /** Adds the chain from the longest span without a parent down to the one that took most of its time. */
    private void addSlowest(boolean always) {
        Span root = spans.stream()
                .filter(span -> span.parentSpanId() == null || !byId.containsKey(span.traceId() + span.parentSpanId()))
                .max(Comparator.comparing(Span::duration))
                .orElse(null);
        if (root == null || (!always && root.duration().compareTo(SLOW) < 0)) {
            return;
        }
        List<Span> chain = new ArrayList<>();
        for (Span next = root; next != null && chain.size() < MAX_CHAIN_LENGTH; next = slowestBelow(next)) {
            chain.add(next);
        }
        found.add(new SpanFinding(SpanFinding.SpanTrouble.SLOWEST, List.copyOf(chain), 1, root.duration(), ""));
    }

    private @Nullable Span slowestBelow(Span span) {
        return below(span).stream()
                .filter(child -> child.duration().multipliedBy(2).compareTo(span.duration()) > 0)
                .max(Comparator.comparing(Span::duration))
                .orElse(null);
    }

    private void addMissing(PassedSpans passed) {
        for (Span span : spans) {
            List<String> missing = passed.missing(span, spans);
            if (!missing.isEmpty()) {
                found.add(new SpanFinding(
                        SpanFinding.SpanTrouble.MISSING,
                        List.of(span),
                        1,
                        span.duration(),
                        String.join(", ", missing)));
                return;
            }
        }
    }

    private List<Span> below(Span span) {
        return children.getOrDefault(PassedSpans.id(span), List.of());
    }
}
