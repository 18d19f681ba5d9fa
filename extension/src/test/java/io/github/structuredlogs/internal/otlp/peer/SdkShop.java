package io.github.structuredlogs.internal.otlp.peer;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.concurrent.TimeUnit;

/** An order that fails, as OpenTelemetry's own SDK exports it by OTLP over HTTP: {@code SdkShop endpoint}. */
public final class SdkShop {

    private SdkShop() {}

    public static void main(String[] arguments) {
        order(arguments[0], "gzip");
    }

    static void order(String endpoint, String compression) {
        Resource resource = Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "orders"));
        SdkTracerProvider traces = SdkTracerProvider.builder()
                .setResource(resource)
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint + "/v1/traces")
                                .setCompression(compression)
                                .build())
                        .build())
                .build();
        SdkMeterProvider metrics = SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(PeriodicMetricReader.builder(OtlpHttpMetricExporter.builder()
                                .setEndpoint(endpoint + "/v1/metrics")
                                .setCompression(compression)
                                .build())
                        .build())
                .build();
        Tracer tracer = traces.get("shop");
        Span order = tracer.spanBuilder("POST /orders")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.response.status_code", 500)
                .startSpan();
        Span insert = tracer.spanBuilder("insert into orders")
                .setParent(Context.root().with(order))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system", "postgresql")
                .setAttribute(stringArrayKey("tags"), java.util.List.of("a", "b"))
                .setAttribute("ratio", 0.5)
                .setAttribute("cached", false)
                .addLink(SpanContext.create(
                        "0af7651916cd43dd8448eb211c80319c",
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.getDefault()))
                .startSpan();
        insert.recordException(new IllegalStateException("value too long"));
        insert.setStatus(StatusCode.ERROR, "value too long for type");
        insert.end();
        order.setStatus(StatusCode.ERROR);
        order.end();
        Meter meter = metrics.get("shop");
        meter.counterBuilder("orders.placed").build().add(3, Attributes.of(AttributeKey.stringKey("sku"), "X-1"));
        meter.gaugeBuilder("pool.used").build().set(7.5);
        var durations = meter.histogramBuilder("order.duration").setUnit("s").build();
        durations.record(0.4);
        durations.record(1.2);
        traces.shutdown().join(10, TimeUnit.SECONDS);
        metrics.shutdown().join(10, TimeUnit.SECONDS);
    }
}
