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
 * Makes the outline of a test's trace. A request and the span that served it are one row, equal siblings are one row,
 * and an inner step that adds nothing has none. Rows get points for what is unusual about them.
 */
final class TraceOutline {

    private static final int MAX_SPANS = 5_000;
    private static final int MAX_DEPTH = 50;
    private static final int ONE_AND_THE_WRONG_ONE = 2;
    private static final int MAX_ROOTS = 3;
    private static final int MAX_OTHER_LENGTH = 60;
    /** So many siblings are one row even if their attributes differ. */
    private static final int ALIKE = 3;
    /** A request that took so much longer than its answer has a row of its own. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(50);

    // Which rows are shown if not all fit.
    private static final double FIRST = 1_000;
    private static final double ROOT = 25;
    private static final double UNUSUAL = 60;
    private static final double MAX_TROUBLE = 40;
    private static final double MESSAGE = 20;
    private static final double OTHER_SERVICE = 18;
    private static final double SHARE_OF_THE_TIME = 20;
    private static final double OWN_ATTRIBUTE = 12;
    private static final double OUTGOING = 8;
    private static final double REPEATED = 10;

    private final PassedSpans passed;
    private final ToIntFunction<String> trouble;
    private final Map<String, List<Span>> below = new HashMap<>();
    private final List<TestTrace.RatedRow> rows = new ArrayList<>();
    /** The attributes that tell the spans of one operation apart. */
    private final Set<String> varying = new HashSet<>();

    /** The values of each attribute in the trace, up to three. */
    private final Map<String, Set<Object>> values = new HashMap<>();

    private Instant began = Instant.MAX;
    private Duration longest = Duration.ZERO;
    private boolean rootIsKnown;
    private int roots;

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
        List<Span> spans = all.subList(0, Math.min(all.size(), MAX_SPANS));
        Set<String> ids = new HashSet<>();
        spans.forEach(span -> ids.add(SpanKey.id(span)));
        List<Span> roots = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Span span : spans) {
            if (!seen.add(SpanKey.id(span))) {
                continue;
            }
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
            outline.rootIsKnown = passed.knows(root.span());
            outline.add(root, -1);
        }
        return new TestTrace(outline.rows, all.size());
    }

    private void findVarying(List<Span> spans) {
        Map<String, Object> first = new HashMap<>();
        for (Span span : spans) {
            TellingAttributes.of(span).forEach((name, value) -> {
                Set<Object> different = values.computeIfAbsent(name, it -> new HashSet<>());
                if (different.size() <= ONE_AND_THE_WRONG_ONE) {
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

    /** One row to be, and those below it. */
    private record Node(List<Span> spans, Map<String, Object> attributes, boolean differs, List<Node> below) {

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
        Map<String, Object> own = inCommon(same);
        Map<String, Object> inherited = new HashMap<>(above);
        inherited.putAll(own);
        List<Span> children = new ArrayList<>();
        if (depth < MAX_DEPTH) {
            same.forEach(span -> children.addAll(below.getOrDefault(SpanKey.id(span), List.of())));
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        boolean differs = false;
        for (Map.Entry<String, Object> attribute : own.entrySet()) {
            String name = attribute.getKey();
            Object value = attribute.getValue();
            Object other = above.get(name);
            if (other == null) {
                shown.put(name, value);
            } else if (other.equals(value)) {
                if (varying.contains(SpanKey.operation(same.get(0)) + "\n" + name)) {
                    shown.put(name, value);
                }
            } else {
                boolean unexpected = isAgreedOn(same.get(0), name, value);
                differs |= unexpected;
                shown.put(name, unexpected ? value + " (above: " + cut(String.valueOf(other)) + ")" : value);
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
     * Says whether the spans of one request are expected to agree about an attribute: who it is for, which has one value
     * and the wrong one, and from where a message is received. What a loop counts, and what a consumer sends on, differ.
     */
    private boolean isAgreedOn(Span span, String name, Object value) {
        if (TellingAttributes.isDestination(name)) {
            return span.kind() == SpanKind.CONSUMER;
        }
        return value instanceof String
                && TellingAttributes.isOfTheService(name)
                && values.getOrDefault(name, Set.of()).size() == ONE_AND_THE_WRONG_ONE;
    }

    private static String cut(String text) {
        return text.length() > MAX_OTHER_LENGTH ? text.substring(0, MAX_OTHER_LENGTH) + "…" : text;
    }

    /** Returns the attributes of spans in one row, with the number of values where they differ. */
    private static Map<String, Object> inCommon(List<Span> same) {
        if (same.size() == 1) {
            return TellingAttributes.of(same.get(0));
        }
        Map<String, List<Object>> values = new LinkedHashMap<>();
        same.forEach(span -> TellingAttributes.of(span)
                .forEach((name, value) ->
                        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value)));
        Map<String, Object> common = new LinkedHashMap<>();
        values.forEach((name, all) -> {
            long different = all.stream().distinct().count();
            Object value = all.get(0);
            if (different > 1) {
                value = value + " (" + different + " values)";
            } else if (all.size() < same.size()) {
                value = value + " in " + all.size() + " of " + same.size();
            }
            common.put(name, value);
        });
        return common;
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

    private void add(Node node, int above) {
        Span span = node.span();
        boolean isNew = rootIsKnown && !passed.knows(span);
        boolean isNotReceived = span.kind() == SpanKind.PRODUCER
                && node.below().isEmpty()
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
        node.below().forEach(each -> add(each, index));
    }

    private double points(Node node, boolean isUnusual, int above) {
        Span span = node.span();
        StringBuilder text = new StringBuilder(span.name());
        node.attributes()
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        for (SpanEvent event : span.events()) {
            text.append(' ').append(event.name()).append(' ').append(event.attributes());
        }
        double points = above >= 0 ? 0 : rows.isEmpty() ? FIRST : roots++ < MAX_ROOTS ? ROOT : 0;
        points += (isUnusual ? UNUSUAL : 0) + (node.differs() ? UNUSUAL : 0);
        points += Math.min(trouble.applyAsInt(text.toString()), MAX_TROUBLE);
        points += hasTrouble(span) ? MAX_TROUBLE : 0;
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
                        2,
                        node.attributes().keySet().stream()
                                .filter(TellingAttributes::isOfTheService)
                                .count());
        return points + (node.spans().size() > 1 ? REPEATED : 0);
    }
}
