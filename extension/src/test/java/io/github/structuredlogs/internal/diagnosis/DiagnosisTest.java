package io.github.structuredlogs.internal.diagnosis;

import static io.github.structuredlogs.LogLevel.DEBUG;
import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.LogLevel.FATAL;
import static io.github.structuredlogs.LogLevel.INFO;
import static io.github.structuredlogs.LogLevel.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class DiagnosisTest extends CauseInTheFirstTenLines {

    /** Failures as they happen, each with the words that name its cause. */
    static Stream<Arguments> failures() {
        return Stream.of(
                exceptionTwoServicesAway(),
                lockInTheDatabase(),
                deadlock(),
                outOfMemoryKilled(),
                outOfMemoryInTheHeap(),
                missingSettingInAScript(),
                missingSettingInPython(),
                springContextThatFails(),
                warningInAnotherService(),
                retryStorm(),
                newErrorBesideKnownOne(),
                textOfATty(),
                wrongPasswordOfTheDatabase(),
                informationOnly(),
                staleCache(),
                poolExhausted(),
                expiredCertificate(),
                uniqueConstraint(),
                missingColumn(),
                poisonMessage(),
                rateLimit(),
                diskFull(),
                wrongHostName(),
                clockSkew(),
                panicInGo(),
                crashOfNode(),
                segmentationFault(),
                debugOnly(),
                accessLogOnly(),
                errorOfAnotherTestsRequest(),
                migration(),
                swallowedByAFallback());
    }

    private static Shop busy() {
        return new Shop().starts().requests(20).testBegins().requests(5);
    }

    private static Arguments exceptionTwoServicesAway() {
        Shop shop = busy();
        shop.log("inventory", ERROR, "com.acme.inventory.Stock", "reservation failed")
                .trace(TRACE)
                .thrown(
                        "java.lang.IllegalStateException",
                        "no bin for SKU-77",
                        "java.lang.IllegalStateException: no bin for SKU-77\n\tat com.acme.inventory.Bins.find(Bins.java:9)\n");
        shop.log("orders", ERROR, "com.acme.orders.OrderService", "cannot place order O-77")
                .trace(TRACE)
                .thrown(
                        "org.springframework.web.client.HttpServerErrorException$InternalServerError",
                        "500 : \"{\"error\":\"Internal Server Error\"}\"",
                        "org.springframework.web.client.HttpServerErrorException$InternalServerError: 500 \n\tat a.B.c(B.java:1)");
        shop.log("gateway", null, null, "POST /orders 500").trace(TRACE);
        shop.requests(30);
        return failure(
                "an exception two services away",
                "no bin for SKU-77",
                shop.fails("OrderIT > places()", expected(201, 500)));
    }

    private static Arguments lockInTheDatabase() {
        Shop shop = busy();
        shop.log("db", INFO, null, "process 71 still waiting for ShareLock on transaction 763 after 1000.12 ms")
                .levelText("LOG");
        shop.log("db", null, null, "Process holding the lock: 65. Wait queue: 71.")
                .levelText("DETAIL");
        shop.log("db", null, null, "update stock set qty = qty - 1 where sku = 'A'")
                .levelText("STATEMENT");
        shop.pause(Duration.ofSeconds(4)).requests(8);
        return failure(
                "a lock in the database",
                "still waiting for ShareLock",
                shop.fails(
                        "StockIT > sells()",
                        new IllegalStateException("java.net.http.HttpTimeoutException: request timed out")));
    }

    private static Arguments deadlock() {
        Shop shop = busy();
        shop.log("db", ERROR, null, "deadlock detected");
        shop.log("db", null, null, "Process 71 waits for ShareLock on transaction 5; blocked by process 72.")
                .levelText("DETAIL");
        shop.log("orders", WARN, "o.h.engine.jdbc.spi.SqlExceptionHelper", "SQL Error: 0, SQLState: 40P01")
                .trace(TRACE);
        shop.log(
                        "orders",
                        ERROR,
                        "o.h.engine.jdbc.spi.SqlExceptionHelper",
                        "ERROR: deadlock detected\n  Detail: Process 71")
                .trace(TRACE);
        shop.log("gateway", null, null, "POST /orders 500").trace(TRACE);
        shop.requests(3);
        return failure("a deadlock", "deadlock detected", shop.fails("OrderIT > two()", expected(201, 500)));
    }

    private static Arguments outOfMemoryKilled() {
        Shop shop = busy();
        shop.log("payments", INFO, "payments", "building report of 4,000,000 rows");
        shop.pause(Duration.ofSeconds(1));
        shop.container(
                "payments",
                ContainerStatus.created()
                        .startedAt(shop.now().minusSeconds(9))
                        .killedForMemory()
                        .exited(137, shop.now()),
                new LifecycleEvent(LifecycleEvent.LifecycleKind.EXITED, shop.now(), "exited 137 (out of memory)", 9));
        shop.log("orders", ERROR, "com.acme.orders.Payments", "payment failed")
                .thrown(
                        "org.springframework.web.client.ResourceAccessException",
                        "I/O error on POST request for \"http://payments:8080/charge\": Connection refused",
                        "org.springframework.web.client.ResourceAccessException: I/O error on POST request\n\tat a.B.c(B.java:3)");
        shop.log("gateway", null, null, "POST /orders 502");
        return failure(
                "out of memory", "exited 137 (out of memory)", shop.fails("ReportIT > big()", expected(200, 502)));
    }

    private static Arguments outOfMemoryInTheHeap() {
        Shop shop = busy();
        shop.text("inventory", "java.lang.OutOfMemoryError: Java heap space");
        shop.text("inventory", "Dumping heap to java_pid1.hprof ...");
        shop.log("orders", WARN, "com.acme.orders.Stock", "inventory did not answer, trying again");
        shop.log("orders", ERROR, "com.acme.orders.Stock", "gave up: Read timed out")
                .thrown("java.net.SocketTimeoutException", "Read timed out", null);
        shop.requests(10);
        return failure(
                "heap space",
                "OutOfMemoryError: Java heap space",
                shop.fails("StockIT > imports()", expected("DONE", "FAILED")));
    }

    private static Arguments missingSettingInAScript() {
        Shop shop = new Shop().starts();
        shop.text("mailer", "+ exec /app/mailer");
        shop.text("mailer", "/entrypoint.sh: line 12: SMTP_HOST: unbound variable");
        shop.container("mailer", ContainerStatus.created().startedAt(shop.now()).exited(1, shop.now()));
        return failure(
                "a missing setting in a script",
                "SMTP_HOST: unbound variable",
                shop.fails("MailIT", new ContainerLaunchException("Container startup failed for image shop/mailer:1")));
    }

    private static Arguments missingSettingInPython() {
        Shop shop = new Shop().starts();
        for (int i = 0; i < 30; i++) {
            shop.log("mailer", INFO, "mailer.boot", "loading plugin " + i);
        }
        shop.text(
                "mailer",
                "Traceback (most recent call last):\n  File \"/app/main.py\", line 4, in <module>\n    key ="
                        + " os.environ[\"MAIL_KEY\"]\nKeyError: 'MAIL_KEY'");
        shop.container("mailer", ContainerStatus.created().startedAt(shop.now()).exited(1, shop.now()));
        return failure(
                "a missing setting in Python",
                "KeyError: 'MAIL_KEY'",
                shop.fails("MailIT", new ContainerLaunchException("Container startup failed for image shop/mailer:1")));
    }

    private static Arguments springContextThatFails() {
        Shop shop = new Shop();
        shop.log("orders", INFO, "com.acme.Application", "Starting Application using Java 17 with PID 1");
        shop.log(
                "orders",
                WARN,
                "o.s.b.w.s.c.AnnotationConfigServletWebServerApplicationContext",
                "Exception encountered during context initialization - cancelling refresh attempt: org.springframework.beans.factory.UnsatisfiedDependencyException: Error creating bean with name 'orderController'");
        shop.log("orders", INFO, "o.apache.catalina.core.StandardService", "Stopping service [Tomcat]");
        shop.log(
                "orders",
                ERROR,
                "o.s.b.d.LoggingFailureAnalysisReporter",
                "\n\n***************************\nAPPLICATION FAILED TO START\n***************************\n\nDescription:\n\n"
                        + "Failed to bind properties under 'shop.payments.url' to java.net.URI:\n\n    Property:"
                        + " shop.payments.url\n    Value: \"${PAYMENTS_URL}\"\n    Reason: could not resolve\n\nAction:\n\nUpdate your"
                        + " application's configuration\n");
        shop.container("orders", ContainerStatus.created().startedAt(shop.now()).exited(1, shop.now()));
        return failure(
                "Spring's context",
                "Failed to bind properties under 'shop.payments.url'",
                shop.fails(
                        "OrderIT", new ContainerLaunchException("Container startup failed for image shop/orders:1")));
    }

    private static Arguments warningInAnotherService() {
        Shop shop = busy();
        shop.log("payments", WARN, "payments", "no rate for CHF, using 1.0")
                .trace(TRACE)
                .with("currency", "CHF");
        shop.log("orders", INFO, "com.acme.orders.OrderService", "order accepted")
                .trace(TRACE)
                .with("total", "19.99");
        shop.log("gateway", null, null, "POST /orders 201").trace(TRACE);
        shop.requests(40);
        return failure(
                "a warning in another service",
                "no rate for CHF",
                shop.fails("PriceIT > francs()", expected("21.35", "19.99")));
    }

    private static Arguments retryStorm() {
        Shop shop = busy();
        shop.log("payments", ERROR, "payments", "ledger is read-only since the failover of replica 2");
        for (int i = 1; i <= 400; i++) {
            shop.log("orders", WARN, "com.acme.orders.Payments", "payment attempt " + i + " failed, trying again")
                    .with("attempt", i);
            shop.log(
                    "orders",
                    ERROR,
                    "com.acme.orders.Payments",
                    "POST http://payments:8080/charge answered 503 (" + i + ")");
        }
        shop.log("orders", ERROR, "com.acme.orders.OrderService", "giving up after 400 attempts");
        return failure(
                "a retry storm", "ledger is read-only", shop.fails("PayIT > pays()", expected("PAID", "PENDING")));
    }

    private static Arguments newErrorBesideKnownOne() {
        Shop shop = new Shop().starts().requests(3);
        for (int i = 0; i < 5; i++) {
            shop.log(
                    "inventory",
                    ERROR,
                    "com.acme.inventory.Metrics",
                    "cannot push metrics to http://metrics:9091 (" + i + ")");
            shop.log("payments", ERROR, "payments", "fraud check skipped: licence of module expired");
            shop.request();
        }
        shop.passed().testBegins().requests(4);
        shop.log("inventory", ERROR, "com.acme.inventory.Metrics", "cannot push metrics to http://metrics:9091 (9)");
        shop.log("payments", ERROR, "payments", "fraud check skipped: licence of module expired");
        shop.log("orders", ERROR, "com.acme.orders.Vouchers", "voucher table is empty, campaign 7 not loaded");
        shop.log("payments", ERROR, "payments", "fraud check skipped: licence of module expired");
        shop.requests(10);
        return failure(
                "a new error beside known ones",
                "voucher table is empty",
                shop.fails("VoucherIT > redeems()", expected("10.00", "19.99")));
    }

    private static Arguments textOfATty() {
        Shop shop = busy();
        shop.text("console", "starting import of catalog.csv");
        shop.text("console", "[2026-11-21 12:00:03] importer.ERROR: line 17: price \"12,50\" is no number");
        shop.text("console", "import ended, 16 of 40 rows");
        return failure(
                "a TTY container",
                "price \"12,50\" is no number",
                shop.fails("ImportIT > imports()", expected(40, 16)));
    }

    private static Arguments wrongPasswordOfTheDatabase() {
        Shop shop = busy();
        shop.log("db", FATAL, null, "password authentication failed for user \"shop\"");
        shop.log("db", null, null, "Connection matched pg_hba.conf line 100: \"host all all all scram-sha-256\"")
                .levelText("DETAIL");
        shop.log("orders", ERROR, "o.a.c.c.C.[.[.[/].[dispatcherServlet]", "Servlet.service() threw exception")
                .thrown(
                        "org.springframework.transaction.CannotCreateTransactionException",
                        "Could not open JPA EntityManager for transaction",
                        "org.springframework.transaction.CannotCreateTransactionException: Could not open JPA EntityManager for"
                                + " transaction\n\tat a.b.C.d(C.java:1)\nCaused by: org.postgresql.util.PSQLException: FATAL: password"
                                + " authentication failed for user \"shop\"\n\t... 3 more");
        return failure(
                "a wrong password", "password authentication failed", shop.fails("LoginIT > in()", expected(200, 500)));
    }

    private static Arguments informationOnly() {
        Shop shop = busy();
        shop.log("inventory", INFO, "com.acme.inventory.Promotions", "promotion SUMMER-10 ignored: ended 2026-08-31")
                .trace(TRACE);
        shop.log("orders", INFO, "com.acme.orders.OrderService", "order accepted")
                .trace(TRACE)
                .with("total", "19.99");
        shop.requests(60);
        return failure(
                "a wrong price, and only INFO",
                "promotion SUMMER-10 ignored",
                shop.fails("PromotionIT > appliesSummer10()", expected("17.99", "19.99")));
    }

    private static Arguments staleCache() {
        Shop shop = busy().passed().testBegins().requests(20);
        shop.log(
                "inventory",
                INFO,
                "com.acme.inventory.Cache",
                "serving stock of SKU-5 from a stale snapshot, age 340 s");
        shop.requests(20);
        return failure("a stale cache", "stale snapshot", shop.fails("StockIT > shows()", expected(3, 7)));
    }

    private static Arguments poolExhausted() {
        Shop shop = busy();
        shop.log(
                        "orders",
                        WARN,
                        "com.zaxxer.hikari.pool.ProxyLeakTask",
                        "Connection leak detection triggered for conn0 on thread exec-3, stack trace follows")
                .thrown(
                        "java.lang.Exception",
                        "Apparent connection leak detected",
                        "java.lang.Exception: Apparent connection leak detected\n\tat com.acme.orders.Export.run(Export.java:88)\n\tat java.base/java.lang.Thread.run(Thread.java:840)");
        shop.pause(Duration.ofSeconds(5));
        for (int i = 0; i < 12; i++) {
            shop.log(
                    "orders",
                    ERROR,
                    "o.h.engine.jdbc.spi.SqlExceptionHelper",
                    "HikariPool-1 - Connection is not available, request timed out after 3000" + i
                            + "ms (total=2, active=2, idle=0, waiting=" + i + ")");
            shop.log("gateway", null, null, "GET /orders 500");
        }
        return failure("a pool that leaks", "Export.java:88", shop.fails("ExportIT > lists()", expected(200, 500)));
    }

    private static Arguments expiredCertificate() {
        Shop shop = busy();
        shop.log("payments", ERROR, "payments", "charge failed")
                .thrown(
                        "Error",
                        "certificate has expired",
                        "Error: certificate has expired\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1659:34)\n    at charge (/app/bank.js:12:3)");
        shop.log("orders", ERROR, "com.acme.orders.Payments", "payments answered 500");
        shop.log("gateway", null, null, "POST /orders 500");
        return failure(
                "an expired certificate", "certificate has expired", shop.fails("PayIT > pays()", expected(201, 500)));
    }

    private static Arguments uniqueConstraint() {
        Shop shop = busy();
        shop.log("db", ERROR, null, "duplicate key value violates unique constraint \"customer_mail_key\"");
        shop.log("db", null, null, "Key (mail)=(ada@example.org) already exists.")
                .levelText("DETAIL");
        shop.log("db", null, null, "insert into customer (mail) values ($1)").levelText("STATEMENT");
        shop.log("orders", WARN, "o.h.engine.jdbc.spi.SqlExceptionHelper", "SQL Error: 0, SQLState: 23505");
        shop.log("gateway", null, null, "POST /customers 409");
        shop.requests(8);
        return failure(
                "a unique constraint",
                "Key (mail)=(ada@example.org) already exists",
                shop.fails("CustomerIT > registers()", expected(201, 409)));
    }

    private static Arguments missingColumn() {
        Shop shop = busy();
        shop.text("db", "ERROR:  column \"vat\" of relation \"orders\" does not exist at character 27");
        shop.text("db", "STATEMENT:  insert into orders (id, vat) values ($1, $2)");
        shop.log("orders", ERROR, "com.acme.orders.Errors", "unhandled").with("status", 500);
        return failure(
                "a missing column", "column \"vat\" of relation", shop.fails("VatIT > stores()", expected(201, 500)));
    }

    private static Arguments poisonMessage() {
        Shop shop = busy();
        shop.log(
                "inventory",
                WARN,
                "com.acme.inventory.Listener",
                "message 00ff17 of topic returns rejected: unknown schema version 3");
        shop.requests(50);
        return failure(
                "a poison message",
                "unknown schema version 3",
                shop.fails(
                        "ReturnsIT > restocks()",
                        new AssertionError(
                                "Condition with alias 'restocked' didn't complete within 10 seconds because expected 5 but was 4")));
    }

    private static Arguments rateLimit() {
        Shop shop = busy();
        for (int i = 0; i < 9; i++) {
            shop.log("payments", INFO, "payments", "bank answered 429 Too Many Requests, waiting 500 ms")
                    .with("try", i);
        }
        shop.requests(20);
        return failure(
                "a rate limit",
                "429 Too Many Requests",
                shop.fails("PayIT > paysMany()", new AssertionError("Condition not fulfilled within 5 seconds")));
    }

    private static Arguments diskFull() {
        Shop shop = busy();
        shop.text("db", "PANIC:  could not write to file \"pg_wal/xlogtemp.71\": No space left on device");
        shop.text("db", "LOG:  server process (PID 71) was terminated by signal 6: Aborted");
        for (int i = 0; i < 20; i++) {
            shop.log("orders", ERROR, "com.acme.orders.OrderService", "cannot store order O-" + i)
                    .thrown(
                            "org.postgresql.util.PSQLException",
                            "An I/O error occurred while sending to the backend.",
                            null);
        }
        return failure("a full disk", "No space left on device", shop.fails("OrderIT > stores()", expected(201, 500)));
    }

    private static Arguments wrongHostName() {
        Shop shop = busy();
        shop.log("orders", ERROR, "com.acme.orders.Payments", "charge failed")
                .thrown(
                        "org.springframework.web.client.ResourceAccessException",
                        "I/O error on POST request for \"http://paiments:8080/charge\": paiments",
                        "org.springframework.web.client.ResourceAccessException: I/O error on POST request for"
                                + " \"http://paiments:8080/charge\": paiments\n\tat a.b.C.d(C.java:1)\nCaused by:"
                                + " java.net.UnknownHostException: paiments\n\t... 3 more");
        shop.log("gateway", null, null, "POST /orders 500");
        return failure(
                "a wrong host name",
                "UnknownHostException: paiments",
                shop.fails("PayIT > pays()", expected(201, 500)));
    }

    private static Arguments clockSkew() {
        Shop shop = busy();
        shop.log("gateway", INFO, "auth", "token refused: not valid before 12:05:00")
                .trace(TRACE)
                .with("clock", "12:00:01");
        shop.log("gateway", null, null, "GET /account 401").trace(TRACE);
        shop.requests(30);
        return failure("a skewed clock", "not valid before", shop.fails("AccountIT > shows()", expected(200, 401)));
    }

    private static Arguments panicInGo() {
        Shop shop = busy();
        shop.text("inventory", "panic: runtime error: index out of range [3] with length 3");
        shop.text("inventory", "goroutine 17 [running]:\nmain.pick(0xc0000b2000)\n\t/app/pick.go:31 +0x1d");
        shop.container(
                "inventory", ContainerStatus.created().startedAt(shop.now()).exited(2, shop.now()));
        shop.log("orders", ERROR, "com.acme.orders.Stock", "dial tcp 172.18.0.4:8080: connect: connection refused");
        shop.log("gateway", null, null, "POST /orders 502");
        return failure("a panic", "index out of range [3]", shop.fails("OrderIT > places()", expected(201, 502)));
    }

    private static Arguments crashOfNode() {
        Shop shop = busy();
        shop.text("payments", "/app/server.js:40");
        shop.text("payments", "    throw new TypeError('amount.toFixed is not a function')\n    ^");
        shop.text(
                "payments",
                "TypeError: amount.toFixed is not a function\n    at charge (/app/server.js:40:11)\n    at node:internal/process:95:5");
        shop.text("payments", "Node.js v20.11.0");
        shop.container(
                "payments", ContainerStatus.created().startedAt(shop.now()).exited(1, shop.now()));
        shop.log("orders", ERROR, "com.acme.orders.Payments", "Unexpected end of file from server: payments");
        return failure(
                "a crash of Node",
                "amount.toFixed is not a function",
                shop.fails("PayIT > pays()", expected(201, 500)));
    }

    private static Arguments segmentationFault() {
        Shop shop = busy();
        shop.log("inventory", INFO, "inventory", "resizing image 4711.png");
        shop.container(
                "inventory",
                ContainerStatus.created().startedAt(shop.now()).exited(139, shop.now()),
                new LifecycleEvent(LifecycleEvent.LifecycleKind.EXITED, shop.now(), "exited 139", 4));
        shop.log("orders", ERROR, "com.acme.orders.Stock", "connection reset by peer");
        return failure("a segmentation fault", "exited 139", shop.fails("ImageIT > resizes()", expected(200, 502)));
    }

    private static Arguments debugOnly() {
        Shop shop = busy();
        shop.log("orders", DEBUG, "com.acme.orders.Validator", "rejected O-9: quantity -1 must be positive");
        shop.log("gateway", null, null, "POST /orders 422");
        shop.requests(15);
        return failure(
                "a validation at DEBUG",
                "quantity -1 must be positive",
                shop.fails("OrderIT > places()", expected(201, 422)));
    }

    private static Arguments accessLogOnly() {
        Shop shop = busy();
        shop.log("gateway", null, null, "GET /v2/catalog 404").with("upstream", "-");
        shop.requests(15);
        return failure(
                "an access log alone", "GET /v2/catalog 404", shop.fails("CatalogIT > lists()", expected(200, 404)));
    }

    private static Arguments errorOfAnotherTestsRequest() {
        Shop shop = busy();
        for (int i = 0; i < 6; i++) {
            shop.log("orders", ERROR, "com.acme.orders.Nightly", "nightly job " + i + " broke: no calendar")
                    .trace("%032x".formatted(0xdead0 + i));
        }
        shop.log("payments", WARN, "payments", "card 4000-0002 declined by bank")
                .trace(TRACE);
        shop.log("orders", INFO, "com.acme.orders.OrderService", "order cancelled")
                .trace(TRACE);
        return failure(
                "another request's errors",
                "card 4000-0002 declined",
                shop.fails("PayIT > pays()", expected("PAID", "CANCELLED"), TRACE));
    }

    private static Arguments migration() {
        Shop shop = new Shop();
        shop.log(
                "orders",
                INFO,
                "o.f.core.FlywayExecutor",
                "Database: jdbc:postgresql://db:5432/shop (PostgreSQL 15.4)");
        shop.log(
                "orders",
                WARN,
                "o.s.b.w.s.c.AnnotationConfigServletWebServerApplicationContext",
                "Exception encountered during context initialization - cancelling refresh attempt");
        shop.log("orders", ERROR, "o.s.boot.SpringApplication", "Application run failed")
                .thrown(
                        "org.springframework.beans.factory.BeanCreationException",
                        "Error creating bean with name 'flywayInitializer'",
                        "org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'flywayInitializer'\n\tat"
                                + " org.springframework.X.y(X.java:1)\nCaused by: org.flywaydb.core.api.exception.FlywayValidateException:"
                                + " Validate failed: Migrations have failed validation\nMigration checksum mismatch for migration version 3\n->"
                                + " Applied to database : 111\n-> Resolved locally    : 222\n\t... 18 more");
        shop.container("orders", ContainerStatus.created().startedAt(shop.now()).exited(1, shop.now()));
        return failure(
                "a migration",
                "checksum mismatch for migration version 3",
                shop.fails(
                        "OrderIT", new ContainerLaunchException("Container startup failed for image shop/orders:1")));
    }

    private static Arguments swallowedByAFallback() {
        Shop shop = busy().passed().testBegins().requests(10);
        shop.log(
                        "orders",
                        INFO,
                        "com.acme.orders.Recommendations",
                        "recommender unavailable, falling back to bestsellers")
                .trace(TRACE);
        shop.requests(30);
        return failure(
                "a fallback",
                "falling back to bestsellers",
                shop.fails("HomeIT > recommends()", expected("[B-7]", "[A-1]")));
    }

    /** The layout, word for word. */
    @Test
    void laysOutTheBlock() {
        Shop shop = new Shop();
        shop.log("gateway", null, null, "GET /health 200");
        shop.log("payments", WARN, "com.acme.Rates", "no rate for CHF, using 1.0")
                .with("currency", "CHF")
                .trace(TRACE);
        for (int i = 0; i < 3; i++) {
            shop.log("orders", ERROR, "com.acme.OrderService", "attempt " + i + " to charge O-7 failed")
                    .trace(TRACE);
        }
        shop.log("orders", ERROR, "com.acme.OrderService", "order O-7 not placed")
                .trace(TRACE)
                .thrown(
                        "com.acme.PaymentException",
                        "declined",
                        "com.acme.PaymentException: declined\n\tat com.acme.Pay.charge(Pay.java:3)\nCaused by: java.io.IOException:"
                                + " broken\n\tat java.base/java.io.X.y(X.java:1)");
        shop.container(
                "payments",
                ContainerStatus.created().startedAt(shop.now()).exited(3, shop.now()),
                new LifecycleEvent(
                        LifecycleEvent.LifecycleKind.EXITED, shop.now().minusMillis(5), "exited 3", 1));
        shop.log("gateway", null, null, "POST /orders 502").trace(TRACE);

        assertThat(Shop.block(shop.fails("OrderIT > places()", expected(201, 502)), false, 100))
                .isEqualTo("""
                        ━━━  FAILED  OrderIT > places() ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
                        AssertionError: expected: 201 but was: 502
                        payments exited 3, 1 WARN
                        db running, no records · gateway running, 2 records · inventory running, no records · orders running, 4 ERROR
                        Look here first:
                        1 orders     12:00:00.018 ERROR OrderService    order O-7 not placed — PaymentException: declined ⇐ IOException: broken at Pay.charge(Pay.java:3)  trace=4bf92f35
                        2 orders     12:00:00.009 ERROR OrderService    [×3] attempt 0 to charge O-7 failed  trace=4bf92f35
                        3 payments   12:00:00.006 WARN  Rates           no rate for CHF, using 1.0  currency=CHF  trace=4bf92f35
                        4 gateway    12:00:00.021                       POST /orders 502  trace=4bf92f35
                        In order of time, 5 of 7 records:
                          gateway    12:00:00.003                       GET /health 200
                        3 payments   12:00:00.006 WARN  Rates           no rate for CHF, using 1.0  currency=CHF  trace=4bf92f35
                        2 orders     12:00:00.009 ERROR OrderService    [×3] attempt 0 to charge O-7 failed  trace=4bf92f35
                                      … 1 record
                          payments   12:00:00.013 ───── exited 3
                                      … 1 record
                        1 orders     12:00:00.018 ERROR OrderService    order O-7 not placed  trace=4bf92f35
                                      com.acme.PaymentException: declined
                                        at com.acme.Pay.charge(Pay.java:3)
                                      Caused by: java.io.IOException: broken
                                        at java.base/java.io.X.y(X.java:1)
                        4 gateway    12:00:00.021                       POST /orders 502  trace=4bf92f35
                        All 7 records: target/structured-logs/CheckoutIT/refusesAnUnknownSku.jsonl
                        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━""");
    }

    @Test
    void showsRecordsThatSayTheSameAsOneLine() {
        Shop shop = new Shop();
        for (int i = 0; i < 20; i++) {
            shop.log("gateway", INFO, "access", "GET /stock 200");
        }
        shop.log("orders", INFO, "com.acme.Orders", "order O-7 taken");
        shop.log("gateway", INFO, "access", "GET /stock 200");

        assertThat(Shop.block(shop.fails("OrderIT > places()", new AssertionError("boom")), false, 100))
                .contains("""
                        The last 22 of 22 records:
                          gateway    12:00:00.003 INFO  access          [×20] GET /stock 200
                          orders     12:00:00.063 INFO  Orders          order O-7 taken
                          gateway    12:00:00.066 INFO  access          GET /stock 200
                        """);
    }

    @Test
    void saysThatNothingIsConspicuousAndShowsTheLastRecords() {
        Shop shop = new Shop().requests(30);
        String block = Shop.block(shop.fails("OrderIT > places()", new AssertionError("boom")), false, 120);
        assertThat(block).contains("Nothing conspicuous in the logs. The last 25 of 150 records:");
        assertThat(block.lines().count()).isBetween(25L, 35L);
    }

    @Test
    void saysThatNothingWasLogged() {
        TestFailure test = new Shop().fails("OrderIT > places()", new AssertionError("boom"));
        assertThat(Diagnosis.of(test).kind()).isEqualTo(DiagnosisResult.ResultKind.EMPTY);
        assertThat(Shop.block(test, false, 120)).contains("Nothing since the test began.");
    }

    @Test
    void saysThatNothingWasLoggedSinceTheTestBeganAndNothingUnusualBefore() {
        Shop shop = new Shop();
        shop.log("database", LogLevel.WARN, "Redis", "Memory overcommit must be enabled");
        shop.passed();
        shop.log("database", LogLevel.WARN, "Redis", "Memory overcommit must be enabled");
        shop.testBegins();

        String block = Shop.block(shop.fails("OrderIT > places()", new AssertionError("boom")), false, 120);

        assertThat(block)
                .contains("Nothing since the test began; start-up was normal.")
                .doesNotContain("overcommit");
    }

    @Test
    void showsWhatWasUnusualAtTheStart() {
        Shop shop = new Shop();
        shop.log("database", LogLevel.WARN, "Redis", "Memory overcommit must be enabled");
        shop.passed();
        shop.log("database", LogLevel.WARN, "Redis", "Memory overcommit must be enabled");
        shop.log("orders", LogLevel.WARN, "Config", "PAYMENT_URL is not set, the default is used");
        shop.testBegins();

        String block = Shop.block(shop.fails("OrderIT > places()", new AssertionError("boom")), false, 120);

        assertThat(block).doesNotContain("start-up was normal").contains("PAYMENT_URL is not set");
    }

    @Test
    void listsWhatIsShownAsAWholeOnce() {
        Shop shop = new Shop();
        shop.log("orders", LogLevel.ERROR, "OrderService", "no such sku");

        String block = Shop.block(shop.fails("OrderIT > places()", new AssertionError("boom")), false, 120);

        assertThat(block).containsOnlyOnce("no such sku").doesNotContain("In order of time");
    }

    @Test
    void countsWhatRepeats() {
        Shop shop = new Shop();
        for (int i = 0; i < 50; i++) {
            shop.log("orders", ERROR, "a.B", "attempt " + i + " failed");
        }
        List<Pick> picks =
                Diagnosis.of(shop.fails("X", new AssertionError("boom"))).picks();
        assertThat(picks.get(0).repeats()).isEqualTo(50);
    }
}
