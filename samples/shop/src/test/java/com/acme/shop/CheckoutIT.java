package com.acme.shop;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.LogLevel.WARN;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What a test with the extension looks like. */
// tag::example
@StructuredLogs
@Testcontainers
class CheckoutIT {
    @Container
    static final OrdersContainer ORDERS = new OrdersContainer();

    // end::example
    @Container
    static final PaymentsContainer PAYMENTS = new PaymentsContainer();

    @Container
    static final DatabaseContainer DATABASE = new DatabaseContainer();

    // tag::example
    @Test
    void refusesAnUnknownSku(CapturedLogs logs) {
        new Customer(ORDERS).order("X-1");

        assertThat(logs)
                .from(ORDERS)
                .withLevel(ERROR)
                .withField("sku", "X-1")
                .singleElement()
                .hasMessage("unknown sku")
                .hasException("com.acme.orders.UnknownSkuException");
    }
    // end::example

    @Test
    void takesThePaymentForAnOrder(CapturedLogs logs) {
        var orderId = new Customer(ORDERS).order("TEAPOT", 2, "SEK").field("id");

        assertThat(logs)
                .from(PAYMENTS)
                .withField("orderId", orderId)
                .singleElement()
                .hasMessage("payment taken")
                .hasField("amount", new BigDecimal("876.80"));
        assertThat(logs)
                .from("orders")
                .withMessage("order placed")
                .withField("qty", 2)
                .hasSize(1);
        assertThat(logs).atOrAbove(WARN).isEmpty();
    }

    @Test
    void followsARequestThroughAllContainers(CapturedLogs logs) {
        var trace = logs.traceparent();

        new Customer(ORDERS, trace).order("KETTLE");

        assertThat(logs)
                .withTrace(trace)
                .from(ORDERS)
                .withMessage("order placed")
                .hasSize(1);
        assertThat(logs)
                .withTrace(trace)
                .from(PAYMENTS)
                .withMessage("payment taken")
                .hasSize(1);
        assertThat(logs)
                .from(DATABASE)
                .withTrace(trace)
                .anySatisfy(it -> assertThat(it).hasMessageContaining("insert into payment"));
    }

    @Test
    void issuesARefundInTheBackground(CapturedLogs logs) {
        var customer = new Customer(ORDERS);
        var orderId = customer.order("MUG").field("id");

        customer.refund(orderId, "it is green");

        var issued = logs.from(PAYMENTS).await(ofSeconds(5), it -> "refund issued".equals(it.message()));
        assertThat(issued).hasField("orderId", orderId).hasThread("refunds");
        assertThat(logs).from(PAYMENTS).atOrAbove(WARN).staysEmpty(ofMillis(200));
    }
    // tag::example
}
// end::example
