/** The shop. */
module com.acme.shop {
    requires java.net.http;

    exports com.acme.shop;
}
