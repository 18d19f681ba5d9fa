package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.output.console.FailureBlock;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.render.BuildServer;
import io.github.structuredlogs.internal.render.ConsoleOptions;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.render.SampleRecord;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.text.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A shop's five services, which log what such services log while nothing is wrong, and what a test makes them log. */
public final class Shop {

    private static final List<String> SERVICES = List.of("gateway", "orders", "payments", "inventory", "db");

    private final List<LogRecord> records = new ArrayList<>();
    private final Map<String, ContainerReport> containers = new LinkedHashMap<>();
    private final PassedTestHistory passed = new PassedTestHistory();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Instant started = now;
    private int request;

    public Shop() {
        for (String service : SERVICES) {
            container(service, ContainerStatus.created().startedAt(now));
        }
    }

    public Shop container(String name, ContainerStatus status, LifecycleEvent... events) {
        containers.put(
                name,
                new ContainerReport(
                        name,
                        "shop/" + name + ":1",
                        status,
                        new Completeness(Completeness.CompletenessState.OPEN, null, List.of()),
                        List.of(events),
                        null));
        return this;
    }

    public Instant now() {
        return now;
    }

    public SampleRecord log(String container, LogLevel level, String logger, String message) {
        now = now.plus(Duration.ofMillis(3));
        SampleRecord record = SampleRecord.of(container, level, logger, message).at(now);
        records.add(record);
        return record;
    }

    public SampleRecord text(String container, String message) {
        return log(container, null, null, message).format("text");
    }

    /** What the services say when they start, warnings included. */
    public Shop starts() {
        for (String service : List.of("orders", "inventory")) {
            log(service, LogLevel.INFO, "com.acme.Application", "Starting Application using Java 17 with PID 1");
            log(
                    service,
                    LogLevel.INFO,
                    "o.s.d.r.c.RepositoryConfigurationDelegate",
                    "Bootstrapping repositories in DEFAULT mode");
            log(service, LogLevel.INFO, "o.s.b.w.e.tomcat.TomcatWebServer", "Tomcat initialized with port 8080 (http)");
            log(
                    service,
                    LogLevel.WARN,
                    "o.s.b.a.orm.jpa.JpaBaseConfiguration$JpaWebConfiguration",
                    "spring.jpa.open-in-view is enabled by default. Therefore, database queries may be performed during"
                            + " view rendering.");
            log(
                    service,
                    LogLevel.WARN,
                    "o.h.d.deprecation",
                    "HHH90000025: PostgreSQLDialect does not need to be specified");
            log(service, LogLevel.INFO, "com.acme.Application", "Started Application in 2.73 seconds");
        }
        text("db", "LOG:  database system is ready to accept connections");
        text("gateway", "[warn] no default.conf found, using built-in configuration");
        log("payments", LogLevel.INFO, "payments", "listening on 8080");
        return this;
    }

    /** A request that goes through all of them, and well. */
    public Shop request() {
        request++;
        String trace = "%032x".formatted(0xabc000 + request);
        String order = "O-" + (1000 + request);
        log("gateway", null, null, "POST /orders 201")
                .with("ms", 12 + request % 7)
                .trace(trace);
        log("orders", LogLevel.INFO, "com.acme.orders.OrderService", "order accepted")
                .with("orderId", order)
                .trace(trace);
        log("inventory", LogLevel.INFO, "com.acme.inventory.Stock", "reserved 1 of SKU-" + request)
                .trace(trace);
        log("payments", LogLevel.INFO, "payments", "charged 19.99 EUR")
                .with("orderId", order)
                .trace(trace);
        log(
                "db",
                LogLevel.INFO,
                null,
                "duration: 0.%d ms  execute <unnamed>: insert into orders values ($1)".formatted(request));
        return this;
    }

    public Shop requests(int times) {
        for (int i = 0; i < times; i++) {
            request();
        }
        return this;
    }

    /** What was logged so far belongs to a test that passed. */
    public Shop passed() {
        List<LogRecord> ofTest = List.copyOf(records);
        passed.add(() -> List.of(new SourcePart.ListPart(ofTest)));
        records.clear();
        return this;
    }

    /** What was logged so far is the class's: no test has it. */
    public Shop classHasIt() {
        records.clear();
        return this;
    }

    /** The test method itself begins here. */
    public Shop testBegins() {
        now = now.plusSeconds(1);
        started = now;
        return this;
    }

    public Shop pause(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    public TestFailure fails(String name, Throwable failure, String... traces) {
        return new TestFailure(
                name,
                failure,
                started,
                Set.of(traces),
                records,
                List.of(),
                List.of(),
                List.copyOf(containers.values()),
                passed);
    }

    public static String block(TestFailure test, boolean color, int width) {
        RecordFormatter formatter =
                new RecordFormatter(new ConsoleOptions(color, true, width, 4, ZoneOffset.UTC, Redaction.of(List.of())));
        return new FailureBlock(formatter, BuildServer.NONE)
                .format(test, Diagnosis.of(test), "target/structured-logs/CheckoutIT/refusesAnUnknownSku.jsonl");
    }
}
