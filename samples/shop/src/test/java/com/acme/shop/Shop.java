package com.acme.shop;

import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;

/** The three containers as one, on a network of their own. */
final class Shop implements Startable {

    private final Network network = Network.newNetwork();
    final DatabaseContainer database = new DatabaseContainer().withNetwork(network);
    final PaymentsContainer payments = new PaymentsContainer().withNetwork(network);
    final OrdersContainer orders = new OrdersContainer().withNetwork(network);

    Shop() {}

    Shop(Consumer<Shop> settings) {
        settings.accept(this);
    }

    Customer customer() {
        return new Customer(orders);
    }

    @Override
    public void start() {
        try {
            Startables.deepStart(database, payments, orders).join();
        } catch (CompletionException e) {
            stop();
            throw e;
        }
    }

    @Override
    public void stop() {
        Stream.of(orders, payments, database).forEach(GenericContainer::stop);
        network.close();
    }
}
