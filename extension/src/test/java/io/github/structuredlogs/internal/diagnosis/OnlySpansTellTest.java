package io.github.structuredlogs.internal.diagnosis;

import static io.github.structuredlogs.SpanKind.CLIENT;
import static io.github.structuredlogs.SpanKind.CONSUMER;
import static io.github.structuredlogs.SpanKind.INTERNAL;
import static io.github.structuredlogs.SpanKind.PRODUCER;
import static io.github.structuredlogs.SpanKind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Failures that only spans explain, written down before anything in the diagnosis was made for them: the first ten
 * lines show the cause.
 */
class OnlySpansTellTest {

    @Test
    void theWrongTenant() {
        PlantedTrace trace = new PlantedTrace()
                .logs("gateway", "GET /api/orders 200")
                .logs("orders", "found 0 orders")
                .span(
                        "gateway",
                        1,
                        0,
                        "GET /api/orders",
                        SERVER,
                        0,
                        31,
                        "http.request.method",
                        "GET",
                        "url.path",
                        "/api/orders",
                        "http.response.status_code",
                        200L,
                        "tenant.id",
                        "acme")
                .span(
                        "gateway",
                        2,
                        1,
                        "GET",
                        CLIENT,
                        2,
                        27,
                        "http.request.method",
                        "GET",
                        "url.full",
                        "http://orders:8080/orders",
                        "http.response.status_code",
                        200L,
                        "server.address",
                        "orders")
                .span(
                        "orders",
                        3,
                        2,
                        "GET /orders",
                        SERVER,
                        4,
                        23,
                        "http.request.method",
                        "GET",
                        "http.route",
                        "/orders",
                        "http.response.status_code",
                        200L,
                        "tenant.id",
                        "globex")
                .span("orders", 4, 3, "OrderRepository.findAll", INTERNAL, 6, 19)
                .span(
                        "orders",
                        5,
                        4,
                        "SELECT shop.orders",
                        CLIENT,
                        8,
                        12,
                        "db.system.name",
                        "postgresql",
                        "db.query.text",
                        "select * from orders where tenant = ?",
                        "db.namespace",
                        "shop");

        assertThat(trace.firstTen("expected: 3 but was: 0")).contains("globex");
    }

    @Test
    void aFallbackThatNobodyMentions() {
        PlantedTrace trace = new PlantedTrace()
                .logs("orders", "quote requested")
                .logs("pricing", "price calculated")
                .span(
                        "orders",
                        1,
                        0,
                        "POST /quotes",
                        SERVER,
                        0,
                        44,
                        "http.request.method",
                        "POST",
                        "http.route",
                        "/quotes",
                        "http.response.status_code",
                        201L)
                .span("orders", 2, 1, "validate", INTERNAL, 1, 3)
                .span(
                        "orders",
                        3,
                        1,
                        "POST",
                        CLIENT,
                        5,
                        30,
                        "url.full",
                        "http://pricing/price",
                        "http.response.status_code",
                        200L)
                .span(
                        "pricing",
                        4,
                        3,
                        "POST /price",
                        SERVER,
                        7,
                        26,
                        "http.route",
                        "/price",
                        "http.response.status_code",
                        200L)
                .span(
                        "pricing",
                        5,
                        4,
                        "customer price",
                        INTERNAL,
                        9,
                        2,
                        "fallback.reason",
                        "circuit_open",
                        "price.source",
                        "list")
                .span("pricing", 6, 4, "SELECT prices", CLIENT, 12, 14, "db.system.name", "postgresql")
                .span("orders", 7, 1, "INSERT quotes", CLIENT, 37, 5, "db.system.name", "postgresql");

        assertThat(trace.firstTen("expected: 9.90 but was: 12.50")).contains("circuit_open");
    }

