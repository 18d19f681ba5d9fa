package com.acme.orders;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders, but not for X-1. It has no setting: what it exports and where to is what the environment says. */
@SpringBootApplication
@RestController
public class OrdersApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(OrdersApplication.class, arguments);
    }

    @PostMapping("/orders")
    Map<String, String> place(@RequestParam("sku") String sku) {
        if (sku.equals("X-1")) {
            throw new IllegalArgumentException("unknown sku " + sku);
        }
        return Map.of("sku", sku);
    }
}
