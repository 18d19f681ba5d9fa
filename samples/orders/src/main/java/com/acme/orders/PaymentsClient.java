package com.acme.orders;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

/** Speaks to the payments service; the builder that Spring hands in passes the trace on. */
@Component
class PaymentsClient {

    private static final Logger log = LoggerFactory.getLogger(PaymentsClient.class);

    private final RestClient http;
    private final int attempts;

    PaymentsClient(
            RestClient.Builder http,
            @Value("${payments.url}") String url,
            @Value("${payments.timeout}") Duration timeout,
            @Value("${payments.attempts}") int attempts) {
        var settings = ClientHttpRequestFactorySettings.defaults()
                .withConnectTimeout(timeout)
                .withReadTimeout(timeout);
        this.http = http.baseUrl(url)
                .requestFactory(ClientHttpRequestFactoryBuilder.simple().build(settings))
                .build();
        this.attempts = attempts;
    }

    BigDecimal charge(String orderId, BigDecimal amount, String currency) {
        var payment = Map.of("orderId", orderId, "amount", amount, "currency", currency);
        return new BigDecimal(post("/payments", payment).get("charged").toString());
    }

    void refund(String orderId, String reason) {
        post("/refunds", Map.of("orderId", orderId, "reason", reason));
    }

    String statusOf(String orderId) {
        return get("/payments/" + orderId).get("status").toString();
    }

    BigDecimal total() {
        return new BigDecimal(get("/report").get("total").toString());
    }

    private Map<?, ?> get(String path) {
        return http.get().uri(path).retrieve().body(Map.class);
    }

    private Map<?, ?> post(String path, Map<String, ?> body) {
        for (int attempt = 1; ; attempt++) {
            try {
                return http.post().uri(path).body(body).retrieve().body(Map.class);
            } catch (HttpServerErrorException.ServiceUnavailable e) {
                if (attempt == attempts) {
                    throw e;
                }
                log.atWarn()
                        .addKeyValue("attempt", attempt)
                        .addKeyValue("path", path)
                        .log("payments is unavailable, trying again");
            }
        }
    }
}
