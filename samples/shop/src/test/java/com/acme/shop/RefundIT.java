package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Fails, to show what a failing test shows: the shop says that the refund is on its way, and it never comes. */
@Tag("demo")
@StructuredLogs
@Testcontainers(parallel = true)
class RefundIT {

    @Container
    static final GenericContainer<?> DATABASE = new DatabaseContainer();

    @Container
    static final GenericContainer<?> PAYMENTS = new PaymentsContainer();

    @Container
    static final GenericContainer<?> ORDERS = new OrdersContainer();

    @Test
    void refundsATeapotThatArrivedBroken(CapturedLogs logs) {
        var customer = new Customer(ORDERS, logs.traceparent());
        var orderId = customer.order("TEAPOT").field("id");

        customer.refund(orderId, "the teapot arrived in three pieces");

        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() ->
                        assertThat(customer.status(orderId).field("status")).isEqualTo("refunded"));
    }
}
