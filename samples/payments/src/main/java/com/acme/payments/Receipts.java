package com.acme.payments;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails a receipt where there is a mail server; a payment is good without one. */
final class Receipts {

    private static final Logger log = LoggerFactory.getLogger(Receipts.class);

    private final Optional<String> smtpHost;

    Receipts(Optional<String> smtpHost) {
        this.smtpHost = smtpHost;
    }

    void send(String orderId) {
        smtpHost.ifPresent(host -> {
            try (var mail = new Socket(host, 25)) {
                mail.getOutputStream().write("HELO shop\r\n".getBytes(US_ASCII));
            } catch (IOException e) {
                log.atError().setCause(e).addKeyValue("orderId", orderId).log("the receipt could not be sent");
            }
        });
    }
}
