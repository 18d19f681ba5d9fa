package io.github.structuredlogs.internal.diagnosis;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Failures of which no record complains: what two containers say otherwise, or what was configured in vain, is the cause. */
class ComplaintlessFailuresTest extends CauseInTheFirstTenLines {

    /** Services of Go's slog and zap kind: a line of JSON each. */
    private static final class Services extends WrittenLogs<Services> {
        Services says(String container, String level, String logger, String message, String fields) {
            return out(
                    container,
                    "{\"time\":\"{iso}\",\"level\":\"%s\",\"logger\":\"%s\",\"msg\":\"%s\"%s}"
                            .formatted(level, logger, message, fields.isEmpty() ? "" : "," + fields));
        }

        Services works(String container) {
            for (int i = 1; i <= 30; i++) {
                says(container, "info", "pool", "connection " + i + " borrowed", "\"active\":3");
            }
            return this;
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(numberOfAReplica(), tenantOfTheRequestBefore(), fileThatIsEmpty());
    }

    private static Arguments numberOfAReplica() {
        Services shop = new Services().image("prices-a", "shop/prices:1").image("prices-b", "shop/prices:1");
        for (String each : new String[] {"prices-a", "prices-b"}) {
            shop.says(each, "info", "main", "prices starting", "")
                    .says(
                            each,
                            "info",
                            "pricelist",
                            "price list loaded",
                            "\"version\":" + (each.equals("prices-a") ? 42 : 41) + ",\"took\":{millis}")
                    .says(each, "info", "main", "listening", "\"port\":8080");
        }
        shop.hasStarted().testBegins().works("carts");
        shop.says("prices-a", "info", "prices", "price of X-1", "\"cents\":120")
                .passed()
                .testBegins()
                .works("carts")
                .says("prices-b", "info", "prices", "price of X-7", "\"cents\":499")
                .says("gateway", "warn", "access", "client did not send Accept-Language", "");
        return failure(
                "a number of one of two replicas",
                "version=41",
                shop.fails("PricesIT > cartHasThePriceOfToday()", expected(549, 499)));
    }

    private static Arguments tenantOfTheRequestBefore() {
        Services invoices = new Services();
        String trace = "\"traceId\":\"" + TRACE + "\"";
        invoices.testBegins()
                .says("edge", "info", "access", "GET /invoices/7", "\"tenant\":\"alder\"")
                .says("auth", "debug", "tokens", "token verified", "\"tenant\":\"alder\",\"cached\":false")
                .passed()
                .testBegins()
                .works("edge")
                .says("edge", "info", "access", "GET /invoices/9", trace + ",\"tenant\":\"birch\"")
                .works("auth")
                .says("auth", "debug", "tokens", "token verified", trace + ",\"tenant\":\"alder\",\"cached\":true")
                .says("invoices", "info", "invoices", "invoice not found", trace + ",\"tenant\":\"alder\"")
                .says("edge", "info", "access", "GET /invoices/9 404", trace + ",\"tenant\":\"birch\"")
                .says("edge", "warn", "tls", "certificate expires in 20 days", "");
        return failure(
                "a tenant of the request before",
                // Above the new warning.
                "1 auth      12:00:02.064 DEBUG tokens          [new, unlike edge in tenant] token verified  tenant=alder cached=true",
                invoices.fails("InvoiceIT > showsOneOfTheSecondTenant()", expected(200, 404)));
    }

    private static Arguments fileThatIsEmpty() {
        Services ledger = new Services();
        ledger.says("ledger", "debug", "config", "file /etc/ledger/rounding.yml is empty, ignored", "")
                .says("ledger", "info", "main", "listening", "\"port\":8080")
                .hasStarted()
                .testBegins()
                .works("ledger")
                .passed()
                .testBegins()
                .works("ledger")
                .says("ledger", "info", "entries", "booked", "\"amount\":\"0.125\"")
                .says("ledger", "info", "sums", "sum", "\"sum\":\"10.12\"")
                .says("reports", "warn", "fonts", "font Lato is missing, using DejaVu", "")
                .says("reports", "info", "render", "report rendered", "\"pages\":2")
                .works("store");
        return failure(
                "a file that is empty, beside hints of the test",
                "rounding.yml is empty, ignored",
                ledger.fails("ReportIT > reportsTheSum()", expected("10.13", "10.12")));
    }
}
