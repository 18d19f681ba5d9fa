package io.github.structuredlogs.internal.otlp.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.structuredlogs.MetricType;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.SpanLink;
import io.github.structuredlogs.internal.otlp.RecordedPoint;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import io.github.structuredlogs.internal.otlp.receiver.OtlpReceiver;
import io.github.structuredlogs.internal.otlp.receiver.TestInbox;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenTelemetry's Java SDK exports to the receiver. */
class SdkExporterTest {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "none"})
    void isUnderstood(String compression) throws IOException {
        TestInbox inbox = new TestInbox();
        try (OtlpReceiver receiver = new OtlpReceiver(token -> token.equals("secret") ? inbox : null, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        })) {
            int port = receiver.listen(InetAddress.getLoopbackAddress(), 0);

            SdkShop.order("http://127.0.0.1:" + port + "/secret", compression);

            assertThat(inbox.rejections).isEmpty();
            assertThat(receiver.strays()).isZero();
        }
        demandSpans(inbox.spans);
        demandPoints(inbox.points);
    }

    private static void demandSpans(List<RecordedSpan> spans) {
        assertThat(spans).hasSize(2);
        Map<String, RecordedSpan> byName =
                spans.stream().collect(Collectors.toMap(RecordedSpan::name, Function.identity()));
        RecordedSpan order = byName.get("POST /orders");
        assertThat(order.kind()).isEqualTo(SpanKind.SERVER);
        assertThat(order.hasFailed()).isTrue();
        assertThat(order.attributes()).containsExactly(entry("http.response.status_code", 500L));
        assertThat(order.resource()).containsEntry("service.name", "orders");
        assertThat(order.library()).isEqualTo("shop");
        assertThat(order.parentSpanId()).isNull();
        RecordedSpan insert = byName.get("insert into orders");
        assertThat(insert.parentSpanId()).isEqualTo(order.spanId());
        assertThat(insert.traceId()).isEqualTo(order.traceId());
        assertThat(insert.statusMessage()).isEqualTo("value too long for type");
        assertThat(insert.attributes())
                .containsOnly(
                        entry("db.system", "postgresql"),
                        entry("tags", List.of("a", "b")),
                        entry("ratio", 0.5),
                        entry("cached", false));
        assertThat(insert.events()).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("exception");
            assertThat(event.attributes()).containsEntry("exception.message", "value too long");
        });
        assertThat(insert.links())
                .containsExactly(new SpanLink("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"));
        assertThat(insert.duration()).isPositive();
    }

    private static void demandPoints(List<RecordedPoint> points) {
        Map<String, RecordedPoint> byName =
                points.stream().collect(Collectors.toMap(RecordedPoint::name, Function.identity(), (one, two) -> two));
        assertThat(byName.get("orders.placed").value()).isEqualTo(3);
        assertThat(byName.get("orders.placed").attributes()).containsOnly(entry("sku", "X-1"));
        assertThat(byName.get("pool.used").type()).isEqualTo(MetricType.GAUGE);
        assertThat(byName.get("pool.used").value()).isEqualTo(7.5);
        RecordedPoint histogram = byName.get("order.duration");
        assertThat(histogram.type()).isEqualTo(MetricType.HISTOGRAM);
        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.value()).isEqualTo(1.6);
        assertThat(histogram.unit()).isEqualTo("s");
    }
}
