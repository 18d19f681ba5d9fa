package com.acme.shop;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The payments service, which prints Logstash's JSON. */
class PaymentsContainer extends GenericContainer<PaymentsContainer> {

    PaymentsContainer() {
        super(Images.service("payments"));
        withNetwork(Network.SHARED);
        withNetworkAliases("payments");
        withEnv("DATABASE_URL", "jdbc:postgresql://database/shop?user=payments&password=payments");
        waitingFor(Wait.forLogMessage(".*payments is ready.*", 1));
    }
}
