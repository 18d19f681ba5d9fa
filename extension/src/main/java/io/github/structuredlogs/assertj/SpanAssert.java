package io.github.structuredlogs.assertj;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.internal.condition.ItemCondition;
import io.github.structuredlogs.internal.condition.SpanConditions;
import io.github.structuredlogs.internal.query.ListedItems;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.NarrowedRecords.RecordDifference;
import io.github.structuredlogs.internal.query.RecordSource;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one span.
 *
 * <pre>{@code
 * assertThat(span).hasName("POST /orders").hasKind(SERVER).hasAttribute("http.response.status_code", 500); // passes
 * assertThat(span).hasNotFailed(); // fails: it failed
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public class SpanAssert extends AbstractObjectAssert<SpanAssert, Span> {

    /**
     * Starts an assertion on a span.
     *
     * @param actual the span
     */
    public SpanAssert(@Nullable Span actual) {
        super(actual, SpanAssert.class);
        if (actual != null) {
            info.useRepresentation(new ItemRepresentation<>(
                    Span.class, NarrowedItems.of(ListedItems.spans(List.of(actual), recordSource()))));
        }
    }

    private static RecordSource recordSource() {
        return RecordSource.of(List.of());
    }

    /**
     * Checks the whole name.
     *
     * @param name the name
     * @return this assertion
     */
    public SpanAssert hasName(String name) {
        return meets(SpanConditions.name(name));
    }

    /**
     * Checks that the name contains a text.
     *
     * @param part the text
     * @return this assertion
     */
    public SpanAssert hasNameContaining(String part) {
        return meets(SpanConditions.nameContaining(part));
    }

    /**
     * Checks the kind.
     *
     * @param kind the kind
     * @return this assertion
     */
    public SpanAssert hasKind(SpanKind kind) {
        return meets(SpanConditions.kind(kind));
    }

    /**
     * Checks that its status is an error.
     *
     * @return this assertion
     */
    public SpanAssert hasFailed() {
        return meets(SpanConditions.failed());
    }

    /**
     * Checks that its status is not an error.
     *
     * @return this assertion
     */
    public SpanAssert hasNotFailed() {
        return meets(SpanConditions.notFailed());
    }

    /**
     * Checks that the message of its status contains a text.
     *
     * @param part the text
     * @return this assertion
     */
    public SpanAssert hasStatusMessageContaining(String part) {
        return meets(SpanConditions.statusMessageContaining(part));
    }

    /**
     * Checks that it has an attribute, whatever its value.
     *
     * @param name the attribute's name
     * @return this assertion
     */
    public SpanAssert hasAttribute(String name) {
        return meets(SpanConditions.attribute(name));
    }

    /**
     * Checks the value of an attribute. Numbers are compared by value, and a text equals the number or boolean that it spells.
     *
     * @param name the attribute's name
     * @param value the value
     * @return this assertion
     */
    public SpanAssert hasAttribute(String name, @Nullable Object value) {
        return meets(SpanConditions.attribute(name, value));
    }

    /**
     * Checks that an attribute is absent.
     *
     * @param name the attribute's name
     * @return this assertion
     */
    public SpanAssert hasNoAttribute(String name) {
        return meets(SpanConditions.noAttribute(name));
    }

    /**
     * Checks the trace.
     *
     * @param trace the trace id, or the whole {@code traceparent} header with it
     * @return this assertion
     */
    public SpanAssert hasTrace(String trace) {
        return meets(SpanConditions.trace(trace));
    }

    /**
     * Checks the span id.
     *
     * @param spanId the id
     * @return this assertion
     */
    public SpanAssert hasSpan(String spanId) {
        return meets(SpanConditions.span(spanId));
    }

    /**
     * Checks the parent span.
     *
     * @param spanId the parent's span id
     * @return this assertion
     */
    public SpanAssert hasParent(String spanId) {
        return meets(SpanConditions.parent(spanId));
    }

    /**
     * Checks the service, by its {@code service.name}.
     *
     * @param service the service's name
     * @return this assertion
     */
    public SpanAssert hasService(String service) {
        return meets(SpanConditions.service(service));
    }

    /**
     * Checks that it has an event with a name.
     *
     * @param name the event's name; {@code exception} for an exception
     * @return this assertion
     */
    public SpanAssert hasEvent(String name) {
        return meets(SpanConditions.event(name));
    }

    /**
     * Checks that it took longer than a duration.
     *
     * @param duration the duration
     * @return this assertion
     */
    public SpanAssert isLongerThan(Duration duration) {
        return meets(SpanConditions.longerThan(duration));
    }

    /**
     * Checks that it took less than a duration.
     *
     * @param duration the duration
     * @return this assertion
     */
    public SpanAssert isShorterThan(Duration duration) {
        return meets(SpanConditions.shorterThan(duration));
    }

    /**
     * Navigates to its duration.
     *
     * <pre>{@code
     * assertThat(span).duration().isLessThan(ofMillis(100));
     * }</pre>
     *
     * @return an assertion on the duration
     */
    public AbstractDurationAssert<?> duration() {
        isNotNull();
        return extracting(Span::duration)
                .as("duration of span %s", actual.name())
                .asInstanceOf(InstanceOfAssertFactories.DURATION);
    }

    /**
     * Navigates to the value of an attribute, which is compared strictly.
     *
     * @param name the attribute's name
     * @return an assertion on the value, or on null if the attribute is absent
     */
    public AbstractObjectAssert<?, @Nullable Object> attribute(String name) {
        isNotNull();
        return extracting(span -> span.attribute(name)).as("attribute %s of span %s", name, actual.name());
    }

    private SpanAssert meets(ItemCondition<Span> condition) {
        isNotNull();
        if (!condition.test().test(actual)) {
            RecordDifference recordDifference =
                    NarrowedItems.difference(actual, condition, ListedItems.spans(List.of(actual), recordSource()));
            failWithActualExpectedAndMessage(
                    recordDifference.actual(), recordDifference.expected(), "%s", recordDifference.text());
        }
        return myself;
    }
}
