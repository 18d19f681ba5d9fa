package com.acme.orders;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Speaks to the shipping service, if there is one. */
@Component
class ShippingClient {

    private final RestClient http;
    private final String url;

    ShippingClient(RestClient.Builder http, @Value("${shipping.url}") String url) {
        this.http = http.build();
        this.url = url;
    }

    void ship(String orderId) {
        if (!url.isEmpty()) {
            http.post()
                    .uri(url + "/parcels")
                    .body(Map.of("orderId", orderId))
                    .retrieve()
                    .toBodilessEntity();
        }
    }
}
