package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(parallel = true)
class CheckoutIT {

    @Container
    static final GenericContainer<?> DATABASE = new DatabaseContainer();

    @Container
    static final GenericContainer<?> PAYMENTS = new PaymentsContainer();

    @Container
    static final GenericContainer<?> ORDERS = new OrdersContainer();

    @Test
    void refusesAnUnknownSku() {
        var customer = new Customer(ORDERS, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(customer.order("X-1").status()).isEqualTo(422);
    }

    @Test
    void followsATrace() {
        var customer = new Customer(ORDERS, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(customer.order("TEAPOT").status()).isEqualTo(201);
        assertThat(DATABASE.getLogs()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
    }
}
