package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.StructuredLogs;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Services in Ruby, PHP and Perl. */
final class ScriptFailures {

    private ScriptFailures() {}

    @StructuredLogs
    @Testcontainers
    @Cause(value = "MAIL_HOST is no longer read", said = Cause.Said.AT_START)
    static class VariableOfAnEarlierVersion {

        @Container
        static final Box ORDERS = Box.service("exec ruby orders.rb")
                .with("ruby")
                .withEnv(planted("MAIL_HOST", "SMTP_ADDRESS"), "localhost:2525")
                .withExposedPorts(4567);

        @Test
        void confirmsAnOrder() {
            for (int i = 0; i < 60; i++) {
                ORDERS.get("/healthz");
            }

            assertThat(ORDERS.post("/orders", "sku=mug").body()).isEqualTo("confirmed");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("\"\\xC3\" from ASCII-8BIT to UTF-8")
    static class WrongEncoding {

        @Container
        static final Box CUSTOMERS = Box.service(planted("LEGACY=1 ", "") + "exec ruby orders.rb")
                .with("ruby")
                .withExposedPorts(4567);

        @Test
        void keepsAName() {
            for (int i = 0; i < 60; i++) {
                CUSTOMERS.get("/healthz");
            }

            assertThat(CUSTOMERS.get("/customers?name=J%C3%A4ger").body()).isEqualTo("{\"name\":\"Jäger\"}");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("object too large for cache")
    static class SessionThatIsTooLarge {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box MEMCACHED = Box.server("exec memcached -u nobody -vv")
                .at(NETWORK, "memcached")
                .withExposedPorts(11211);

        @Container
        static final Box SESSIONS = Box.service("exec ruby sessions.rb")
                .with("ruby")
                .at(NETWORK, "sessions")
                .withExposedPorts(4567);

        @Test
        void keepsASession() {
            for (int i = 0; i < 30; i++) {
                SESSIONS.post("/session", "small");
            }
            SESSIONS.post("/session", "x".repeat(planted(1_500_000, 40_000)));

            assertThat(SESSIONS.get("/session").body()).hasSizeGreaterThanOrEqualTo(40_000);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("Undefined array key \"vat\"")
    static class KeyOfASetting {

        @Container
        static final Box PRICES = Box.service("exec php -S 0.0.0.0:8080 index.php")
                .with("php")
                .withEnv("SETTINGS", planted("{\"VAT\":19}", "{\"vat\":19}"))
                .withExposedPorts(8080);

        @Test
        void addsTheTax() {
            for (int i = 0; i < 60; i++) {
                PRICES.get("/healthz");
            }

            assertThat(PRICES.get("/price").body()).isEqualTo("{\"gross\":119}");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("Allowed memory size of 8388608 bytes exhausted")
    static class MemoryLimit {

        @Container
        static final Box CATALOG = Box.service(
                        "exec php -d memory_limit=" + planted("8M", "256M") + " -S 0.0.0.0:8080 index.php")
                .with("php")
                .withExposedPorts(8080);

        @Test
        void exportsTheCatalog() {
            CATALOG.get("/healthz");

            assertThat(CATALOG.get("/catalog").body()).isEqualTo("200000");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("Too many connections")
    static class ConnectionsOfTheDatabase {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box DATABASE = Box.database("exec sh start.sh --max-connections=" + planted("10", "100"))
                .with("mariadb")
                .at(NETWORK, "database")
                .withExposedPorts(3306)
                .ready(".*port: 3306.*");

        @Container
        static final Box ORDERS = Box.service("exec php -S 0.0.0.0:8080 index.php")
                .with("php")
                .at(NETWORK, "orders")
                .withEnv("DB_HOST", "database")
                .withExposedPorts(8080);

        @Test
        void listsOrders() {
            assertThat(ORDERS.get("/orders").body()).startsWith("orders: ");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("pm.max_children")
    static class NoWorkerIsLeft {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box PHP = Box.service("exec php-fpm8.2 -y /fpm/pool.conf")
                .with("php")
                .withCopyFileToContainer(Box.file("php-fpm/pool.conf"), "/fpm/pool.conf")
                .at(NETWORK, "php")
                .withEnv("MAX_CHILDREN", planted("1", "4"))
                .withExposedPorts(9000);

        @Container
        static final Box WEB = Box.server("exec nginx -c /app/nginx.conf")
                .with("php-fpm")
                .at(NETWORK, "web")
                .dependsOn(PHP)
                .withExposedPorts(80);

        @Test
        void answersWhileAReportIsBuilt() {
            var report = CompletableFuture.runAsync(() -> WEB.get("/slow"));
            await().until(() -> PHP.sh("ls /tmp/slow").equals("/tmp/slow"));

            assertThat(WEB.get("/healthz").statusCode()).isEqualTo(200);
            report.join();
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "licence of ACME expired", said = Cause.Said.AT_START)
    static class Licence {

        @Container
        static final Box INVENTORY = Box.service("exec perl inventory.pl")
                .with("perl")
                .withEnv("LICENCE_UNTIL", planted("2026-10-31", "2099-12-31"))
                .withExposedPorts(8080);

        @Test
        void countsAnItem() {
            for (int i = 0; i < 60; i++) {
                INVENTORY.get("/items");
            }

            assertThat(INVENTORY.post("/items", "mug").statusCode()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Cause(value = "circuit breaker opened", said = Cause.Said.EARLIER)
    static class CircuitThatAnEarlierTestOpened {

        @Container
        static final Box STOCK = Box.service("exec perl stock.pl")
                .with("perl")
                .withEnv("WAREHOUSE", planted("localhost:9", "localhost:8080"))
                .withExposedPorts(8080);

        @Test
        @Order(1)
        void answersForEachOfFiveItems() {
            for (int i = 0; i < 5; i++) {
                assertThat(STOCK.get("/stock/" + i).statusCode()).isEqualTo(200);
            }
        }

        @Test
        @Order(2)
        void isHealthy() {
            for (int i = 0; i < 40; i++) {
                assertThat(STOCK.get("/healthz").body()).isEqualTo("ok");
            }
        }

        @Test
        @Order(3)
        void knowsTheStockOfMugs() {
            assertThat(STOCK.get("/stock/mug").body()).isEqualTo("12");
        }
    }
}
