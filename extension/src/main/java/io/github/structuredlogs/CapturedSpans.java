package io.github.structuredlogs;

import io.github.structuredlogs.assertj.CapturedSpansAssert;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AssertProvider;

/**
 * The spans that containers wrote to their logs for a test.
 *
 * <p>A test's spans are those of the trace that {@link CapturedLogs#traceparent()} began, and of the traces that its own
 * records name.
 *
 * <pre>{@code
 * assertThat(logs.spans()).withName("POST /orders").singleElement().hasFailed();
 * assertThat(logs.spans()).from("payments").isEmpty(); // fails if payments has recorded a span in this test
 * }</pre>
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface CapturedSpans extends AssertProvider<CapturedSpansAssert> {

    /**
     * Reads what the engine has, and returns the spans.
     *
     * @return an unmodifiable list in order of their start; it does not grow
     */
    List<Span> list();
}
