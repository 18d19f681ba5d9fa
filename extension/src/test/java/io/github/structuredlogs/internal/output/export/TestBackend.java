package io.github.structuredlogs.internal.output.export;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A backend that reads what it gets with OpenTelemetry's own schema, and answers as a test says. */
final class TestBackend implements AutoCloseable {

    /** OTLP writes ids in hexadecimal digits, where protobuf's JSON has base64 for bytes. */
    private static final Pattern ID = Pattern.compile("\"(traceId|spanId|parentSpanId)\":\"([0-9a-f]+)\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Message> requests = new ArrayList<>();
    private final List<Headers> headers = new ArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private final List<Long> times = new ArrayList<>();
    private @Nullable Duration retry;
    private String body = "{}";
    private CountDownLatch holdsBack = new CountDownLatch(0);
    private final CountDownLatch asked = new CountDownLatch(1);

    TestBackend() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next requests get these answers, those after them 200. */
    synchronized TestBackend answering(Integer... statuses) {
        answers.addAll(List.of(statuses));
        return this;
    }

    /** As {@link #answering(Integer...)}, and asks to try again only after a while. */
    synchronized TestBackend answering(int status, Duration retryAfter) {
        answers.add(status);
        retry = retryAfter;
        return this;
    }

    synchronized TestBackend answering(String json) {
        body = json;
        return this;
    }

    /** Answers nothing before the latch is open. */
    synchronized TestBackend holdingBack(CountDownLatch until) {
        holdsBack = until;
        return this;
    }

    void awaitRequest() throws InterruptedException {
        asked.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String json =
                    new String(new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.UTF_8);
            asked.countDown();
            CountDownLatch latch;
            synchronized (this) {
                latch = holdsBack;
            }
            latch.await();
            int status;
            synchronized (this) {
                Integer next = answers.poll();
                status = next == null ? 200 : next;
                headers.add(exchange.getRequestHeaders());
                times.add(System.nanoTime());
                if (status != 200 && retry != null) {
                    exchange.getResponseHeaders().set("Retry-After", String.valueOf(retry.toSeconds()));
                }
                notifyAll();
                if (status == 200) {
                    requests.add(read(exchange.getRequestURI().getPath(), json));
                }
            }
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 200 ? answer.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Message read(String path, String json) throws IOException {
        Message.Builder request = switch (path) {
            case "/v1/logs" -> ExportLogsServiceRequest.newBuilder();
            case "/v1/traces" -> ExportTraceServiceRequest.newBuilder();
            case "/v1/metrics" -> ExportMetricsServiceRequest.newBuilder();
            default -> throw new IOException("there is no " + path);
        };
        JsonFormat.parser()
                .merge(
                        ID.matcher(json)
                                .replaceAll(id -> "\"" + id.group(1) + "\":\""
                                        + Base64.getEncoder()
                                                .encodeToString(HexFormat.of().parseHex(id.group(2))) + "\""),
                        request);
        return request.build();
    }

    private synchronized <M> List<M> requests(Class<M> type) {
        return requests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<ResourceLogs> resourceLogs() {
        return requests(ExportLogsServiceRequest.class).stream()
                .flatMap(each -> each.getResourceLogsList().stream())
                .toList();
    }

    List<LogRecord> records() {
        return resourceLogs().stream()
                .flatMap(each -> each.getScopeLogsList().stream())
                .flatMap(each -> each.getLogRecordsList().stream())
                .toList();
    }

    List<Span> spans() {
        return requests(ExportTraceServiceRequest.class).stream()
                .flatMap(each -> each.getResourceSpansList().stream())
                .flatMap(each -> each.getScopeSpansList().stream())
                .flatMap(each -> each.getSpansList().stream())
                .toList();
    }

    List<Metric> metrics() {
        return requests(ExportMetricsServiceRequest.class).stream()
                .flatMap(each -> each.getResourceMetricsList().stream())
                .flatMap(each -> each.getScopeMetricsList().stream())
                .flatMap(each -> each.getMetricsList().stream())
                .toList();
    }

    /** {@return the headers of each request, also of one that was not taken} */
    synchronized List<Headers> headers() {
        return List.copyOf(headers);
    }

    /** Waits for that many requests. {@return how long after the first one the last of them came} */
    synchronized Duration awaitRequests(int count) throws InterruptedException {
        while (times.size() < count) {
            wait();
        }
        return Duration.ofNanos(times.get(count - 1) - times.get(0));
    }

    @Override
    public void close() {
        synchronized (this) {
            holdsBack.countDown();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
