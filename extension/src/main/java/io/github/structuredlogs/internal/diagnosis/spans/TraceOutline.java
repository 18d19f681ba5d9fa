package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Makes the outline of a test's trace. A request and the span that served it share a row, as do equal siblings; inner steps
 * that add nothing are left out. Rows get points for what is unusual about them.
 */
final class TraceOutline {

    private static final int MAX_SPANS = 5_000;
    private static final int MAX_DEPTH = 50;
    private static final int RIGHT_AND_WRONG = 2;
    private static final int MAX_MORE_ROOTS = 3;
    /** From this number on, siblings of one operation share a row even if their attributes differ. */
    private static final int ALIKE = 3;
    /** A request that took this much longer than the span that served it has its own row. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(50);

    // Points that decide which rows are shown if not all fit.
    private static final double FIRST = 1_000; // the test's request is always shown
    private static final double ROOT = 25; // another request of the test tells what came next
    private static final double UNUSUAL = 60; // above all words of trouble: passed tests know better
    private static final double MAX_TROUBLE = 40; // however many such words, an error says more
    private static final double HAS_ERROR = 40; // the span itself says that it went wrong
    private static final double MESSAGE = 20; // messages go astray where calls fail
    private static final double OTHER_SERVICE = 18; // the border between services is where they disagree
    private static final double SHARE_OF_THE_TIME = 20; // for all of the time; a share of it for less
    private static final double OWN_ATTRIBUTE = 12; // the service's own code thought it worth telling
    private static final int MAX_OWN_ATTRIBUTES = 2; // more of them add no reason
    private static final double OUTGOING = 8; // a call tells more than an inner step
    private static final double REPEATED = 10; // so does a loop

    private final PassedSpans passed;
    private final ToIntFunction<String> trouble;
    private final Map<String, List<Span>> below = new HashMap<>();
    private final List<TestTrace.RatedRow> rows = new ArrayList<>();
    /** The attributes that tell the spans of one operation apart. */
    private final Set<String> varying = new HashSet<>();

    /** The spans that others link to: the processing of a batch is not below the sending of each of its messages. */
    private final Set<String> linked = new HashSet<>();

    /** The values of each attribute in the trace, up to three. */
    private final Map<String, Set<Object>> values = new HashMap<>();

    private Instant began = Instant.MAX;
    private Duration longest = Duration.ZERO;
    private int moreRoots;

    private TraceOutline(PassedSpans passed, ToIntFunction<String> trouble) {
        this.passed = passed;
        this.trouble = trouble;
    }

    /**
     * Makes the outline.
     *
     * @param all the test's spans, in order of their start
     * @param passed the spans of passed tests
     * @param trouble tells how much a text sounds like a problem
     */
    static TestTrace of(List<Span> all, PassedSpans passed, ToIntFunction<String> trouble) {
        TraceOutline outline = new TraceOutline(passed, trouble);
        List<Span> spans = SpanKey.once(all, MAX_SPANS);
        Set<String> ids = new HashSet<>();
        spans.forEach(span -> ids.add(SpanKey.id(span)));
        List<Span> roots = new ArrayList<>();
        for (Span span : spans) {
            String above = SpanKey.above(span);
            if (ids.contains(above)) {
                outline.below.computeIfAbsent(above, key -> new ArrayList<>()).add(span);
            } else {
                roots.add(span);
                outline.began = span.start().isBefore(outline.began) ? span.start() : outline.began;
                outline.longest = max(outline.longest, span.duration());
            }
        }
        outline.findVarying(spans);
        for (Node root : outline.nodes(roots, Map.of(), 0)) {
            outline.add(root, -1, passed.knows(root.span()));
        }
        return new TestTrace(outline.rows, all.size());
    }

