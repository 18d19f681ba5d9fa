package com.acme.orders;

class UnknownSkuException extends RuntimeException {

    UnknownSkuException(String sku, Throwable cause) {
        super(sku, cause);
    }
}
