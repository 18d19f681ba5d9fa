package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The choice of spans that explain why a test failed. */
final class SpanFindings {

    private static final int MAX_FINDINGS = 3;
    private static final int MAX_SPANS = 20_000;
    private static final int MAX_CHAIN_LENGTH = 6;
    private static final int MANY_TIMES = 5;
    private static final Duration SLOW = Duration.ofSeconds(1);
    /** What is quicker is not why a test ran out of time. */
    private static final Duration MIN_SLOW_IN_A_TIMEOUT = Duration.ofMillis(100);
    /** A server's span may end a little after the client has its answer. */
    private static final Duration MIN_OUTLASTING = Duration.ofMillis(50);

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
     * @param errorLogged whether a log record reports an error
     */
    static List<SpanFinding> of(List<Span> all, PassedSpans passed, boolean timeout, boolean errorLogged) {
        SpanFindings findings = new SpanFindings(all.subList(0, Math.min(all.size(), MAX_SPANS)));
        findings.addFailed();
        findings.addRepeated();
        boolean wentOn = findings.has(SpanFinding.SpanTrouble.WENT_ON);
        if (!wentOn && (timeout || findings.found.isEmpty())) {
            findings.addSlowest(timeout);
        }
        if (!errorLogged && !findings.has(SpanFinding.SpanTrouble.FAILED)) {
            findings.addAnswered(passed);
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
        kinds.values().stream().limit(2).forEach(same -> {
            add(SpanFinding.SpanTrouble.FAILED, same);
            if (!has(SpanFinding.SpanTrouble.WENT_ON)) {
                addOutlasting(same);
            }
        });
    }

    /** Adds what was still at work for a request that had failed, as after a timeout of the client. */
    private void addOutlasting(List<Span> requests) {
        for (Span request : requests) {
            Span longest = below(request).stream()
                    .filter(served -> request.kind() == SpanKind.CLIENT
                            && served.kind() == SpanKind.SERVER
                            && served.duration().minus(request.duration()).compareTo(MIN_OUTLASTING) > 0)
                    .max(Comparator.comparing(Span::duration))
                    .orElse(null);
            if (longest != null) {
                addChain(SpanFinding.SpanTrouble.WENT_ON, longest);
                return;
            }
        }
    }

    /**
     * Adds the first error answer that has none below it. The answers to the test's own requests are left out, because
     * the test knows them, and those that a later answer to the same request made good, as after polling.
     */
    private void addAnswered(PassedSpans passed) {
        Set<String> above = new HashSet<>();
        Map<String, Span> lastAnswered = new HashMap<>();
        List<Span> answered = new ArrayList<>();
        for (Span span : spans) {
            lastAnswered.put(PassedSpans.kind(span) + ErrorAnswer.target(span), span);
            if (ErrorAnswer.of(span) != null) {
                answered.add(span);
                for (Span up = parent(span); up != null && above.add(PassedSpans.id(up)); ) {
                    up = parent(up);
                }
            }
        }
        for (Span span : answered) {
            Span last = lastAnswered.get(PassedSpans.kind(span) + ErrorAnswer.target(span));
            boolean toTheTest = span.kind() == SpanKind.SERVER && parent(span) == null;
            if (last != null
                    && ErrorAnswer.of(last) != null
                    && !toTheTest
                    && !above.contains(PassedSpans.id(span))
                    && !passed.answered(span)) {
                Span caller = parent(span);
                boolean withCaller = caller != null && ErrorAnswer.of(caller) != null;
                found.add(new SpanFinding(
                        SpanFinding.SpanTrouble.ANSWERED,
                        withCaller ? List.of(caller, span) : List.of(span),
                        1,
                        span.duration(),
                        (ErrorAnswer.of(span) + " " + ErrorAnswer.target(span)).strip()));
                return;
            }
        }
    }

    private boolean has(SpanFinding.SpanTrouble trouble) {
        return found.stream().anyMatch(finding -> finding.trouble() == trouble);
    }

    private @Nullable Span parent(Span span) {
        return span.parentSpanId() == null ? null : byId.get(span.traceId() + span.parentSpanId());
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
    private void addSlowest(boolean timeout) {
        Span root = spans.stream()
                .filter(span -> parent(span) == null)
                .max(Comparator.comparing(Span::duration))
                .orElse(null);
        if (root == null || root.duration().compareTo(timeout ? MIN_SLOW_IN_A_TIMEOUT : SLOW) < 0) {
            return;
        }
        addChain(SpanFinding.SpanTrouble.SLOWEST, root);
    }

    /** Adds a span and, below it, those that took most of its time. */
    private void addChain(SpanFinding.SpanTrouble trouble, Span root) {
        List<Span> chain = new ArrayList<>();
        for (Span next = root; next != null && chain.size() < MAX_CHAIN_LENGTH; next = slowestBelow(next)) {
            chain.add(next);
        }
        found.add(new SpanFinding(trouble, List.copyOf(chain), 1, root.duration(), ""));
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
