package io.github.structuredlogs.internal.otlp;

import static io.github.structuredlogs.SpanKind.CLIENT;
import static io.github.structuredlogs.SpanKind.SERVER;
import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.MetricType;
import io.github.structuredlogs.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real exporters write to a log. */
class ExportersTest {

    @Test
    void javaAgent() {
        CapturedLogs logs = RecordedLines.read(RecordedLines.text(RecordedLines.AGENT));

        assertThat(logs).extracting(LogRecord::message).containsExactly("done");
        assertThat(logs.spans()).hasSize(4);
        assertThat(logs.spans())
                .withKind(SERVER)
                .withAttribute("http.response.status_code", 500)
                .singleElement()
                .hasName("POST /orders")
                .hasFailed()
                .hasService("orders")
                .hasAttribute("url.query", "X-1");
        assertThat(logs.spans()).withKind(CLIENT).thatFailed().singleElement().hasAttribute("error.type", "500");
        Span failed =
                logs.spans().list().stream().filter(Span::hasFailed).toList().get(0);
        assertThat(logs.spans()).withTrace(failed.traceId()).hasSize(2);
        assertThat(failed.duration()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
        assertThat(logs.metrics())
                .withName("jvm.memory.used")
                .withAttribute("jvm.memory.type", "heap")
                .isNotEmpty();
        assertThat(logs.metrics()).withName("jvm.thread.count").lastValue().isPositive();
    }

    @Test
    void olderJavaAgentThroughItsLogger() {
        CapturedLogs logs = RecordedLines.read(RecordedLines.text(RecordedLines.OLD_AGENT));

        assertThat(logs).extracting(LogRecord::message).contains("done").noneMatch(it -> it.contains("\"resource\""));
        assertThat(logs.spans())
                .withName("POST")
                .withKind(CLIENT)
                .withService("orders")
                .hasSize(2);
        assertThat(logs.spans()).thatFailed().singleElement().hasAttribute("http.status_code", 500);
        assertThat(logs.metrics()).withName("http.client.duration").isNotEmpty();
    }

    @Test
    void bareSdk() {
        demandShop(RecordedLines.read(RecordedLines.text(RecordedLines.SDK)));
    }

    @Test
    void bareSdkThroughJavaUtilLogging() {
        CapturedLogs logs = RecordedLines.read(RecordedLines.text(RecordedLines.LOGGING));

        demandShop(logs);
        assertThat(logs).singleElement().hasMessage("Multiple shutdown calls");
    }

    private static String spansOfLoggingOtlp() {
        return RecordedLines.lines(RecordedLines.LOGGING).stream()
                .filter(line -> line.contains("\"scopeSpans\""))
                .map(line -> line.substring("INFO: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static void demandShop(CapturedLogs logs) {
        assertThat(logs.spans()).hasSize(2);
        assertThat(logs.spans())
                .withName("insert into orders")
                .withKind(CLIENT)
                .singleElement()
                .hasFailed()
                .hasStatusMessageContaining("too long")
                .hasAttribute("db.system", "postgresql")
                .hasAttribute("tags", List.of("a", "b"))
                .hasAttribute("ratio", 0.5)
                .hasAttribute("cached", false)
                .hasEvent("exception");
        Span order = logs.spans().list().get(0);
        assertThat(order).hasName("POST /orders").hasAttribute("http.response.status_code", 500);
        assertThat(order.parentSpanId()).isNull();
        assertThat(order.library()).isEqualTo("shop");
        assertThat(logs.spans()).withParent(order.spanId()).hasSize(1);
        assertThat(logs.metrics())
                .withName("orders.placed")
                .withAttribute("sku", "X-1")
                .lastValue()
                .isEqualTo(3);
        assertThat(logs.metrics()).withName("pool.used").lastValue().isEqualTo(7.5);
        MetricPoint histogram = logs.metrics().list().stream()
                .filter(point -> point.name().equals("order.duration"))
                .toList()
                .get(0);
        assertThat(histogram.type()).isEqualTo(MetricType.HISTOGRAM);
        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.value()).isCloseTo(1.6, within(1e-9));
        assertThat(histogram.unit()).isEqualTo("s");
    }

    @Test
    void behindThePrefixOfATextLogger() {
        String object = spansOfLoggingOtlp();

        CapturedLogs logs =
                RecordedLines.read("2026-11-30T06:31:57.123Z  INFO 1 --- [orders] [BatchSpanProcessor_WorkerThread-1]"
                        + " i.o.e.l.o.i.w.LoggerJsonWriter           : " + object + "\n"
                        + "2026-11-30T06:31:57.125Z  INFO 1 --- [orders] [main] c.a.Orders : a {brace} in text\n");

        assertThat(logs.spans()).hasSize(2);
        assertThat(logs).singleElement().hasMessage("a {brace} in text");
    }

    @Test
    void inTheMessageOfAJsonLogger() {
        String object = spansOfLoggingOtlp();

        CapturedLogs logs =
                RecordedLines.read("{\"@timestamp\":\"2026-11-30T06:31:57.123Z\",\"@version\":\"1\",\"message\":\""
                        + object.replace("\\", "\\\\").replace("\"", "\\\"")
                        + "\",\"logger_name\":\"io.opentelemetry.exporter.logging.otlp.internal.writer.LoggerJsonWriter\","
                        + "\"thread_name\":\"x\",\"level\":\"INFO\"}\n");

        assertThat(logs.spans()).hasSize(2);
        assertThat(logs).isEmpty();
    }

    @Test
    void overSeveralLines() {
        String object = RecordedLines.lines(RecordedLines.SDK).get(0);

        CapturedLogs logs = RecordedLines.read(object.replace("{\"resourceSpans\":[{", "{\n\"resourceSpans\":[\n{\n"));

        assertThat(logs.spans()).hasSize(2);
        assertThat(logs).isEmpty();
    }

    @Test
    void aLogRecordWithAMemberOfThatNameStaysARecord() {
        CapturedLogs logs = RecordedLines.read("{\"level\":\"INFO\",\"message\":\"m\",\"resourceSpans\":3}\n");

        assertThat(logs).withMessage("m").hasSize(1);
        assertThat(logs.spans()).isEmpty();
    }
}
