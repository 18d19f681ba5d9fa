package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Prometheus and its Alertmanager. */
final class MonitoringFailures {

    private MonitoringFailures() {}

    @StructuredLogs
    @Testcontainers
    @Cause("many-to-many matching not allowed")
    static class RuleThatCannotBeEvaluated {

        @Container
        static final Box PROMETHEUS = Box.server(
                        "cp " + planted("ambiguous", "sound")
                                + ".yml /tmp/rules.yml; exec prometheus --config.file=/app/prometheus.yml --storage.tsdb.path=/tmp/data")
                .with("prometheus")
                .waitingFor(Wait.forHttp("/-/ready").forPort(9090))
                .withExposedPorts(9090);

        @Test
        void countsTargets() {
            await().atMost(Duration.ofSeconds(8))
                    .untilAsserted(() -> assertThat(PROMETHEUS
                                    .get("/api/v1/query?query=targets")
                                    .body())
                            .contains("\"__name__\":\"targets\""));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("unexpected status code 404")
    static class PathOfAWebhook {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box DESK = Box.server("touch /tmp/alerts; chmod 666 /tmp/alerts; exec nginx -c /app/desk.conf")
                .with("prometheus")
                .at(NETWORK, "desk")
                .withExposedPorts(8080);

        @Container
        static final Box ALERTS = Box.server("exec sh alertmanager.sh " + planted("/alert", "/alerts"))
                .with("prometheus")
                .at(NETWORK, "alerts")
                .dependsOn(DESK)
                .waitingFor(Wait.forHttp("/-/ready").forPort(9093))
                .withExposedPorts(9093);

        @Test
        void tellsTheDesk() {
            assertThat(ALERTS.sh("curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json'"
                            + " -d '[{\"labels\":{\"alertname\":\"DiskFull\"}}]' localhost:9093/api/v2/alerts"))
                    .isEqualTo("200");

            await().atMost(Duration.ofSeconds(6))
                    .untilAsserted(() -> assertThat(DESK.get("/seen").body()).contains("POST /alerts"));
        }
    }
}
