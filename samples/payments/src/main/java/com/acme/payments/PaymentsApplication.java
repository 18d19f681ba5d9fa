package com.acme.payments;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The payments service on nothing but the JDK's HTTP server; its settings are environment variables. */
public final class PaymentsApplication {

    private static final Logger log = LoggerFactory.getLogger(PaymentsApplication.class);

    private PaymentsApplication() {}

    public static void main(String[] args) {
        try {
            var ledger = new Ledger(setting("DATABASE_URL"));
            var receipts = new Receipts(Optional.ofNullable(System.getenv("SMTP_HOST")));
            var payments = new PaymentService(ledger, new ExchangeRates(), receipts);
            var server = HttpServer.create(new InetSocketAddress(8080), 0);
            server.createContext("/", new PaymentsApi(payments));
            server.setExecutor(Executors.newFixedThreadPool(8));
            server.start();
            log.info("payments is ready");
        } catch (Exception e) {
            log.error("payments could not start", e);
            System.exit(1);
        }
    }

    private static String setting(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException("the environment variable " + name + " is not set"));
    }
}
