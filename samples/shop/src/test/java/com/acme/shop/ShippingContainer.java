package com.acme.shop;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The shipping service on Node.js, with OpenTelemetry's SDK from npm. */
class ShippingContainer extends GenericContainer<ShippingContainer> {

    ShippingContainer() {
        super(Images.shipping());
        withNetwork(Network.SHARED);
        withNetworkAliases("shipping");
        waitingFor(Wait.forLogMessage(".*shipping is ready.*", 1));
    }
}
