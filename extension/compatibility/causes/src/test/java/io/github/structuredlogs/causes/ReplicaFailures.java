package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.StructuredLogs;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** One of two replicas is not as the other. */
final class ReplicaFailures {

    private ReplicaFailures() {}

    @StructuredLogs
    @Testcontainers
    @Cause(value = "2025-11", said = Cause.Said.AT_START)
    static class TariffOfLastYear {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box STOCK_A = Box.service("exec perl stock.pl")
                .with("perl")
                .at(NETWORK, "stock-a")
                .withEnv("WAREHOUSE", "localhost:8080")
                .withEnv("TARIFF", "2026-11")
                .withExposedPorts(8080);

        @Container
        static final Box STOCK_B = Box.service("exec perl stock.pl")
                .with("perl")
                .at(NETWORK, "stock-b")
                .withEnv("WAREHOUSE", "localhost:8080")
                .withEnv("TARIFF", planted("2025-11", "2026-11"))
                .withExposedPorts(8080);

        @Container
        static final Box WEB = Box.server("exec nginx -c /app/balancer.conf")
                .with("nginx")
                .at(NETWORK, "web")
                .dependsOn(STOCK_A, STOCK_B)
                .withExposedPorts(80);

        @Test
        void hasOnePrice() {
            var prices = new HashSet<String>();
            for (int i = 0; i < 20; i++) {
                prices.add(WEB.get("/price/mug").body());
            }

            assertThat(prices).containsExactly("11.90");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "America/New_York", said = Cause.Said.AT_START)
    static class TimeZoneOfAReplica {

        @Container
        static final Box CALENDAR_1 = Box.service("exec python3 days.py")
                .with("python")
                .withEnv("ZONE", "UTC")
                .withExposedPorts(8000);

        @Container
        static final Box CALENDAR_2 = Box.service("exec python3 days.py")
                .with("python")
                .withEnv("ZONE", planted("America/New_York", "UTC"))
                .withExposedPorts(8000);

        @Test
        void agreeOnTheDay() {
            for (int i = 0; i < 30; i++) {
                assertThat(CALENDAR_1.get("/today").body()).isEqualTo("2026-05-04");
            }

            assertThat(CALENDAR_2.get("/today").body()).isEqualTo("2026-05-04");
        }
    }
}
