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
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AssertProvider;
import org.testcontainers.containers.ContainerState;

/**
 * The records that the containers of this JVM's tests have logged.
 *
 * <p>{@link StructuredLogs} sets parameters of this type, and fields without a value. The view is resolved when it is used:
 * during a test (with its {@code @BeforeEach} and {@code @AfterEach}) it shows the test's records, otherwise the class's.
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
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public interface CapturedLogs extends AssertProvider<CapturedLogsAssert> {

    /**
     * Reads a saved log: from {@code docker logs} (with or without {@code --timestamps}), {@code docker compose logs} (each
     * record names its container), {@code kubectl logs} (with or without {@code --prefix}), the engine's {@code json-file}, a
     * Kubernetes node, a CI artefact, or lines that {@link LogRecord#toJson()} wrote. It may be packed with gzip.
     *
     * <p>What was saved in the place of a log is refused: an HTML page, a server's answer, the words of a tool that failed. If
     * the log's end or more of it is known to be missing, assertions of absence fail as undecided. An empty log is accepted, and
     * one line says so.
     *
     * <pre>{@code
     * CapturedLogs logs = CapturedLogs.read(Path.of("build/orders.log"));
     *
     * assertThat(logs).withLevel(ERROR).withField("sku", "X-1").hasSize(1);
     * assertThat(logs).from("orders").isEmpty(); // fails: a plain log names no container
     * }</pre>
     *
     * @param file the log, in UTF-8 or UTF-16
     * @param mappings the mappings for your own JSON lines, tried before the built-in formats
     * @return a view of its records, in the order of the file; it never waits
     * @throws IOException if the file cannot be read, is cut off, or is no log
     */
    static CapturedLogs read(Path file, LogMapping... mappings) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, mappings);
        }
    }

    /**
     * Reads a saved log, as {@link #read(Path, LogMapping...)} does.
     *
     * @param in the bytes of the log, in UTF-8 or UTF-16; it is read to its end and not closed
     * @param mappings the mappings for your own JSON lines, tried before the built-in formats
     * @return a view of its records, in the order of the stream; it never waits
     * @throws IOException if the stream cannot be read, is cut off, or is no log
     */
    static CapturedLogs read(InputStream in, LogMapping... mappings) throws IOException {
        return SavedLogs.read(in, List.of(mappings));
    }

    /** {@return the same view over the records of the whole run, whichever test they belong to} */
    CapturedLogs all();

    /**
     * Returns the records of one container.
     *
     * @param container the container; it may be running or stopped, or its start may have failed
     * @return a view of its records
     * @throws IllegalArgumentException if its logs are not captured; the message lists the captured containers
     */
    CapturedLogs from(ContainerState container);

    /**
     * Returns the records of the containers with a name.
     *
     * @param container the name that is printed with its records: its field's name, else its network alias, its Compose
     *     service or its image's short name
     * @return a view of its records
     * @throws IllegalArgumentException if no container has that name; the message lists the known names
     */
    CapturedLogs from(String container);

    /**
     * Reads what the engine has, and returns the records.
     *
     * @return an unmodifiable list in order of arrival at the engine; it does not grow
     */
    List<LogRecord> records();

    /**
     * Waits for the first matching record. A record that has already arrived counts as well.
     *
     * <pre>{@code
     * LogRecord refund = logs.await(ofSeconds(5), record -> "refund issued".equals(record.message()));
     * }</pre>
     *
     * @param timeout the maximum time to wait
     * @param condition the condition, called on the caller's thread
     * @return the first matching record
     * @throws AssertionError if no record matches in time, or if every container of this view was removed, so no more
     *     records can arrive
     */
    LogRecord await(Duration timeout, Predicate<? super LogRecord> condition);

    /**
     * Creates a W3C {@code traceparent} header for this test's requests.
     *
     * <p>Records with its trace id belong to this test, whatever runs in parallel. So several tests can use one container at
     * the same time.
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
     * Returns the spans that the containers have written to their logs as OTLP JSON, for example with the OpenTelemetry Java
     * agent and {@code OTEL_TRACES_EXPORTER=experimental-otlp/stdout}.
     *
     * <p>A test's spans are those of the traces that {@link #traceparent()} began and that its own records name. The spans of
     * the run are in {@code all().spans()}.
     *
     * <pre>{@code
     * assertThat(logs.spans()).withName("POST /orders").singleElement().hasFailed();
     * }</pre>
     *
     * @return a view of the spans
     */
    default CapturedSpans spans() {
        throw new UnsupportedOperationException("These logs have no spans, because the test created them itself");
    }

    /**
     * Returns the measurements that the containers have written to their logs as OTLP JSON, for example with the OpenTelemetry
     * Java agent and {@code OTEL_METRICS_EXPORTER=experimental-otlp/stdout}.
     *
     * <p>A test's measurements are those that arrived while it ran. The measurements of the run are in {@code all().metrics()}.
     *
     * @return a view of the measurements
     */
    default CapturedMetrics metrics() {
        throw new UnsupportedOperationException("These logs have no metrics, because the test created them itself");
    }

    /**
     * Returns the memory and processor time that a container used while the test ran, measured about once a second and at the
     * moment of the call. The samples of the whole run are in {@code all().stats(…)}.
     *
     * <pre>{@code
     * assertThat(logs.stats(ORDERS).peakMemory()).isLessThan(400L << 20); // bytes
     * }</pre>
     *
     * @param container the container
     * @return its samples, at least one
     * @throws IllegalStateException if there is no sample, because it ended too soon or {@code structuredlogs.stats} is false;
     *     the message says which
     * @throws IllegalArgumentException if its logs are not captured; the message lists the captured containers
     */
    default ContainerStats stats(ContainerState container) {
        throw new UnsupportedOperationException("There are no stats of " + container + " in a log");
    }

    /**
     * Returns what the container with a name used, as {@link #stats(ContainerState)} does.
     *
     * @param container the name that is printed with its records
     * @return its samples, at least one
     * @throws IllegalStateException if there is no sample; the message says why
     * @throws IllegalArgumentException if no container has that name; the message lists the known names
     */
    default ContainerStats stats(String container) {
        throw new UnsupportedOperationException("There are no stats of " + container + " in a log");
    }

    /**
     * Declares records as expected: {@code failOn} does not fail for them. This applies to the test, or to the class if no test
     * runs.
     *
     * <pre>{@code
     * logs.expect(it -> it.from("payments").withLevel(ERROR).withMessageContaining("refused"));
     * }</pre>
     *
     * @param narrowing selects the records; it may name a container that is not started yet
     */
    void expect(Narrowing narrowing);

    /**
     * Declares records as expected and required: the test, or the class if no test runs, fails if none of them has arrived
     * when it ends.
     *
     * <pre>{@code
     * logs.expectAtLeastOne(it -> it.from("payments").withLevel(ERROR)); // the test fails if payments logs no ERROR
     * }</pre>
     *
     * @param narrowing selects the records; it may name a container that is not started yet
     */
    void expectAtLeastOne(Narrowing narrowing);
}
