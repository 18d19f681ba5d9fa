package com.acme.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** Runs SQL as the database's owner. */
    void sql(String statements) {
        sh("psql --quiet --set ON_ERROR_STOP=1 --dbname shop --command \"%s\"".formatted(statements));
    }

    void sh(String command) {
        try {
            var result = execInContainer("sh", "-c", command);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(command + "\n" + result.getStderr());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
