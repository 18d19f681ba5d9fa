package com.acme.orders;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Takes orders, but not for X-1. */
@Path("/orders")
public class OrderResource {

    @POST
    public String place(@QueryParam("sku") String sku) {
        if (sku.equals("X-1")) {
            throw new IllegalArgumentException("unknown sku " + sku);
        }
        return sku;
    }
}
