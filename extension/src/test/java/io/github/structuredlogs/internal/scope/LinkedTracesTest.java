package io.github.structuredlogs.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.SpanLink;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which traces belong to a failed test because a message of its own was processed in them. */
class LinkedTracesTest {

    private static Span span(String trace, int second, String... linked) {
        return new RecordedSpan(
                () -> "billing",
                trace,
                "00f067aa0ba902b7",
                null,
                "process",
                SpanKind.CONSUMER,
                Instant.ofEpochSecond(second),
                Instant.ofEpochSecond(second + 1),
                false,
                null,
                Map.of(),
                List.of(),
                List.of(linked).stream()
                        .map(each -> new SpanLink(each, "00f067aa0ba902b7"))
                        .toList(),
                Map.of(),
                null);
    }

    private final Span own = span("own", 5);

    @Test
    void areThoseThatLinkToItAndThoseThatLinkToThem() {
        Span later = span("third", 9, "second");
        Span inner = span("second", 8);
        Span first = span("second", 1, "other", "own");

        assertThat(LinkedTraces.with(List.of(own), List.of(own, later, inner, first)))
                .containsExactly(first, own, inner, later);
    }

    @Test
    void areNotThoseOfOtherTests() {
        List<Span> spans = List.of(own);

        assertThat(LinkedTraces.with(spans, List.of(own, span("second", 8), span("third", 9, "second"))))
                .isSameAs(spans);
    }
}
