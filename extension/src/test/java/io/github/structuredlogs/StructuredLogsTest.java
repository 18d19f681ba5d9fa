package io.github.structuredlogs;

import static io.github.structuredlogs.LogLevel.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The main job: one annotation, and a field of a container's log can be asserted on. */
@Tag("containers")
@Tag("compatibility")
@StructuredLogs
@Testcontainers
class StructuredLogsTest {
    private static final String UNKNOWN_SKU =
            "{\"@timestamp\":\"2026-11-21T18:29:08.810Z\",\"log.level\":\"ERROR\",\"message\":\"unknown sku\","
                    + "\"ecs.version\":\"1.2.0\",\"log.logger\":\"com.acme.OrderService\",\"sku\":\"X-1\",\"qty\":3}";

    @Container
    static final WriterContainer ORDERS = WriterContainer.onRequest();

    @Test
    void assertsOnAField(CapturedLogs logs) {
        ORDERS.write("text=" + UNKNOWN_SKU);

        assertThat(logs)
                .from(ORDERS)
                .withLevel(ERROR)
                .withField("sku", "X-1")
                .singleElement()
                .hasMessage("unknown sku")
                .hasField("qty", 3);
    }

    @Test
    void seesNothingOfTheOtherTest(CapturedLogs logs) {
        ORDERS.write("text=plain");

        assertThat(logs).from("orders").hasSize(1);
        assertThat(logs).from("orders").withLevel(ERROR).isEmpty();
    }

    @Test
    void awaitsARecord(CapturedLogs logs) {
        ORDERS.write("text=late");

        LogRecord record = logs.await(Duration.ofSeconds(5), candidate -> "late".equals(candidate.message()));

        assertThat(record.container()).isEqualTo("orders");
    }
}