    private void findVarying(List<Span> spans) {
        Map<String, Object> first = new HashMap<>();
        for (Span span : spans) {
            span.links().forEach(link -> linked.add(SpanKey.id(link)));
            TellingAttributes.of(span).forEach((name, value) -> {
                Set<Object> different = values.computeIfAbsent(name, it -> new HashSet<>());
                if (different.size() <= RIGHT_AND_WRONG) {
                    different.add(value);
                }
                String key = SpanKey.operation(span) + "\n" + name;
                if (!value.equals(first.computeIfAbsent(key, it -> value))) {
                    varying.add(key);
                }
            });
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** A row that may be shown, and those below it. */
    private record Node(List<Span> spans, List<RowAttribute> attributes, boolean differs, List<Node> below) {

        Span span() {
            return spans.get(0);
        }

        Duration together() {
            return spans.stream().map(Span::duration).reduce(Duration.ZERO, Duration::plus);
        }
    }

    private List<Node> nodes(List<Span> siblings, Map<String, Object> above, int depth) {
        Map<String, List<Span>> operations = new LinkedHashMap<>();
        siblings.forEach(span -> operations
                .computeIfAbsent(SpanKey.operation(span), key -> new ArrayList<>())
                .add(span));
        List<Node> nodes = new ArrayList<>();
        for (List<Span> same : operations.values()) {
            boolean alike = same.size() >= ALIKE
                    || same.stream().map(TellingAttributes::of).distinct().count() == 1;
            if (alike) {
                addNode(nodes, same, above, depth);
            } else {
                same.forEach(span -> addNode(nodes, List.of(span), above, depth));
            }
        }
        nodes.sort((one, other) -> one.span().start().compareTo(other.span().start()));
        return nodes;
    }

    private void addNode(List<Node> nodes, List<Span> same, Map<String, Object> above, int depth) {
        Map<String, Object> inherited = new HashMap<>(above);
        List<Span> children = new ArrayList<>();
        if (depth < MAX_DEPTH) {
            same.forEach(span -> children.addAll(below.getOrDefault(SpanKey.id(span), List.of())));
        }
        List<RowAttribute> shown = new ArrayList<>();
        boolean differs = false;
        for (Map.Entry<String, List<Object>> each : valuesOf(same).entrySet()) {
            String name = each.getKey();
            Object value = each.getValue().get(0);
            int different = (int) each.getValue().stream().distinct().count();
            Object other = above.get(name);
            boolean agrees = different == 1 && value.equals(other);
            if (different == 1) {
                inherited.put(name, value);
            } else {
                inherited.remove(name);
            }
            if (!agrees || varying.contains(SpanKey.operation(same.get(0)) + "\n" + name)) {
                boolean unexpected = other != null && !agrees && isAgreedOn(same.get(0), name, value);
                differs |= unexpected;
                shown.add(
                        new RowAttribute(name, value, different, each.getValue().size(), unexpected ? other : null));
            }
        }
        Node node = new Node(same, shown, differs, nodes(children, inherited, depth + 1));
        if (addsNothing(node)) {
            nodes.addAll(node.below());
        } else {
            nodes.add(node);
        }
    }

    /**
     * Says whether the spans of a request should agree on an attribute. A tenant should: it has two values, one of them wrong.
     * So should the place from which a message is received. Counters and what a consumer sends on may differ.
     */
    private boolean isAgreedOn(Span span, String name, Object value) {
        if (TellingAttributes.isDestination(name)) {
            return span.kind() == SpanKind.CONSUMER;
        }
        return value instanceof String
                && TellingAttributes.isOfTheService(name)
                && values.getOrDefault(name, Set.of()).size() == RIGHT_AND_WRONG;
    }

    private static Map<String, List<Object>> valuesOf(List<Span> same) {
        Map<String, List<Object>> values = new LinkedHashMap<>();
        same.forEach(span -> TellingAttributes.of(span)
                .forEach((name, value) ->
                        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value)));
        return values;
    }

    /** Says whether the one row below it says the same: a request that was served, or a step around another. */
    private static boolean addsNothing(Node node) {
        if (node.below().size() != 1 || node.differs()) {
            return false;
        }
        Node only = node.below().get(0);
        Span span = node.span();
        if (node.spans().size() != only.spans().size() || hasTrouble(span)) {
            return false;
        }
        Duration more = node.together().minus(only.together());
        if (span.kind() == SpanKind.CLIENT) {
            return only.span().kind() == SpanKind.SERVER && more.compareTo(ON_THE_WAY) < 0;
        }
        return span.kind() == SpanKind.INTERNAL
                && node.attributes().isEmpty()
                && span.events().isEmpty()
                && more.compareTo(ON_THE_WAY) < 0;
    }

    private static boolean hasTrouble(Span span) {
        return span.hasFailed() || ErrorAnswer.of(span) != null || UnreportedError.of(span) != null;
    }

    private void add(Node node, int above, boolean rootIsKnown) {
        Span span = node.span();
        boolean isNew = rootIsKnown && !passed.knows(span);
        boolean isNotReceived = span.kind() == SpanKind.PRODUCER
                && node.below().isEmpty()
                && node.spans().stream().map(SpanKey::id).noneMatch(linked::contains)
                && !(passed.knows(span) && passed.missing(span, List.of()).isEmpty());
        Duration after = Duration.between(began, span.start());
        int index = rows.size();
        rows.add(new TestTrace.RatedRow(
                new TraceRow(
                        span,
                        0,
                        node.spans().size(),
                        node.together(),
                        after.isNegative() ? Duration.ZERO : after,
                        isNew,
                        isNotReceived,
                        node.attributes()),
                above,
                points(node, isNew || isNotReceived, above)));
        node.below().forEach(each -> add(each, index, rootIsKnown));
    }

    private double points(Node node, boolean isUnusual, int above) {
        Span span = node.span();
        StringBuilder text = new StringBuilder(span.name());
        node.attributes()
                .forEach(
                        each -> text.append(' ').append(each.name()).append('=').append(each.value()));
        for (SpanEvent event : span.events()) {
            text.append(' ').append(event.name()).append(' ').append(event.attributes());
        }
        double points = above < 0 ? ofRoot() : 0;
        points += (isUnusual ? UNUSUAL : 0) + (node.differs() ? UNUSUAL : 0);
        points += Math.min(trouble.applyAsInt(text.toString()), MAX_TROUBLE);
        points += hasTrouble(span) ? HAS_ERROR : 0;
        points += switch (span.kind()) {
            case PRODUCER, CONSUMER -> MESSAGE;
            case CLIENT -> OUTGOING;
            default -> 0;
        };
        if (above >= 0 && !SpanKey.by(rows.get(above).row().span()).equals(SpanKey.by(span))) {
            points += OTHER_SERVICE;
        }
        if (!longest.isZero()) {
            points += SHARE_OF_THE_TIME * Math.min(1, (double) node.together().toNanos() / longest.toNanos());
        }
        points += OWN_ATTRIBUTE
                * Math.min(
                        MAX_OWN_ATTRIBUTES,
                        node.attributes().stream()
                                .map(RowAttribute::name)
                                .filter(TellingAttributes::isOfTheService)
                                .count());
        return points + (node.spans().size() > 1 ? REPEATED : 0);
    }

    private double ofRoot() {
        return rows.isEmpty() ? FIRST : moreRoots++ < MAX_MORE_ROOTS ? ROOT : 0;
    }
}
