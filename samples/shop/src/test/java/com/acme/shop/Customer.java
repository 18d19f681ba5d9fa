package com.acme.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;
import org.testcontainers.containers.ContainerState;

/** Buys at the orders service; each request carries the trace context that the customer was given, if any. */
final class Customer {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String orders;
    private final Map<String, String> headers;

    Customer(ContainerState orders) {
        this(orders, Map.of());
    }

    Customer(ContainerState orders, String traceparent) {
        this(orders, Map.of("traceparent", traceparent));
    }

    private Customer(ContainerState orders, Map<String, String> headers) {
        this.orders = "http://" + orders.getHost() + ":" + orders.getFirstMappedPort() + "/orders";
        this.headers = headers;
    }

    /** What the shop said. */
    record Answer(int status, String body) {

        /** The text or number under that name in the JSON of the answer. */
        String field(String name) {
            var field = Pattern.compile('"' + name + "\":\"?([^\",}]*)").matcher(body);
            if (!field.find()) {
                throw new AssertionError("expected a field " + name + " in the answer " + status + " " + body);
            }
            return field.group(1);
        }
    }

    Answer order(String sku) {
        return order(sku, 1, "EUR");
    }

    Answer order(String sku, int qty, String currency) {
        return post("", "{\"sku\": \"%s\", \"qty\": %d, \"currency\": \"%s\"}".formatted(sku, qty, currency));
    }

    Answer refund(String orderId, String reason) {
        return post("/" + orderId + "/refund", "{\"reason\": \"%s\"}".formatted(reason));
    }

    Answer status(String orderId) {
        return send(request("/" + orderId).GET());
    }

    /** What the shop has earned so far, which only its owner asks for. */
    Answer turnover() {
        return send(request("/turnover").GET());
    }

    private Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(orders + path));
        headers.forEach(request::header);
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
