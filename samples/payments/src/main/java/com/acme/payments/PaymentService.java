package com.acme.payments;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Charges at once; a refund is accepted at once, and issued in the background. */
final class PaymentService {

    private static final Logger log = LoggerFactory.getLogger(PaymentService.class);

    private final ExecutorService refunds = Executors.newSingleThreadExecutor(work -> new Thread(work, "refunds"));
    private final Ledger ledger;
    private final ExchangeRates rates;
    private final Receipts receipts;

    PaymentService(Ledger ledger, ExchangeRates rates, Receipts receipts) {
        this.ledger = ledger;
        this.rates = rates;
        this.receipts = receipts;
    }

    BigDecimal charge(String orderId, BigDecimal euros, String currency, Trace trace) throws SQLException {
        var amount = rates.convert(euros, currency);
        ledger.pay(orderId, amount, trace);
        log.atInfo()
                .addKeyValue("orderId", orderId)
                .addKeyValue("amount", amount)
                .addKeyValue("currency", currency)
                .log("payment taken");
        receipts.send(orderId);
        return amount;
    }

    void refund(String orderId, String reason, Trace trace) {
        refunds.execute(() -> {
            MDC.put("trace_id", trace.id());
            try {
                ledger.refund(orderId, reason, trace);
                log.atInfo().addKeyValue("orderId", orderId).log("refund issued");
            } catch (SQLException | LedgerUnavailableException e) {
                log.atError().setCause(e).addKeyValue("orderId", orderId).log("refund failed");
            } finally {
                MDC.clear();
            }
        });
    }

    String statusOf(String orderId, Trace trace) throws SQLException {
        return ledger.statusOf(orderId, trace);
    }

    BigDecimal total(Trace trace) throws SQLException {
        log.info("adding up all payments");
        return ledger.total(trace);
    }
}
