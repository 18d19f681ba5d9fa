package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Services in Python: gunicorn, Flask, the standard library's loggers, supervisord. */
final class PythonFailures {

    private PythonFailures() {}

    @StructuredLogs
    @Testcontainers
    @Cause("WORKER TIMEOUT")
    static class WorkerTimeout {

        @Container
        static final Box REPORTS =
                Box.service("exec gunicorn reports:app").with("python").withExposedPorts(8000);

        @Test
        void buildsTheReportOfAYear() {
            for (int i = 0; i < 40; i++) {
                REPORTS.get("/healthz");
            }

            assertThat(REPORTS.get("/reports/2025?seconds=" + planted(8, 0)).statusCode())
                    .isEqualTo(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("time data '31.12.2025' does not match format '%Y-%m-%d'")
    static class TracebackAmongNoise {

        @Container
        static final Box REPORTS =
                Box.service("exec gunicorn reports:app").with("python").withExposedPorts(8000);

        @Test
        void listsOrders() {
            for (int i = 0; i < 150; i++) {
                REPORTS.get("/healthz");
            }

            var orders = REPORTS.get("/orders?since=" + planted("31.12.2025", "2025-12-31"));

            for (int i = 0; i < 150; i++) {
                REPORTS.get("/healthz");
            }
            assertThat(orders.statusCode()).isEqualTo(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Cause(value = "was terminated due to signal 9", said = Cause.Said.EARLIER)
    static class MemoryOfAWorkerThatWasKilled {

        @Container
        static final Box CARTS = Box.service("exec gunicorn --timeout 30 reports:app")
                .with("python")
                .withCreateContainerCmdModifier(
                        it -> it.getHostConfig().withMemory(120L << 20).withMemorySwap(120L << 20))
                .withExposedPorts(8000);

        @Test
        @Order(1)
        void addsAnItem() {
            assertThat(CARTS.post("/carts/7/items", "mug").statusCode()).isEqualTo(201);
        }

        @Test
        @Order(2)
        void startsAnExport() {
            CARTS.sh("curl -s -m 20 'localhost:8000/export?megabytes=" + planted(200, 1) + "' || true");

            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> CARTS.get("/healthz").statusCode() == 200);
        }

        @Test
        @Order(3)
        void addsASecondItem() {
            CARTS.post("/carts/7/items", "teapot");

            assertThat(CARTS.get("/carts/7").body()).contains("\"items\":2");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("no rate for CHF")
    static class RowLeftOutAtDebug {

        @Container
        static final Box LEDGER = Box.service("exec python3 rates.py")
                .with("python")
                .withEnv("MORE_RATES", planted("", "CHF"))
                .withExposedPorts(8000);

        @Test
        void addsUpAllPayments() {
            assertThat(LEDGER.get("/total").body()).isEqualTo("1390.00");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("token is not yet valid")
    static class ClockOfTheIssuer {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box ISSUER = Box.service(
                        planted("exec faketime -f '+2h' python3 tokens.py issuer", "exec python3 tokens.py issuer"))
                .with("python")
                .at(NETWORK, "issuer")
                .withExposedPorts(8000);

        @Container
        static final Box GATE = Box.service("exec python3 tokens.py gate")
                .with("python")
                .at(NETWORK, "gate")
                .withEnv("ISSUER", "http://issuer:8000")
                .withExposedPorts(8000);

        @Test
        void letsACustomerIn() {
            for (int i = 0; i < 60; i++) {
                GATE.get("/healthz");
            }

            assertThat(GATE.get("/login").statusCode()).isEqualTo(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "Address already in use", said = Cause.Said.AT_START)
    static class PortInUse {

        @Container
        static final Box APP = Box.service("exec python3 metrics.py")
                .with("python")
                .withEnv("METRICS_PORT", planted("8000", "9000"))
                .withExposedPorts(8000);

        @Test
        void countsRequests() {
            assertThat(APP.get("/").statusCode()).isEqualTo(200);

            assertThat(APP.sh("curl -s http://localhost:9000/metrics")).contains("app_requests_total");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("KeyError: 'CH'")
    static class ExceptionGroup {

        @Container
        static final Box QUOTES = Box.service("exec python3 quotes.py")
                .with("python")
                .withEnv(
                        "TARIFFS",
                        "{\"post\":{\"DE\":4,\"CH\":9},\"courier\":{\"DE\":7%s}}".formatted(planted("", ",\"CH\":8")))
                .withExposedPorts(8000);

        @Test
        void quotesForSwitzerland() {
            for (int i = 0; i < 80; i++) {
                QUOTES.get("/quotes/DE");
            }

            assertThat(QUOTES.get("/quotes/CH").body()).isEqualTo("8");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "can't open file '/app/job.py'", said = Cause.Said.AT_START)
    static class WorkerThatDoesNotStart {

        @Container
        static final Box JOBS = Box.service("exec supervisord -c supervisord.conf")
                .with("python")
                .withEnv("WORKER", planted("job.py", "jobs.py"))
                .withExposedPorts(8000);

        @Test
        void doesAJob() {
            assertThat(JOBS.post("/17", "").statusCode()).isEqualTo(202);

            await().atMost(Duration.ofSeconds(6))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> JOBS.get("/17").statusCode() == 200);
        }
    }
}
