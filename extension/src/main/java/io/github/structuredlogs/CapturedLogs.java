package io.github.structuredlogs;

import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.assertj.Narrowing;
import io.github.structuredlogs.internal.saved.SavedLogs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.AssertProvider;
import org.testcontainers.containers.ContainerState;

/**
 * The records that the containers of this JVM's tests have logged, for a test to assert on.
 *
 * <p>A parameter of this type, or a field without a value, is filled in by {@link StructuredLogs}. It is a view that is
 * resolved when it is used: in a test (with its {@code @BeforeEach} and {@code @AfterEach}) it shows the test's records,
 * outside of one the class's.
 *
 * <pre>{@code
 * @Test
 * void refusesAnUnknownSku(CapturedLogs logs) {
 *     placeOrder("X-1");
 *
 *     assertThat(logs).from(ORDERS).withLevel(ERROR).withField("sku", "X-1").hasSize(1);
 *     assertThat(logs).from("order").isEmpty(); // fails: no container is called "order"
 * }
 * }</pre>
 */
public interface CapturedLogs extends AssertProvider<CapturedLogsAssert> {

    /**
     * The records of a saved log: of {@code docker logs} (with {@code --timestamps} or without), of
     * {@code docker compose logs}, whose containers the records then name, of the engine's own {@code json-file}, of a
     * Kubernetes node, of a CI artefact, or of lines that {@link LogRecord#toJson()} wrote.
     *
     * <pre>{@code
     * CapturedLogs logs = CapturedLogs.read(Path.of("build/orders.log"));
     *
     * assertThat(logs).withLevel(ERROR).withField("sku", "X-1").hasSize(1);
     * assertThat(logs).from("orders").isEmpty(); // fails: a plain log names no container
     * }</pre>
     *
     * @param file the log, in UTF-8
     * @param mappings what the keys of your own JSON lines mean, tried before the built-in formats
     * @return a view of its records, in the order of the file; it never waits
     * @throws IOException if the file cannot be read
     */
    static CapturedLogs read(Path file, LogMapping... mappings) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, mappings);
        }
    }

    /**
     * The records of a saved log, as of {@link #read(Path, LogMapping...)}.
     *
     * @param in the bytes of the log, in UTF-8; read to the end and not closed
     * @param mappings what the keys of your own JSON lines mean, tried before the built-in formats
     * @return a view of its records, in the order of the stream; it never waits
     * @throws IOException if the stream cannot be read
     */
    static CapturedLogs read(InputStream in, LogMapping... mappings) throws IOException {
        return SavedLogs.read(in, List.of(mappings));
    }

    /** {@return the same view over the records of the whole run, whichever test they belong to} */
    CapturedLogs all();

    /**
     * The records of one container.
     *
     * @param container the container, running, stopped or one whose start failed
     * @return a view of its records
     * @throws IllegalArgumentException if its logs are not captured; the message lists the containers that are
     */
    CapturedLogs from(ContainerState container);

    /**
     * The records of the container with that name.
     *
     * @param container the name under which its records are shown: its field's name, else its network alias, its Compose
     *     service or its image's short name
     * @return a view of its records
     * @throws IllegalArgumentException if no container has that name; the message lists the names that there are
     */
    CapturedLogs from(String container);

    /**
     * The records, after the capture has been brought up to what the engine has.
     *
     * @return an unmodifiable list in order of arrival at the engine; it does not grow
     */
    List<LogRecord> records();

    /**
     * Waits for the first record that matches, one that has arrived already included.
     *
     * @param timeout how long to wait at most
     * @param condition what the record must fulfil; called on the caller's thread
     * @return the first matching record
     * @throws AssertionError if none arrives in time, or none can arrive any more because every container of this view
     *     was removed
     */
    LogRecord await(Duration timeout, Predicate<? super LogRecord> condition);

    /**
     * A fresh W3C {@code traceparent} header for this test's requests.
     *
     * <p>Records that carry its trace id are the test's, whatever runs beside it; several tests may then use one
     * container at the same time.
     *
     * <pre>{@code
     * String traceparent = logs.traceparent();
     * placeOrder("X-1", traceparent);
     * assertThat(logs).withTrace(traceparent).withLevel(ERROR).isEmpty();
     * }</pre>
     *
     * @return the header's value, with a trace id that no other call has returned
     */
    String traceparent();

    /**
     * The spans that the containers have written to their logs as OTLP JSON, for example by the OpenTelemetry Java agent
     * with {@code OTEL_TRACES_EXPORTER=experimental-otlp/stdout}.
     *
     * <p>A test's spans are those of the traces that {@link #traceparent()} began and that its own records name;
     * {@code all().spans()} are the run's.
     *
     * <pre>{@code
     * assertThat(logs.spans()).withName("POST /orders").singleElement().hasFailed();
     * }</pre>
     *
     * @return a view of the spans
     */
    default CapturedSpans spans() {
        throw new UnsupportedOperationException("These logs hold no spans: they were made by the test itself");
    }

    /**
     * The measurements that the containers have written to their logs as OTLP JSON, for example by the OpenTelemetry Java
     * agent with {@code OTEL_METRICS_EXPORTER=experimental-otlp/stdout}.
     *
     * <p>A test's measurements are those that arrived while it ran; {@code all().metrics()} are the run's.
     *
     * @return a view of the measurements
     */
    default CapturedMetrics metrics() {
        throw new UnsupportedOperationException("These logs hold no metrics: they were made by the test itself");
    }

    /**
     * What a container used while the test ran: memory and processor time, about once a second and at the moment of the call.
     * {@code all().stats(…)} is what it used in the run.
     *
     * <pre>{@code
     * assertThat(logs.stats(ORDERS).peakMemory()).isLessThan(400L << 20); // bytes
     * }</pre>
     *
     * @param container the container
     * @return its samples, at least one
     * @throws IllegalStateException if there is no sample, because it ended too soon or {@code structuredlogs.stats} is false;
     *     the message says which
     * @throws IllegalArgumentException if its logs are not captured; the message lists the containers that are
     */
    default ContainerStats stats(ContainerState container) {
        throw new UnsupportedOperationException("There are no stats of " + container + " in a log");
    }

    /**
     * What the container with a name used, as {@link #stats(ContainerState)}.
     *
     * @param container the name under which its records are shown
     * @return its samples, at least one
     * @throws IllegalStateException if there is no sample; the message says why
     * @throws IllegalArgumentException if no container has that name; the message lists the names that there are
     */
    default ContainerStats stats(String container) {
        throw new UnsupportedOperationException("There are no stats of " + container + " in a log");
    }

    /**
     * Declares records of this test, or outside of one of the class, as expected: {@code failOn} does not fail for them.
     *
     * <pre>{@code
     * logs.expect(it -> it.from("payments").withLevel(ERROR).withMessageContaining("refused"));
     * }</pre>
     *
     * @param narrowing narrows down to them; a container that it names need not have been started yet
     */
    void expect(Narrowing narrowing);

    /**
     * Declares records as expected, of which at least one must have come when the test, or outside of one the class,
     * ends; it fails otherwise.
     *
     * @param narrowing narrows down to them; a container that it names need not have been started yet
     */
    void expectAtLeastOne(Narrowing narrowing);
}
