package io.github.structuredlogs.internal.otlp.peer;

import com.google.protobuf.ByteString;
import io.github.structuredlogs.internal.otlp.OtlpBatch;
import io.github.structuredlogs.internal.otlp.OtlpInbox;
import io.github.structuredlogs.internal.otlp.OtlpSink;
import io.github.structuredlogs.internal.otlp.RecordedPoint;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import io.github.structuredlogs.internal.otlp.Rejection;
import io.github.structuredlogs.internal.otlp.receiver.OtlpReceiver;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends spans to the receiver over the loopback, so many a second: {@code ReceiverLoad [spans a second] [seconds]}. */
public final class ReceiverLoad {

    private static final int BATCH = 500;

    private ReceiverLoad() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        AtomicLong received = new AtomicLong();
        byte[] body = body();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (OtlpReceiver receiver = new OtlpReceiver(token -> counting(received), task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        })) {
            int port = receiver.listen(InetAddress.getLoopbackAddress(), 0);
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x/v1/traces"))
                    .header("Content-Type", "application/x-protobuf")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            Duration before = processorTime();
            long began = System.nanoTime();
            long sent = 0;
            long longest = 0;
            while (System.nanoTime() - began < seconds * 1_000_000_000L) {
                long due = (System.nanoTime() - began) * rate / 1_000_000_000L;
                if (sent > due) {
                    Thread.sleep(1);
                    continue;
                }
                long start = System.nanoTime();
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                longest = Math.max(longest, System.nanoTime() - start);
                if (status != 200) {
                    throw new IllegalStateException("answered with " + status);
                }
                sent += BATCH;
            }
            System.out.printf(
                    "%d spans sent in %d s, %d received, %d bytes each, %d ms of processor time for sender and receiver,"
                            + " the longest request %d ms%n",
                    sent,
                    (System.nanoTime() - began) / 1_000_000_000L,
                    received.get(),
                    body.length / BATCH,
                    processorTime().minus(before).toMillis(),
                    longest / 1_000_000);
        }
    }

    private static OtlpInbox counting(AtomicLong received) {
        return new OtlpInbox() {
            @Override
            public @Nullable String source() {
                return "orders";
            }

            @Override
            public void received(OtlpBatch batch, int length) {
                batch.to(new OtlpSink() {
                    @Override
                    public void span(RecordedSpan span) {
                        received.incrementAndGet();
                    }

                    @Override
                    public void point(RecordedPoint point) {}

                    @Override
                    public void rejected(Rejection reason) {
                        throw new IllegalStateException(reason.words());
                    }
                });
            }

            @Override
            public void refused(Rejection reason) {
                throw new IllegalStateException(reason.words());
            }
        };
    }

    private static byte[] body() {
        ScopeSpans.Builder spans = ScopeSpans.newBuilder();
        for (int i = 1; i <= BATCH; i++) {
            spans.addSpans(Span.newBuilder()
                    .setTraceId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8}))
                    .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, (byte) (i >> 8), (byte) i}))
                    .setName("POST /orders")
                    .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                    .setStartTimeUnixNano(1_795_262_400_000_000_000L)
                    .setEndTimeUnixNano(1_795_262_400_001_000_000L)
                    .addAttributes(text("http.route", "/orders"))
                    .addAttributes(text("url.path", "/orders"))
                    .addAttributes(text("server.address", "orders"))
                    .addAttributes(text("user_agent.original", "Java-http-client/17.0.15")));
        }
        return TracesData.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans))
                .build()
                .toByteArray();
    }

    private static KeyValue text(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static Duration processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Duration.ofNanos(system.getProcessCpuTime())
                : Duration.ZERO;
    }
}
