package com.acme.orders;

import java.math.BigDecimal;

/** An order that was paid: {@code charged} is in the currency in which the customer ordered. */
record Order(String id, String sku, int qty, BigDecimal charged, String currency) {}
