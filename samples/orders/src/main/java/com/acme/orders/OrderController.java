package com.acme.orders;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

@RestController
@RequestMapping("/orders")
class OrderController {

    private static final Logger log = LoggerFactory.getLogger(OrderController.class);

    private final OrderService orders;

    OrderController(OrderService orders) {
        this.orders = orders;
    }

    record NewOrder(String sku, int qty, String currency) {}

    record NewRefund(String reason) {}

    record Status(String status) {}

    record Turnover(BigDecimal euros) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Order place(@RequestBody NewOrder order) {
        return orders.place(order.sku(), order.qty(), order.currency());
    }

    @GetMapping("/turnover")
    Turnover turnover() {
        return new Turnover(orders.turnover());
    }

    @GetMapping("/{id}")
    Status status(@PathVariable String id) {
        return new Status(orders.statusOf(id));
    }

    @PostMapping("/{id}/refund")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Status refund(@PathVariable String id, @RequestBody NewRefund refund) {
        orders.refund(id, refund.reason());
        return new Status("pending");
    }

    @ExceptionHandler
    ProblemDetail unknownSku(UnknownSkuException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, "unknown sku " + e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail paymentsFailed(RestClientException e) {
        log.error("payments did not do what we asked for", e);
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, "the payment failed");
    }
}
