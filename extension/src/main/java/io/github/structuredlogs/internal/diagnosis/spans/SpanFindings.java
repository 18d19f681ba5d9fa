package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.internal.condition.SpanConditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The choice of spans that explain why a test failed. */
public final class SpanFindings {

    private static final int MAX_FINDINGS = 3;
    private static final int MAX_SPANS = 20_000;
    private static final int MAX_CHAIN_LENGTH = 6;
    private static final int MAX_DEPTH = 100;
    private static final int MANY_TIMES = 5;
    private static final Duration SLOW = Duration.ofSeconds(1);
    /** What is quicker is not why a test ran out of time. */
    private static final Duration MIN_SLOW_IN_A_TIMEOUT = Duration.ofMillis(100);
    /** A server's span may end a little after the client has its answer. */
    private static final Duration MIN_OUTLASTING = Duration.ofMillis(50);

    /** Clocks of containers on one machine are the same; those that a test sets differ by more. */
    private static final Duration MIN_CLOCK_DIFFERENCE = Duration.ofSeconds(1);

    private final List<Span> spans;
    private final Map<String, Span> byId = new HashMap<>();
    private final Map<String, List<Span>> children = new HashMap<>();
    private final List<SpanFinding> found = new ArrayList<>();

    private SpanFindings(List<Span> spans) {
        this.spans = spans;
        for (Span span : spans) {
            byId.put(SpanKey.id(span), span);
            String above = SpanKey.above(span);
            if (!above.isEmpty()) {
                children.computeIfAbsent(above, key -> new ArrayList<>()).add(span);
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
     * @return the findings, the most useful first
     */
    public static List<SpanFinding> of(List<Span> all, PassedSpans passed, boolean timeout, boolean errorLogged) {
        SpanFindings findings = new SpanFindings(SpanKey.once(all, MAX_SPANS));
        findings.addFailed();
        findings.addThrew(passed);
        findings.addDuplicate();
        findings.addUnfinished(passed);
        findings.addOutOfOrder(passed);
        findings.addClocks();
        findings.addRepeated();
        boolean wentOn = findings.has(SpanFinding.SpanTrouble.WENT_ON);
        if (!wentOn && (timeout || findings.found.isEmpty())) {
            findings.addSlowest(timeout);
        }
        if (!errorLogged && !findings.has(SpanFinding.SpanTrouble.FAILED)) {
            findings.addAnswered(passed);
        }
        findings.addUnusualCount(passed);
        findings.addUnusualValue(passed);
        findings.addMissing(passed);
        return List.copyOf(findings.found.subList(0, Math.min(findings.found.size(), MAX_FINDINGS)));
    }

    /**
     * Makes the outline of the trace, unless something else says what went wrong.
     *
     * @param all the test's spans, in order of their start
     * @param passed the spans of passed tests
     * @param found what the spans explain
     * @param trouble tells how much a text sounds like a problem
     * @return the outline; {@link TestTrace#NONE} if a span explains the failure
     */
    public static TestTrace outline(
            List<Span> all, PassedSpans passed, List<SpanFinding> found, ToIntFunction<String> trouble) {
        return found.stream().anyMatch(finding -> finding.trouble().explains())
                ? TestTrace.NONE
                : TraceOutline.of(all, passed, trouble);
    }

    /** Adds failed spans without a failed span below: the others failed because of them. */
    private void addFailed() {
        Map<String, List<Span>> kinds = new LinkedHashMap<>();
        for (Span span : spans) {
            if (span.hasFailed() && below(span).stream().noneMatch(Span::hasFailed)) {
                kinds.computeIfAbsent(SpanKey.operation(span) + span.statusMessage(), key -> new ArrayList<>())
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

    /**
     * Adds the first exception that no status reports. Below a failed span it tells why that one failed. What passed
     * tests had as well is left out.
     */
    private void addThrew(PassedSpans passed) {
        Span first = spans.stream()
                .filter(span -> UnreportedError.of(span) != null && !passed.hadError(span))
                .filter(span -> !has(SpanFinding.SpanTrouble.FAILED) || isBelowAFailure(span))
                .findFirst()
                .orElse(null);
        if (first != null) {
            List<Span> same = spans.stream()
                    .filter(span -> SpanKey.operation(span).equals(SpanKey.operation(first))
                            && Objects.equals(UnreportedError.of(span), UnreportedError.of(first)))
                    .toList();
            add(SpanFinding.SpanTrouble.THREW, same);
            if (!has(SpanFinding.SpanTrouble.WENT_ON)) {
                addOutlasting(same);
            }
        }
    }

    private boolean isBelowAFailure(Span span) {
        Span above = parent(span);
        for (int depth = 0; above != null && depth < MAX_DEPTH; depth++) {
            if (above.hasFailed()) {
                return true;
            }
            above = parent(above);
        }
        return false;
    }

    private void addDuplicate() {
        DuplicateMessage.in(spans).stream().limit(1).forEach(same -> add(SpanFinding.SpanTrouble.DUPLICATE, same));
    }

    /**
     * Adds the first spans whose parent within the same service did not come: it still runs, and its service waits in it.
     */
    private void addUnfinished(PassedSpans passed) {
        Map<String, List<Span>> missing = new LinkedHashMap<>();
        for (Span span : spans) {
            if (parent(span) == null && isInner(span) && !passed.cameAlone(span)) {
                missing.computeIfAbsent(SpanKey.above(span), key -> new ArrayList<>())
                        .add(span);
            }
        }
        missing.values().stream()
                .limit(1)
                .forEach(same -> found.add(new SpanFinding(
                        SpanFinding.SpanTrouble.UNFINISHED, List.copyOf(same), same.size(), Duration.ZERO, "")));
    }

    /** Says whether a service's own span should be above it: what comes from outside is a server's or a consumer's. */
    static boolean isInner(Span span) {
        return span.parentSpanId() != null && span.kind() != SpanKind.SERVER && span.kind() != SpanKind.CONSUMER;
    }

    /** Adds the first request that was served outside of its own time: what compares times of both services is wrong. */
    private void addClocks() {
        for (Span served : spans) {
            Span request = parent(served);
            if (request == null || request.kind() != SpanKind.CLIENT || served.kind() != SpanKind.SERVER) {
                continue;
            }
            Duration early = Duration.between(served.start(), request.start());
            Duration late = Duration.between(request.end(), served.start());
            Duration wrong = early.compareTo(late) > 0 ? early : late;
            // A request that has failed may be served long after it.
            boolean mayBeLate = early.isNegative() && (request.hasFailed() || UnreportedError.of(request) != null);
            if (wrong.compareTo(MIN_CLOCK_DIFFERENCE) > 0 && !mayBeLate) {
                found.add(new SpanFinding(
                        SpanFinding.SpanTrouble.CLOCKS,
                        List.of(request, served),
                        1,
                        wrong,
                        wrong.equals(early) ? "before it began" : "after it had ended"));
                return;
            }
        }
    }

    private void addOutOfOrder(PassedSpans passed) {
        MessageOrder.in(spans).stream()
                .filter(swapped -> !passed.swapped(swapped))
                .limit(1)
                .forEach(swapped -> found.add(new SpanFinding(
                        SpanFinding.SpanTrouble.OUT_OF_ORDER,
                        List.of(swapped.first(), swapped.second()),
                        1,
                        Duration.between(
                                swapped.sentFirst().start(),
                                swapped.sentSecond().start()),
                        "",
                        difference(swapped))));
    }

    /** Returns an attribute in which the messages differ. */
    private static SpanFinding.@Nullable AttributeDifference difference(MessageOrder.Swapped swapped) {
        Map<String, Object> first = new LinkedHashMap<>(TellingAttributes.of(swapped.sentSecond()));
        first.putAll(TellingAttributes.of(swapped.first()));
        Map<String, Object> second = new HashMap<>(TellingAttributes.of(swapped.sentFirst()));
        second.putAll(TellingAttributes.of(swapped.second()));
        for (Map.Entry<String, Object> attribute : first.entrySet()) {
            Object other = second.get(attribute.getKey());
            if (other != null && !other.equals(attribute.getValue())) {
                return new SpanFinding.AttributeDifference(
                        attribute.getKey(), String.valueOf(attribute.getValue()), String.valueOf(other));
            }
        }
        return null;
    }

    private void addUnusualCount(PassedSpans passed) {
        for (Span span : spans) {
            for (Map.Entry<String, Integer> other :
                    passed.otherCounts(span, below(span)).entrySet()) {
                List<Span> same = below(span).stream()
                        .filter(child -> SpanKey.operation(child).equals(other.getKey()))
                        .toList();
                if (found.stream().noneMatch(finding -> tellsOf(finding, same))) {
                    add(SpanFinding.SpanTrouble.UNUSUAL, same, same.size() + " instead of " + other.getValue());
                    return;
                }
            }
        }
    }

    /** Adds the first attribute with another value than in passed tests. What the test itself asked for is left out. */
    private void addUnusualValue(PassedSpans passed) {
        Set<Object> asked = new HashSet<>();
        spans.stream()
                .filter(span -> parent(span) == null)
                .forEach(root -> asked.addAll(TellingAttributes.of(root).values()));
        for (Span span : spans) {
            for (Map.Entry<String, Object> attribute :
                    TellingAttributes.of(span).entrySet()) {
                String usual = passed.usualValue(span, attribute.getKey());
                String value = String.valueOf(attribute.getValue());
                if (usual != null && !usual.equals(value) && !asked.contains(attribute.getValue())) {
                    found.add(new SpanFinding(
                            SpanFinding.SpanTrouble.UNUSUAL,
                            List.of(span),
                            1,
                            span.duration(),
                            "",
                            new SpanFinding.AttributeDifference(attribute.getKey(), value, usual)));
                    return;
                }
            }
        }
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
            lastAnswered.put(SpanKey.operation(span) + ErrorAnswer.target(span), span);
            if (ErrorAnswer.of(span) != null) {
                answered.add(span);
                for (Span up = parent(span); up != null && above.add(SpanKey.id(up)); ) {
                    up = parent(up);
                }
            }
        }
        for (Span span : answered) {
            Span last = lastAnswered.get(SpanKey.operation(span) + ErrorAnswer.target(span));
            boolean toTheTest = span.kind() == SpanKind.SERVER && parent(span) == null;
            if (last != null
                    && ErrorAnswer.of(last) != null
                    && !toTheTest
                    && !above.contains(SpanKey.id(span))
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
        return byId.get(SpanKey.above(span));
    }

    private void addRepeated() {
        Map<String, List<Span>> kinds = new LinkedHashMap<>();
        for (Span span : spans) {
            if (!SpanKey.above(span).isEmpty()) {
                kinds.computeIfAbsent(SpanKey.above(span) + SpanKey.operation(span), key -> new ArrayList<>())
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
                && SpanKey.operation(finding.spans().get(0)).equals(SpanKey.operation(same.get(0)));
    }

    private void add(SpanFinding.SpanTrouble trouble, List<Span> same) {
        add(trouble, same, "");
    }

    private void add(SpanFinding.SpanTrouble trouble, List<Span> same, String words) {
        Duration together = same.stream().map(Span::duration).reduce(Duration.ZERO, Duration::plus);
        found.add(new SpanFinding(trouble, List.of(same.get(0)), same.size(), together, words));
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
        found.add(new SpanFinding(trouble, List.copyOf(chain), 1, root.duration(), pause(chain.get(chain.size() - 1))));
    }

    /** Returns, in words, the part of a span's time in which nothing below it ran, if that is most of it. */
    private String pause(Span span) {
        Instant covered = span.start();
        Duration longest = Duration.ZERO;
        String words = "";
        List<Span> children = new ArrayList<>(below(span));
        children.sort(Comparator.comparing(Span::start));
        String last = "";
        for (Span child : children) {
            Duration pause = Duration.between(covered, child.start());
            if (pause.compareTo(longest) > 0) {
                longest = pause;
                words = "before " + child.name();
            }
            if (child.end().isAfter(covered)) {
                covered = child.end();
                last = child.name();
            }
        }
        Duration pause = Duration.between(covered, span.end());
        if (pause.compareTo(longest) > 0) {
            longest = pause;
            words = "after " + last;
        }
        boolean isMost = longest.multipliedBy(2).compareTo(span.duration()) > 0;
        return children.isEmpty() || !isMost ? "" : SpanConditions.words(longest) + " of it " + words;
    }

    private @Nullable Span slowestBelow(Span span) {
        return below(span).stream()
                .filter(child -> child.duration().multipliedBy(2).compareTo(span.duration()) > 0)
                .max(Comparator.comparing(Span::duration))
                .orElse(null);
    }

    private void addMissing(PassedSpans passed) {
        for (Span span : spans) {
            List<String> missing = passed.missing(span, below(span));
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
        return children.getOrDefault(SpanKey.id(span), List.of());
    }
}