    @Test
    void aPoolWithoutAFreeConnection() {
        PlantedTrace trace = new PlantedTrace()
                .logs("orders", "order placed")
                .span("gateway", 1, 0, "POST /api/orders", SERVER, 0, 4_960, "http.response.status_code", 201L)
                .span(
                        "gateway",
                        2,
                        1,
                        "POST",
                        CLIENT,
                        3,
                        4_950,
                        "url.full",
                        "http://orders:8080/orders",
                        "http.response.status_code",
                        201L)
                .span(
                        "orders",
                        3,
                        2,
                        "POST /orders",
                        SERVER,
                        5,
                        4_945,
                        "http.route",
                        "/orders",
                        "http.response.status_code",
                        201L)
                .span("orders", 4, 3, "OrderService.place", INTERNAL, 6, 4_942)
                .span("orders", 5, 4, "INSERT shop.orders", CLIENT, 4_931, 5, "db.system.name", "postgresql")
                .span("orders", 6, 4, "INSERT shop.outbox", CLIENT, 4_937, 4, "db.system.name", "postgresql");

        assertThat(trace.firstTen("expected: less than 1000 but was: 4960"))
                .contains("INSERT shop.orders")
                .containsPattern("4\\.9\\d* s");
    }

    @Test
    void messagesOutOfOrder() {
        PlantedTrace trace = new PlantedTrace()
                .logs("orders", "order O-7 created")
                .logs("orders", "order O-7 cancelled")
                .logs("billing", "handled message")
                .logs("billing", "handled message")
                .span("orders", 1, 0, "POST /orders", SERVER, 0, 12, "http.response.status_code", 201L)
                .span(
                        "orders",
                        2,
                        1,
                        "orders publish",
                        PRODUCER,
                        4,
                        3,
                        "messaging.system",
                        "kafka",
                        "messaging.destination.name",
                        "orders",
                        "messaging.kafka.message.key",
                        "O-7",
                        "messaging.destination.partition.id",
                        "0",
                        "event.type",
                        "OrderCreated")
                .span("orders", 3, 0, "DELETE /orders/{id}", SERVER, 20, 9, "http.response.status_code", 204L)
                .span(
                        "orders",
                        4,
                        3,
                        "orders publish",
                        PRODUCER,
                        24,
                        3,
                        "messaging.system",
                        "kafka",
                        "messaging.destination.name",
                        "orders",
                        "messaging.destination.partition.id",
                        "1",
                        "event.type",
                        "OrderCancelled")
                .span(
                        "billing",
                        5,
                        4,
                        "orders process",
                        CONSUMER,
                        33,
                        6,
                        "messaging.system",
                        "kafka",
                        "messaging.destination.name",
                        "orders",
                        "messaging.destination.partition.id",
                        "1",
                        "event.type",
                        "OrderCancelled")
                .span(
                        "billing",
                        6,
                        2,
                        "orders process",
                        CONSUMER,
                        61,
                        7,
                        "messaging.system",
                        "kafka",
                        "messaging.destination.name",
                        "orders",
                        "messaging.kafka.message.key",
                        "O-7",
                        "messaging.destination.partition.id",
                        "0",
                        "event.type",
                        "OrderCreated");

        assertThat(trace.firstTen("expected: CANCELLED but was: CREATED"))
                .containsPattern("(?s)orders process.*OrderCancelled.*orders process.*OrderCreated");
    }

    @Test
    void aSpanThatNeverEnded() {
        PlantedTrace trace = new PlantedTrace()
                .logs("orders", "payment requested")
                .logs("payments", "received payment request")
                .span("orders", 1, 0, "POST /orders", SERVER, 0, 21, "http.response.status_code", 202L)
                .span("orders", 2, 1, "INSERT orders", CLIENT, 3, 5, "db.system.name", "postgresql")
                .span(
                        "orders",
                        3,
                        1,
                        "payments publish",
                        PRODUCER,
                        10,
                        6,
                        "messaging.system",
                        "rabbitmq",
                        "messaging.destination.name",
                        "payments")
                // 4, the processing of that message, is not over.
                .span("payments", 5, 4, "SELECT wallets", CLIENT, 24, 3, "db.system.name", "postgresql")
                .span("payments", 6, 4, "lock wallet/7", INTERNAL, 28, 2, "lock.owner", "settlement-job");

        assertThat(trace.firstTen("expected: PAID but was: PENDING"))
                .contains("lock wallet/7")
                .containsPattern("(?i)parent|never ended|not ended|unfinished|no end");
    }
}
