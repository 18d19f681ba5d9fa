package io.github.structuredlogs.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldOrderTest {

    private static List<Object> order(String format, Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return List.copyOf(FieldOrder.of(format, fields).keySet());
    }

    @Test
    void whatEveryRecordOfAFormatHasIsLast() {
        assertThat(order(
                        "ecs",
                        "process",
                        Map.of("pid", 1),
                        "service",
                        Map.of("name", "orders", "node", Map.of()),
                        "orderId",
                        "o-1",
                        "qty",
                        2))
                .containsExactly("orderId", "qty", "process", "service");
    }

    @Test
    void whatBelongsToTheRequestIsBehindWhatTheCallLogged() {
        assertThat(order("json", "requestId", "r-1", "user_agent", "curl", "sku", "X-1"))
                .containsExactly("sku", "requestId", "user_agent");
    }

    @Test
    void objectWithOneFieldOfTheUsersStaysWhereItIs() {
        assertThat(order("ecs", "process", Map.of("pid", 1, "step", "refund"), "orderId", "o-1"))
                .containsExactly("process", "orderId");
    }
}
