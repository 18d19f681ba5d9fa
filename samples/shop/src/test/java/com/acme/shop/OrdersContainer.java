package com.acme.shop;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The orders service on Spring Boot, which prints ECS's JSON. */
class OrdersContainer extends GenericContainer<OrdersContainer> {

    OrdersContainer() {
        super(Images.service("orders"));
        withNetwork(Network.SHARED);
        withNetworkAliases("orders");
        withEnv("PAYMENTS_URL", "http://payments:8080");
        withExposedPorts(8080);
        waitingFor(Wait.forHttp("/actuator/health"));
    }
}
