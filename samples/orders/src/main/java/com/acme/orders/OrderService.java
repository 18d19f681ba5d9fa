package com.acme.orders;

import java.math.BigDecimal;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

@Service
class OrderService {

    private static final Logger log = LoggerFactory.getLogger(OrderService.class);

    private final Catalog catalog;
    private final PaymentsClient payments;
    private final ShippingClient shipping;

    OrderService(Catalog catalog, PaymentsClient payments, ShippingClient shipping) {
        this.catalog = catalog;
        this.payments = payments;
        this.shipping = shipping;
    }

    Order place(String sku, int qty, String currency) {
        var id = UUID.randomUUID().toString();
        var price = priceOf(sku, qty).multiply(BigDecimal.valueOf(qty));
        var charged = payments.charge(id, price, currency);
        shipping.ship(id);
        log.atInfo()
                .addKeyValue("orderId", id)
                .addKeyValue("sku", sku)
                .addKeyValue("qty", qty)
                .log("order placed");
        return new Order(id, sku, qty, charged, currency);
    }

    void refund(String orderId, String reason) {
        payments.refund(orderId, reason);
        log.atInfo().addKeyValue("orderId", orderId).log("refund requested");
    }

    String statusOf(String orderId) {
        return payments.statusOf(orderId);
    }

    BigDecimal turnover() {
        return payments.total();
    }

    private BigDecimal priceOf(String sku, int qty) {
        try {
            return catalog.priceOf(sku);
        } catch (UnknownSkuException e) {
            log.atError()
                    .setCause(e)
                    .addKeyValue("sku", sku)
                    .addKeyValue("qty", qty)
                    .log("unknown sku");
            throw e;
        }
    }
}
