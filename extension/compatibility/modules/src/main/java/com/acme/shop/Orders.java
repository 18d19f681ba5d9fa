package com.acme.shop;

import java.net.URI;
import java.net.http.HttpRequest;

/** The orders service, as its clients call it. */
public final class Orders {
    private final URI address;

    /** Calls the service at an address. */
    public Orders(URI address) {
        this.address = address;
    }

    HttpRequest order(String sku) {
        return HttpRequest.newBuilder(address.resolve("/orders/" + sku)).build();
    }
}
