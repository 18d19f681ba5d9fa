package io.github.structuredlogs;

import io.github.structuredlogs.assertj.CapturedSpansAssert;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/**
 * The spans that the containers of a test have written to their logs.
 *
 * <p>A test's spans are those of the trace that {@link CapturedLogs#traceparent()} began, and of the traces that its own
 * records name.
 *
 * <pre>{@code
 * assertThat(logs.spans()).withName("POST /orders").singleElement().hasFailed();
 * assertThat(logs.spans()).from("payments").isEmpty(); // fails if payments has recorded a span in this test
 * }</pre>
 */
public interface CapturedSpans extends AssertProvider<CapturedSpansAssert> {

    /**
     * The spans, after the capture has been brought up to what the engine has.
     *
     * @return an unmodifiable list in order of their start; it does not grow
     */
    List<Span> list();
}
