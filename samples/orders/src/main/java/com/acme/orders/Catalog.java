package com.acme.orders;

import java.math.BigDecimal;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class Catalog {

    private final Map<String, BigDecimal> pricesInEuro = Map.of(
            "MUG", new BigDecimal("9.95"),
            "TEAPOT", new BigDecimal("39.90"),
            "KETTLE", new BigDecimal("64.00"));

    BigDecimal priceOf(String sku) {
        try {
            return Optional.ofNullable(pricesInEuro.get(sku)).orElseThrow();
        } catch (NoSuchElementException e) {
            throw new UnknownSkuException(sku, e);
        }
    }
}
