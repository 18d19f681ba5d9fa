package com.acme.payments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Speaks HTTP and JSON, and puts the caller's trace into every line that is logged for the request. */
final class PaymentsApi implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(PaymentsApi.class);

    private final ObjectMapper json = new ObjectMapper();
    private final PaymentService payments;

    PaymentsApi(PaymentService payments) {
        this.payments = payments;
    }

    private record Payment(String orderId, BigDecimal amount, String currency) {}

    private record Refund(String orderId, String reason) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var trace = Trace.of(exchange.getRequestHeaders().getFirst("traceparent"));
        MDC.put("trace_id", trace.id());
        try (exchange) {
            try {
                route(exchange, trace);
            } catch (LedgerUnavailableException e) {
                log.error("the ledger cannot be reached", e);
                answer(exchange, 503, Map.of("error", "try again later"));
            } catch (IOException | SQLException | RuntimeException e) {
                log.error("request failed", e);
                answer(exchange, 500, Map.of("error", "request failed"));
            }
        } finally {
            MDC.clear();
        }
    }

    private void route(HttpExchange exchange, Trace trace) throws IOException, SQLException {
        var path = exchange.getRequestURI().getPath();
        var request = exchange.getRequestBody();
        switch (exchange.getRequestMethod() + " " + path.replaceFirst("^/payments/.+", "/payments/*")) {
            case "POST /payments" -> {
                var payment = json.readValue(request, Payment.class);
                var charged = payments.charge(payment.orderId(), payment.amount(), payment.currency(), trace);
                answer(exchange, 201, Map.of("charged", charged));
            }
            case "POST /refunds" -> {
                var refund = json.readValue(request, Refund.class);
                payments.refund(refund.orderId(), refund.reason(), trace);
                answer(exchange, 202, Map.of("status", "pending"));
            }
            case "GET /payments/*" -> {
                var orderId = path.substring("/payments/".length());
                answer(exchange, 200, Map.of("status", payments.statusOf(orderId, trace)));
            }
            case "GET /report" -> answer(exchange, 200, Map.of("total", payments.total(trace)));
            default -> answer(exchange, 404, Map.of("error", "no such resource"));
        }
    }

    private void answer(HttpExchange exchange, int status, Map<String, ?> content) throws IOException {
        var body = json.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
