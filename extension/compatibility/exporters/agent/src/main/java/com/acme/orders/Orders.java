package com.acme.orders;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Takes orders, but not for X-1. Only the agent knows of OpenTelemetry. */
public final class Orders {

    private Orders() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/orders", exchange -> {
            try (exchange) {
                boolean unknown = exchange.getRequestURI().getQuery().contains("X-1");
                exchange.sendResponseHeaders(unknown ? 500 : 200, -1);
            }
        });
        server.start();
        System.out.println("orders is ready");
    }
}
