package com.acme.shop;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** PostgreSQL, which prints plain lines to stderr. */
class DatabaseContainer extends GenericContainer<DatabaseContainer> {

    DatabaseContainer() {
        super(Images.database());
        withNetwork(Network.SHARED);
        withNetworkAliases("database");
        waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 1));
    }
}
