package io.github.structuredlogs.assertj;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.internal.condition.SpanConditions;
import io.github.structuredlogs.internal.query.ItemSource;
import io.github.structuredlogs.internal.query.ListedItems;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.RecordSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on spans. Narrow them first, then use any AssertJ list assertion.
 *
 * <pre>{@code
 * assertThat(logs.spans()).withName("POST /orders").singleElement().hasFailed(); // passes
 * assertThat(logs.spans()).withKind(CLIENT).withAttribute("db.system", "postgresql").isEmpty(); // fails: there is a query
 * }</pre>
 *
 * <p>An exporter writes spans in batches, by default five seconds after they ended. Set
 * {@code OTEL_BSP_SCHEDULE_DELAY=100} in the container, or wait with {@link #eventually}. For an assertion of absence use
 * {@link #staysEmpty} with a longer time than the exporter's delay.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class CapturedSpansAssert
        extends AbstractItemsAssert<CapturedSpansAssert, List<? extends Span>, Span, SpanAssert> {

    /**
     * Starts an assertion on spans.
     *
     * @param actual the spans
     */
    public CapturedSpansAssert(@Nullable List<? extends Span> actual) {
        super(
                actual == null
                        ? null
                        : NarrowedItems.of(actual, () -> ListedItems.spans(actual, RecordSource.of(List.of()))),
                CapturedSpansAssert.class);
        if (actual != null) {
            info.useRepresentation(new ItemRepresentation<>(
                    Span.class, NarrowedItems.of(actual, () -> ListedItems.spans(actual, RecordSource.of(List.of())))));
        }
    }

    /**
     * Keeps the spans with a name.
     *
     * <pre>{@code
     * assertThat(logs.spans()).withName("POST /orders").hasSize(1); // passes
     * assertThat(logs.spans()).withName("POST").hasSize(1); // fails: not the whole name
     * }</pre>
     *
     * @param name the whole name
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert withName(String name) {
        return narrow(SpanConditions.name(name));
    }

    /**
     * Keeps the spans whose name contains a text.
     *
     * @param part the text
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert withNameContaining(String part) {
        return narrow(SpanConditions.nameContaining(part));
    }

    /**
     * Keeps the spans of a kind.
     *
     * @param kind the kind
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert withKind(SpanKind kind) {
        return narrow(SpanConditions.kind(kind));
    }

    /**
     * Keeps the spans whose status is an error.
     *
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert thatFailed() {
        return narrow(SpanConditions.failed());
    }

    /**
     * Keeps the spans that have an attribute, whatever its value.
     *
     * @param name the attribute's name
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert withAttribute(String name) {
        return narrow(SpanConditions.attribute(name));
    }

    /**
     * Keeps the spans with a value of an attribute. Numbers are compared by value, and a text equals the number or boolean that
     * it spells.
     *
     * @param name the attribute's name
     * @param value the value
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert withAttribute(String name, @Nullable Object value) {
        return narrow(SpanConditions.attribute(name, value));
    }

    /**
     * Keeps the spans of a trace.
     *
     * @param trace the trace id, or the whole {@code traceparent} header with it
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert withTrace(String trace) {
        return narrow(SpanConditions.trace(trace));
    }

    /**
     * Keeps the spans with a parent.
     *
     * @param spanId the parent's span id
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert withParent(String spanId) {
        return narrow(SpanConditions.parent(spanId));
    }

    /**
     * Keeps the spans of a service, by its {@code service.name}.
     *
     * @param service the service's name
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert withService(String service) {
        return narrow(SpanConditions.service(service));
    }

    /**
     * Keeps the spans that took longer than a duration.
     *
     * @param duration the duration
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert longerThan(Duration duration) {
        return narrow(SpanConditions.longerThan(duration));
    }

    /**
     * Keeps the spans that took less than a duration.
     *
     * @param duration the duration
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert shorterThan(Duration duration) {
        return narrow(SpanConditions.shorterThan(duration));
    }

    /**
     * Keeps the spans that meet a condition.
     *
     * @param condition the condition
     * @return the narrowed spans
     */
    @CheckReturnValue
    public CapturedSpansAssert matching(Predicate<? super Span> condition) {
        return narrow(SpanConditions.matching("that meet the given condition", condition));
    }

    @Override
    String noun() {
        return "span";
    }

    @Override
    public SpanAssert toAssert(@Nullable Span value, String description) {
        return new SpanAssert(value).as("%s", description);
    }

    @Override
    ItemSource<Span> listed(List<? extends Span> list) {
        return ListedItems.spans(list, RecordSource.of(List.of()));
    }

    @Override
    CapturedSpansAssert newAssert(List<? extends Span> list) {
        return new CapturedSpansAssert(list);
    }
}
