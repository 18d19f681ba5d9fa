package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Failures as the loggers of their services write them: what names the cause has to stand in the block's first ten lines. */
class WrittenFailuresTest extends CauseInTheFirstTenLines {

    private static final String TRACED = ",\"trace.id\":\"" + TRACE + "\"";

    static Stream<Arguments> failures() {
        return Stream.of(
                unhandledRejectionOfNode(),
                panicOfGoWithAllGoroutines(),
                tracebackOfPython(),
                deadlockThatOnlyTheDatabaseTells(),
                retriesAtStartBesideANullPointer(),
                wrongPassword(),
                changedMigration(),
                messageThatNobodyCanRead(),
                warningBesideConstantErrors(),
                featureThatIsOff(),
                settingThatWasMissingAtStart(),
                settingThatWasMissingAtStartOfAPassedClass(),
                certificateOfAnUpstream(),
                clockSkew(),
                portInUse(),
                diskAboveTheWatermark(),
                unhealthyDependency(),
                exitWithoutAWord(),
                segmentationFault(),
                killedForMemory(),
                killedFromInside(),
                neverReady(),
                errorAThousandTimes(),
                deepestCause(),
                callerThatComplainsFirst(),
                assertionAlone(),
                stackTraceInsideAString(),
                anotherLanguage(),
                unknownLevels(),
                evictingCache(),
                bodyTooLarge(),
                rejectedByAFullPool(),
                mismatchedQueue(),
                exceptionOfDotnet(),
                fatalErrorOfPhp(),
                unknownHostOfNode(),
                emptyRules(),
                ignoredEvent(),
                restartInBetween(),
                pausedByATest(),
                linkageError(),
                wrongZone(),
                lockOfAScheduler(),
                warningOfALibraryBesideTheWordsOfTheTest(),
                connectionResetByACrashedDatabase(),
                validationInAField(),
                errorWithoutAMessage(),
                abortedByTheOther(),
                unmatchedStub(),
                redirectThatIsNotAllowed(),
                missingMiddleware(),
                bucketThatIsNotThere(),
                refusedMapping(),
                resetByTheUpstream(),
                slowQuery(),
                optimisticLock(),
                sealedVault(),
                longCollections(),
                replicationOfATopic(),
                commaInANumber(),
                refusedMail(),
                scriptThatIsNotThere(),
                directoryThatIsNotWritable(),
                readOnlyReplica(),
                forgedRequest(),
                skippedRow(),
                declinedAmongHarmlessWords(),
                warningAmongDeprecations(),
                subtleWrongValue(),
                timeoutOfAMutex(),
                messageOfAnotherVersion(),
                quotaOfATenant(),
                maskedAsNotFound(),
                errorInAGoodAnswer(),
                consumedTwice(),
                dayOfAnotherZone(),
                leakedConnections(),
                otherContract(),
                waitsForever(),
                panicOfRust(),
                crashOfElixir(),
                nilInRails(),
                heapFullBesideALostClient(),
                brokerThatRefusesARecord());
    }

    private static AssertionError awaited(String what) {
        return new AssertionError("Condition with alias '" + what
                + "' didn't complete within 10 seconds because expected" + " \"refunded\" but was \"accepted\"");
    }

    private static ContainerLaunchException notStarted(String service) {
        return new ContainerLaunchException("Container startup failed for image shop/" + service + ":1");
    }

    private static Arguments unhandledRejectionOfNode() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("payments", """
                node:internal/process/promises:394
                      triggerUncaughtException(err, true /* fromPromise */);
                      ^

                TypeError: Cannot read properties of undefined (reading 'iban')
                    at refund (/app/src/refunds.js:27:31)
                    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
                    at async /app/src/routes.js:14:3

                Node.js v22.11.0""");
        shop.exits("payments", 1);
        shop.ecs(
                "orders",
                "ERROR",
                "com.acme.orders.Payments",
                "refund failed: I/O error on POST request for \\\"http://payments:8080/refunds\\\": Unexpected end of file from server");
        shop.access("POST", "/refunds", 502).requests(10);
        return failure(
                "an unhandled rejection of Node",
                "Cannot read properties of undefined (reading 'iban')",
                shop.fails("RefundIT > refunds()", expected(202, 502)));
    }

    private static Arguments panicOfGoWithAllGoroutines() {
        WrittenShop shop = WrittenShop.busy();
        StringBuilder dump = new StringBuilder("""
                panic: runtime error: invalid memory address or nil pointer dereference
                [signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6f2b2e]

                goroutine 41 [running]:
                github.com/acme/inventory/bins.(*Finder).Find(0xc00012e000, {0xc000226060, 0x5})
                	/src/bins/finder.go:52 +0x2e
                github.com/acme/inventory/api.reserve({0x8f1d20, 0xc0001c20e0}, 0xc0001fe000)
                	/src/api/reserve.go:33 +0x11d
                """);
        for (int i = 0; i < 40; i++) {
            dump.append("\ngoroutine ").append(50 + i).append(" [IO wait, 2 minutes]:\n");
            dump.append(
                    "internal/poll.runtime_pollWait(0x7f0e, 0x72)\n\t/usr/local/go/src/runtime/netpoll.go:343 +0x85\n");
            dump.append("net/http.(*conn).serve(0xc0000d2000)\n\t/usr/local/go/src/net/http/server.go:2009 +0x5f4\n");
        }
        shop.err("inventory", dump + "exit status 2");
        shop.exits("inventory", 2);
        shop.ecs("orders", "ERROR", "com.acme.orders.Stock", "inventory is not reachable: Connection reset");
        shop.access("POST", "/orders", 502);
        return failure(
                "a panic of Go with all goroutines",
                "nil pointer dereference",
                shop.fails("OrderIT > places()", expected(201, 502)));
    }

    private static Arguments tracebackOfPython() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("mailer", """
                Traceback (most recent call last):
                  File "/app/mailer/queue.py", line 88, in run
                    self.send(job)
                  File "/app/mailer/queue.py", line 102, in send
                    body = template.render(**job.data)
                  File "/usr/lib/python3.12/site-packages/jinja2/environment.py", line 1304, in render
                    self.environment.handle_exception()
                jinja2.exceptions.UndefinedError: 'customer' is undefined""");
        shop.requests(30);
        return failure(
                "a traceback of Python on stderr",
                "'customer' is undefined",
                shop.fails("MailIT > mails()", awaited("mail has arrived")));
    }

    private static Arguments deadlockThatOnlyTheDatabaseTells() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("db", """
                {clock} UTC [71] ERROR:  deadlock detected
                {clock} UTC [71] DETAIL:  Process 71 waits for ShareLock on transaction 763; blocked by process 65.
                	Process 65 waits for ShareLock on transaction 764; blocked by process 71.
                	Process 71: update stock set qty = qty - 1 where sku = $1
                	Process 65: update orders set state = $1
                {clock} UTC [71] HINT:  See server log for query details.
                {clock} UTC [71] STATEMENT:  update stock set qty = qty - 1 where sku = $1""");
        shop.access("POST", "/orders", 500).requests(20);
        return failure("a deadlock", "deadlock detected", shop.fails("OrderIT > two()", expected(201, 500)));
    }

    private static Arguments retriesAtStartBesideANullPointer() {
        WrittenShop shop = new WrittenShop();
        for (int i = 1; i <= 200; i++) {
            shop.ecs(
                    "orders",
                    i % 10 == 0 ? "ERROR" : "WARN",
                    "com.acme.orders.Queue",
                    "cannot connect to queue:5672, attempt " + i,
                    ",\"error.type\":\"java.net.ConnectException\",\"error.message\":\"Connection refused\"");
        }
        shop.ecs("orders", "INFO", "com.acme.orders.Queue", "connected to queue:5672");
        shop.requests(10).testBegins().requests(2);
        shop.ecs(
                "orders",
                "ERROR",
                "com.acme.orders.Errors",
                "request failed",
                ",\"error.type\":\"java.lang.NullPointerException\",\"error.message\":\"Cannot invoke \\\"Voucher.rate()\\\""
                        + " because \\\"voucher\\\" is null\",\"error.stack_trace\":\"java.lang.NullPointerException: Cannot"
                        + " invoke \\\"Voucher.rate()\\\" because \\\"voucher\\\" is null\\n\\tat com.acme.orders.Prices.of(Prices.java:31)\"");
        shop.access("POST", "/orders", 500);
        return failure(
                "a null pointer beside retries at the start",
                "because \"voucher\" is null",
                shop.fails("VoucherIT > redeems()", expected(201, 500)));
    }

    private static Arguments wrongPassword() {
        WrittenShop shop = new WrittenShop();
        shop.err("db", """
                {clock} UTC [1] LOG:  database system is ready to accept connections
                {clock} UTC [40] FATAL:  password authentication failed for user "orders"
                {clock} UTC [40] DETAIL:  Connection matched file "/var/lib/postgresql/data/pg_hba.conf" line 128: "host all all all scram-sha-256\"""");
        shop.ecs("orders", "INFO", "com.zaxxer.hikari.HikariDataSource", "HikariPool-1 - Starting...");
        shop.ecs(
                "orders",
                "WARN",
                "o.h.e.j.e.i.JdbcEnvironmentInitiator",
                "HHH000342: Could not obtain connection to query metadata");
        shop.ecs(
                "orders",
                "ERROR",
                "o.s.boot.SpringApplication",
                "Application run failed",
                ",\"error.type\":\"org.springframework.beans.factory.BeanCreationException\",\"error.message\":\"Error creating bean with name 'entityManagerFactory'\"");
        shop.exits("orders", 1);
        return failure(
                "a wrong password",
                "password authentication failed for user \"orders\"",
                shop.fails("OrderIT", notStarted("orders")));
    }

    private static Arguments changedMigration() {
        WrittenShop shop = new WrittenShop();
        shop.out("payments", """
                > payments@1.4.0 start
                > prisma migrate deploy && node server.js

                Prisma schema loaded from prisma/schema.prisma
                Datasource "db": PostgreSQL database "payments", schema "public" at "db:5432"

                17 migrations found in prisma/migrations
                """);
        shop.err("payments", """
                Error: P3018

                A migration failed to apply. New migrations cannot be applied before the error is recovered from.

                Migration name: 20261102_add_vat

                Database error code: 42701

                Database error:
                ERROR: column "vat" of relation "payment" already exists
                """);
        shop.exits("payments", 1);
        return failure(
                "a migration that fails",
                "column \"vat\" of relation \"payment\" already exists",
                shop.fails("PayIT", notStarted("payments")));
    }

    private static Arguments messageThatNobodyCanRead() {
        WrittenShop shop = WrittenShop.busy();
        for (int i = 0; i < 30; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "org.springframework.kafka.listener.DefaultErrorHandler",
                    "Backoff FixedBackOff{interval=0, currentAttempts=" + i + "} exhausted for refunds-0@" + (17 + i),
                    ",\"error.type\":\"org.springframework.kafka.listener.ListenerExecutionFailedException\",\"error.message\":\"Listener"
                            + " failed\",\"error.stack_trace\":\"org.springframework.kafka.listener.ListenerExecutionFailedException:"
                            + " Listener failed\\n\\tat org.springframework.kafka.X.y(X.java:1)\\nCaused by:"
                            + " org.apache.kafka.common.errors.SerializationException: Can't deserialize data from topic"
                            + " [refunds]\\n\\tat org.apache.kafka.Z.q(Z.java:2)\\nCaused by:"
                            + " com.fasterxml.jackson.databind.exc.InvalidFormatException: Cannot deserialize value of type"
                            + " `java.time.LocalDate` from String \\\"21.11.2026\\\"\\n\\tat com.fasterxml.A.b(A.java:3)\"");
            shop.requests(1);
        }
        return failure(
                "a message that cannot be read",
                "from String \"21.11.2026\"",
                shop.fails("RefundIT > refunds()", awaited("refund has arrived")));
    }

    private static Arguments warningBesideConstantErrors() {
        WrittenShop shop = new WrittenShop().starts();
        for (int i = 0; i < 20; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "com.acme.orders.Metrics",
                    "cannot push metrics to http://metrics:9091/job/" + i);
            shop.requests(1);
        }
        shop.passed().testBegins();
        for (int i = 0; i < 20; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "com.acme.orders.Metrics",
                    "cannot push metrics to http://metrics:9091/job/" + i);
            shop.requests(1);
            if (i == 9) {
                shop.pino("payments", 40, "voucher SUMMER-10 not applied, campaign ended");
            }
        }
        return failure(
                "a warning beside errors that are always there",
                "voucher SUMMER-10 not applied",
                shop.fails("VoucherIT > redeems()", expected("17.99", "19.99")));
    }

    private static Arguments featureThatIsOff() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs("orders", "DEBUG", "com.acme.orders.Features", "feature gift-wrap is off for tenant acme");
        shop.requests(40);
        return failure(
                "a feature that is off",
                "feature gift-wrap is off",
                shop.fails("GiftIT > wraps()", expected("[WRAPPED]", "[]")));
    }

    private static Arguments settingThatWasMissingAtStart() {
        WrittenShop shop = new WrittenShop();
        shop.zap("inventory", "info", "LEDGER_URL is not set, using the in-memory ledger");
        shop.starts().requests(30).testBegins().requests(5);
        shop.access("GET", "/ledger/77", 404);
        return failure(
                "a setting that was missing at the start",
                "using the in-memory ledger",
                shop.fails("LedgerIT > findsLedgerEntry()", expected(200, 404)));
    }

    private static Arguments settingThatWasMissingAtStartOfAPassedClass() {
        WrittenShop shop = new WrittenShop().starts();
        shop.pino("payments", 40, "RATES_FILE missing, starting with built-in rates of 2019");
        shop.requests(60).testBegins().requests(3);
        return failure(
                "a warning at the start",
                "starting with built-in rates of 2019",
                shop.fails("PriceIT > francs()", expected("21.35", "19.99")));
    }

    private static Arguments certificateOfAnUpstream() {
        WrittenShop shop = WrittenShop.busy();
        shop.err(
                "gateway",
                "2026/11/21 12:00:01 [error] 31#31: *17 upstream SSL certificate verify error: (10:certificate has expired)"
                        + " while SSL handshaking to upstream, client: 172.18.0.1, server: shop, request: \"POST /orders"
                        + " HTTP/1.1\", upstream: \"https://172.18.0.4:8443/orders\", host: \"shop\"");
        shop.access("POST", "/orders", 502).requests(12);
        return failure(
                "an expired certificate", "certificate has expired", shop.fails("OrderIT > in()", expected(201, 502)));
    }

    private static Arguments clockSkew() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "DEBUG",
                "o.s.s.o.server.resource.web.BearerTokenAuthenticationFilter",
                "Failed to authenticate: Jwt used before 2026-11-21T13:00:00Z");
        shop.access("GET", "/account", 401).requests(30);
        return failure("a skewed clock", "Jwt used before", shop.fails("AccountIT > shows()", expected(200, 401)));
    }

    private static Arguments portInUse() {
        WrittenShop shop = new WrittenShop();
        shop.zap("inventory", "info", "reading configuration");
        shop.zap("inventory", "info", "starting admin server", ",\"port\":8080");
        shop.zap("inventory", "info", "starting api server", ",\"port\":8080");
        shop.zap(
                "inventory",
                "fatal",
                "server ended",
                ",\"error\":\"listen tcp :8080: bind: address already in use\",\"stacktrace\":\"main.main\\n\\t/src/main.go:41\"");
        shop.exits("inventory", 1);
        return failure("a port in use", "bind: address already in use", shop.fails("StockIT", notStarted("inventory")));
    }

    private static Arguments diskAboveTheWatermark() {
        WrittenShop shop = WrittenShop.busy();
        shop.out(
                "search",
                "{\"@timestamp\":\"{iso}\",\"log.level\":\"WARN\",\"message\":\"flood stage disk watermark [95%] exceeded on"
                        + " [Zx1][node-1][/data] free: 900mb[4.3%], all indices on this node will be marked read-only\","
                        + "\"ecs.version\":\"1.2.0\",\"service.name\":\"ES_ECS\",\"log.logger\":\"org.elasticsearch.cluster.routing.allocation.DiskThresholdMonitor\"}");
        for (int i = 0; i < 25; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "com.acme.orders.Search",
                    "indexing of O-" + i + " failed",
                    ",\"error.type\":\"co.elastic.clients.elasticsearch._types.ElasticsearchException\",\"error.message\":\"[es/index]"
                            + " failed: [cluster_block_exception] index [orders] blocked by: [TOO_MANY_REQUESTS/12/disk usage"
                            + " exceeded flood-stage watermark, index has read-only-allow-delete block]\"");
        }
        return failure(
                "a disk above the watermark", "watermark", shop.fails("SearchIT > finds()", awaited("order is found")));
    }

    private static Arguments unhealthyDependency() {
        WrittenShop shop = WrittenShop.busy();
        shop.zap("inventory", "warn", "ping of cache:6379 took 4012 ms");
        shop.status("inventory", it -> it.withHealth(ContainerStatus.Health.UNHEALTHY));
        shop.happens("inventory", LifecycleEvent.LifecycleKind.UNHEALTHY, "unhealthy");
        shop.requests(10);
        return failure(
                "an unhealthy service",
                "ping of cache:6379 took 4012 ms",
                shop.fails("StockIT > shows()", expected(3, 0)));
    }

    private static Arguments exitWithoutAWord() {
        WrittenShop shop = new WrittenShop().starts();
        shop.exits("sync", 1);
        return failure("an exit without a word", "exited 1", shop.fails("SyncIT", notStarted("sync")));
    }

    private static Arguments segmentationFault() {
        WrittenShop shop = WrittenShop.busy();
        shop.exits("inventory", 139);
        shop.ecs("orders", "ERROR", "com.acme.orders.Stock", "reservation failed: Connection reset");
        shop.access("POST", "/orders", 500);
        return failure(
                "a segmentation fault", "inventory exited 139", shop.fails("OrderIT > places()", expected(201, 500)));
    }

    private static Arguments killedForMemory() {
        WrittenShop shop = WrittenShop.busy();
        shop.pino("payments", 30, "exporting 4000000 rows");
        shop.status("payments", ContainerStatus::killedForMemory).exits("payments", 137);
        for (int i = 0; i < 100; i++) {
            shop.ecs("orders", "ERROR", "com.acme.orders.Payments", "charge of O-" + i + " failed: Connection refused");
        }
        return failure(
                "out of memory", "exited 137 (out of memory)", shop.fails("ExportIT > exports()", expected(200, 502)));
    }

    private static Arguments killedFromInside() {
        WrittenShop shop = WrittenShop.busy();
        shop.exits("payments", 137);
        shop.ecs("orders", "ERROR", "com.acme.orders.Payments", "charge failed: Connection refused");
        shop.stops("mailer").stops("orders");
        return failure(
                "a kill that nobody asked for",
                "payments exited 137 (SIGKILL)",
                shop.fails("OrderIT > places()", expected(201, 502)));
    }

    private static Arguments neverReady() {
        WrittenShop shop = new WrittenShop().starts();
        shop.zap("sync", "info", "waiting for broker:9092");
        shop.stops("sync");
        return failure(
                "a container that does not become ready",
                "sync did not become ready, stopped",
                shop.fails("SyncIT", notStarted("sync")));
    }

    private static Arguments errorAThousandTimes() {
        WrittenShop shop = WrittenShop.busy();
        for (int i = 0; i < 1000; i++) {
            if (i == 3) {
                shop.err("db", "{clock} UTC [88] ERROR:  relation \"vouchers\" does not exist at character 15");
            }
            shop.zap(
                    "inventory",
                    "error",
                    "cannot read voucher V-" + Integer.toHexString(i * 7919),
                    ",\"requestId\":\"%08x-11\"".formatted(i));
            shop.ecs("orders", "ERROR", "com.acme.orders.Vouchers", "order O-" + i + " stays without its voucher");
        }
        return failure(
                "an error a thousand times",
                "relation \"vouchers\" does not exist",
                shop.fails("VoucherIT > redeems()", expected(0, 1000)));
    }

    private static Arguments deepestCause() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "ERROR",
                "o.a.c.c.C.[.[.[/].[dispatcherServlet]",
                "Servlet.service() for servlet [dispatcherServlet] threw exception",
                ",\"error.type\":\"jakarta.servlet.ServletException\",\"error.message\":\"Request processing failed:"
                        + " org.springframework.orm.jpa.JpaSystemException: could not extract ResultSet [n/a]\",\"error.stack_trace\":\""
                        + "jakarta.servlet.ServletException: Request processing failed: org.springframework.orm.jpa.JpaSystemException:"
                        + " could not extract ResultSet [n/a]\\n\\tat org.springframework.web.X.y(X.java:1)\\n"
                        + "Caused by: org.springframework.orm.jpa.JpaSystemException: could not extract ResultSet [n/a]\\n\\tat"
                        + " org.springframework.orm.X.y(X.java:1)\\nCaused by: org.hibernate.exception.GenericJDBCException: could not"
                        + " extract ResultSet [n/a]\\n\\tat org.hibernate.X.y(X.java:1)\\nCaused by: java.sql.SQLException: Invalid value"
                        + " for getInt() - 'N/A'\\n\\tat com.mysql.cj.X.y(X.java:1)\\n\\t... 90 more\"");
        shop.access("GET", "/orders", 500);
        return failure(
                "the deepest cause",
                "Invalid value for getInt() - 'N/A'",
                shop.fails("OrderIT > lists()", expected(200, 500)));
    }

    private static Arguments callerThatComplainsFirst() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "ERROR",
                "com.acme.orders.Payments",
                "payment of O-77 timed out after 2000 ms",
                TRACED
                        + ",\"error.type\":\"java.net.http.HttpTimeoutException\",\"error.message\":\"request timed out\"");
        shop.ecs("orders", "ERROR", "com.acme.orders.OrderService", "order O-77 cancelled", TRACED);
        shop.access("POST", "/orders", 504);
        shop.pause(Duration.ofSeconds(2));
        shop.pino(
                "payments",
                50,
                "charge failed",
                ",\"trace_id\":\"" + TRACE
                        + "\",\"err\":{\"type\":\"Error\",\"message\":\"bank closed the session: merchant 4711"
                        + " suspended\",\"stack\":\"Error: bank closed the session: merchant 4711 suspended\\n    at charge"
                        + " (/app/bank.js:12:3)\"}");
        return failure(
                "a caller that complains before the service that fails",
                "merchant 4711 suspended",
                shop.fails("PayIT > pays()", expected(201, 504)));
    }

    private static Arguments assertionAlone() {
        WrittenShop shop = WrittenShop.busy();
        shop.requests(10);
        return failure(
                "an assertion alone",
                "No error or warning since the test began",
                shop.fails("PriceIT > adds()", expected("21.35", "19.99")));
    }

    private static Arguments stackTraceInsideAString() {
        WrittenShop shop = WrittenShop.busy();
        shop.out(
                "payments",
                "{\"time\":\"{iso}\",\"severity\":\"INFO\",\"message\":\"job ended\",\"job\":\"settle\",\"result\":\"java.lang.IllegalArgumentException:"
                        + " negative amount -19.99\\n\\tat com.acme.payments.Settle.run(Settle.java:40)\\n\\tat"
                        + " java.base/java.lang.Thread.run(Thread.java:840)\"}");
        shop.requests(30);
        return failure(
                "a stack trace inside a field",
                "negative amount -19.99",
                shop.fails("SettleIT > settles()", expected("DONE", "OPEN")));
    }

    private static Arguments anotherLanguage() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("db", """
                {clock} UTC [71] FEHLER:  Relation »gutschein« existiert nicht bei Zeichen 15
                {clock} UTC [71] ANWEISUNG:  select * from gutschein where id = $1""");
        shop.access("GET", "/vouchers/7", 500).requests(10);
        return failure(
                "a database that speaks German",
                "Relation »gutschein« existiert nicht",
                shop.fails("VoucherIT > shows()", expected(200, 500)));
    }

    private static Arguments unknownLevels() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("till", "12:00:01 <I> till 3 open");
        shop.out("till", "12:00:01 <E> drawer jammed, cash 19.99 not booked");
        shop.out("till", "12:00:01 <I> till 3 closed");
        shop.requests(20);
        return failure(
                "a logger with levels of its own",
                "drawer jammed",
                shop.fails("TillIT > books()", expected("[19.99]", "[]")));
    }

    private static Arguments evictingCache() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("cache", "1:M 21 Nov 2026 12:00:01.017 # OOM command not allowed when used memory > 'maxmemory'");
        shop.zap("inventory", "info", "cart C-17 is empty");
        shop.requests(20);
        return failure(
                "a cache without memory",
                "used memory > 'maxmemory'",
                shop.fails("CartIT > keeps()", expected("[MUG]", "[]")));
    }

    private static Arguments bodyTooLarge() {
        WrittenShop shop = WrittenShop.busy();
        shop.err(
                "gateway",
                "2026/11/21 12:00:01 [error] 31#31: *9 client intended to send too large body: 2097152 bytes, client: 172.18.0.1,"
                        + " server: shop, request: \"POST /pictures HTTP/1.1\", host: \"shop\"");
        shop.access("POST", "/pictures", 413).requests(10);
        return failure(
                "a body that is too large",
                "too large body: 2097152 bytes",
                shop.fails("PictureIT > uploads()", expected(201, 413)));
    }

    private static Arguments rejectedByAFullPool() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs("orders", "WARN", "com.acme.orders.Export", "export E-1 holds 8 of 8 workers since 12:00:00");
        for (int i = 0; i < 50; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "com.acme.orders.Async",
                    "task " + i + " rejected",
                    ",\"error.type\":\"java.util.concurrent.RejectedExecutionException\",\"error.message\":\"Task"
                            + " java.util.concurrent.FutureTask@" + i
                            + " rejected from ThreadPoolExecutor[Running, pool size = 8,"
                            + " active threads = 8, queued tasks = 100]\"");
            shop.access("POST", "/orders", 503);
        }
        return failure(
                "a pool that is full", "holds 8 of 8 workers", shop.fails("OrderIT > orders()", expected(201, 503)));
    }

    private static Arguments mismatchedQueue() {
        WrittenShop shop = WrittenShop.busy();
        shop.out(
                "queue",
                "{clock}000+00:00 [error] <0.812.0> operation queue.declare caused a channel exception precondition_failed:"
                        + " inequivalent arg 'x-message-ttl' for queue 'refunds' in vhost '/': received none but current is"
                        + " '60000'");
        for (int i = 0; i < 40; i++) {
            shop.ecs(
                    "orders",
                    "WARN",
                    "o.s.a.r.l.SimpleMessageListenerContainer",
                    "Consumer raised exception, processing can restart if the connection factory supports it",
                    ",\"error.type\":\"org.springframework.amqp.rabbit.listener.QueuesNotAvailableException\",\"error.message\":\"Cannot"
                            + " prepare queue for listener. Either the queue doesn't exist or the broker will not allow us to use"
                            + " it.\"");
        }
        return failure(
                "a queue that was declared otherwise",
                "inequivalent arg 'x-message-ttl'",
                shop.fails("RefundIT > refunds()", awaited("refund has arrived")));
    }

    private static Arguments exceptionOfDotnet() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("loyalty", """
                info: Microsoft.Hosting.Lifetime[14]
                      Now listening on: http://[::]:8080
                fail: Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware[1]
                      An unhandled exception has occurred while executing the request.
                      System.InvalidOperationException: Sequence contains more than one matching element
                         at System.Linq.ThrowHelper.ThrowMoreThanOneMatchException()
                         at Loyalty.Cards.Find(String number) in /src/Cards.cs:line 31
                         at Loyalty.Api.<>c.<Main>b__0_1(HttpContext context) in /src/Api.cs:line 18""");
        shop.requests(10);
        return failure(
                "an exception of .NET",
                "Sequence contains more than one matching element",
                shop.fails("CardIT > collects()", expected(10, 0)));
    }

    private static Arguments fatalErrorOfPhp() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("admin", """
                [21-Nov-2026 12:00:01 UTC] PHP Fatal error:  Uncaught TypeError: Report::sum(): Argument #1 ($rows) must be of type array, null given, called in /srv/report.php on line 12 and defined in /srv/Report.php:7
                Stack trace:
                #0 /srv/report.php(12): Report->sum(NULL)
                #1 {main}
                  thrown in /srv/Report.php on line 7""");
        shop.requests(10);
        return failure(
                "a fatal error of PHP",
                "must be of type array, null given",
                shop.fails("ReportIT > sums()", expected("19.99", "")));
    }

    private static Arguments unknownHostOfNode() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("payments", """
                FetchError: request to http://legder:8080/entries failed, reason: getaddrinfo EAI_AGAIN legder
                    at ClientRequest.<anonymous> (/app/node_modules/node-fetch/lib/index.js:1501:11)
                    at ClientRequest.emit (node:events:518:28) {
                  type: 'system',
                  errno: 'EAI_AGAIN',
                  code: 'EAI_AGAIN'
                }""");
        shop.pino("payments", 30, "request completed", ",\"res\":{\"statusCode\":500}")
                .access("POST", "/orders", 502);
        shop.requests(10);
        return failure(
                "an unknown host", "getaddrinfo EAI_AGAIN legder", shop.fails("PayIT > pays()", expected(201, 502)));
    }

    private static Arguments emptyRules() {
        WrittenShop shop = new WrittenShop();
        shop.zap("inventory", "info", "loaded 0 discount rules from /etc/discounts");
        shop.starts().requests(20).testBegins().requests(3);
        return failure(
                "rules that are not there",
                "loaded 0 discount rules",
                shop.fails("DiscountIT > appliesDiscount()", expected("17.99", "19.99")));
    }

    private static Arguments ignoredEvent() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("mailer", "{clock} DEBUG mailer.queue ignoring event OrderRefunded v2: no handler");
        shop.requests(50);
        return failure(
                "an event that nobody handles",
                "ignoring event OrderRefunded v2",
                shop.fails("RefundIT > mailsRefund()", awaited("mail has arrived")));
    }

    private static Arguments restartInBetween() {
        WrittenShop shop = WrittenShop.busy();
        shop.status("inventory", it -> it.exited(0, shop.now()).startedAt(shop.now()));
        shop.happens("inventory", LifecycleEvent.LifecycleKind.RESTARTED, "restarted");
        shop.requests(20);
        return failure(
                "a restart",
                "inventory running, restarted once",
                shop.fails("CartIT > keeps()", expected("[MUG]", "[]")));
    }

    private static Arguments pausedByATest() {
        WrittenShop shop = WrittenShop.busy();
        shop.status("payments", ContainerStatus::paused)
                .happens("payments", LifecycleEvent.LifecycleKind.PAUSED, "paused");
        shop.pause(Duration.ofSeconds(5));
        shop.ecs("orders", "ERROR", "com.acme.orders.Payments", "charge failed: Read timed out");
        return failure(
                "a paused container", "payments paused", shop.fails("PayIT > pays()", expected("PAID", "PENDING")));
    }

    private static Arguments linkageError() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("legacy", """
                Exception in thread "worker-3" java.lang.NoSuchMethodError: 'java.lang.String com.acme.model.Order.currency()'
                	at com.acme.legacy.Worker.run(Worker.java:17)
                	at java.base/java.lang.Thread.run(Thread.java:840)""");
        shop.requests(40);
        return failure(
                "a method that is missing",
                "com.acme.model.Order.currency()",
                shop.fails("LegacyIT > exports()", awaited("order is exported")));
    }

    private static Arguments wrongZone() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "INFO",
                "com.acme.orders.Slots",
                "delivery slot 2026-11-21T09:00 lies in the past (zone UTC)");
        shop.requests(30);
        return failure(
                "a wrong time zone",
                "lies in the past (zone UTC)",
                shop.fails("DeliveryIT > booksDeliverySlot()", expected("BOOKED", "OPEN")));
    }

    private static Arguments lockOfAScheduler() {
        WrittenShop shop = WrittenShop.busy();
        for (int i = 0; i < 8; i++) {
            shop.ecs("orders", "INFO", "com.acme.orders.Nightly", "settlement skipped, lock held by node-2");
            shop.requests(3);
        }
        return failure(
                "a lock of a scheduler",
                "settlement skipped, lock held by node-2",
                shop.fails("SettleIT > settles()", awaited("settled")));
    }

    private static Arguments warningOfALibraryBesideTheWordsOfTheTest() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "WARN",
                "com.zaxxer.hikari.pool.HikariPool",
                "HikariPool-1 - Thread starvation or clock leap detected (housekeeper delta=48s)");
        shop.ecs("orders", "WARN", "o.s.w.s.PageNotFound", "No mapping for GET /favicon.ico");
        shop.ecs("orders", "INFO", "com.acme.orders.Coupons", "coupon WELCOME5 was redeemed by customer 17 before");
        shop.requests(20);
        return failure(
                "words of the test at INFO beside warnings of libraries",
                "coupon WELCOME5 was redeemed",
                shop.fails(
                        "CouponIT > welcomes()",
                        new AssertionError("[price with coupon WELCOME5]\nexpected: 14.99\n but was: 19.99")));
    }

    private static Arguments connectionResetByACrashedDatabase() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("db", """
                {clock} UTC [1] LOG:  server process (PID 88) was terminated by signal 9: Killed
                {clock} UTC [1] DETAIL:  Failed process was running: select * from report
                {clock} UTC [1] LOG:  terminating any other active server processes
                {clock} UTC [1] LOG:  all server processes terminated; reinitializing""");
        shop.err("db", "{clock} UTC [99] FATAL:  the database system is in recovery mode");
        for (int i = 0; i < 30; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "o.h.engine.jdbc.spi.SqlExceptionHelper",
                    "An I/O error occurred while sending to the backend.",
                    ",\"error.type\":\"org.postgresql.util.PSQLException\",\"error.message\":\"An I/O error occurred while sending to"
                            + " the backend.\"");
            shop.pino("payments", 50, "Connection terminated unexpectedly");
        }
        return failure(
                "a database that crashed",
                "terminated by signal 9",
                shop.fails("ReportIT > reports()", expected(200, 500)));
    }

    private static Arguments validationInAField() {
        WrittenShop shop = WrittenShop.busy();
        shop.pino(
                "payments",
                30,
                "request completed",
                ",\"res\":{\"statusCode\":400},\"errors\":[{\"path\":\"/amount\",\"reason\":\"must be a multiple of 0.05\"}]");
        shop.access("POST", "/orders", 422).requests(10);
        return failure(
                "a validation that only a field tells",
                "must be a multiple of 0.05",
                shop.fails("PayIT > pays()", expected(201, 422)));
    }

    private static Arguments errorWithoutAMessage() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "ERROR",
                "com.acme.orders.Errors",
                "",
                ",\"error.type\":\"java.util.ConcurrentModificationException\",\"error.stack_trace\":\"java.util.ConcurrentModificationException\\n\\tat"
                        + " java.base/java.util.ArrayList$Itr.next(ArrayList.java:1)\\n\\tat com.acme.orders.Basket.sum(Basket.java:77)\"");
        shop.access("GET", "/basket", 500).requests(3);
        return failure(
                "an error without a message", "Basket.java:77", shop.fails("BasketIT > sums()", expected(200, 500)));
    }

    private static Arguments abortedByTheOther() {
        WrittenShop shop = WrittenShop.busy();
        shop.zap("inventory", "warn", "cancelling statement of session 12: idle in transaction for 30 s");
        for (int i = 0; i < 5; i++) {
            shop.ecs("orders", "ERROR", "com.acme.orders.Stock", "inventory answered 500 for SKU-" + i);
        }
        shop.access("POST", "/orders", 500).requests(5);
        return failure(
                "a transaction that was left open",
                "idle in transaction for 30 s",
                shop.fails("StockIT > sells()", expected(201, 500)));
    }

    private static Arguments unmatchedStub() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("bank", """
                {clock} Request was not matched
                                               =======================

                -----------------------------------------------------------------------------------------------------------------------
                | Closest stub                                             | Request                                                  |
                -----------------------------------------------------------------------------------------------------------------------
                                                                           |
                charge                                                     |
                                                                           |
                POST                                                       | POST
                /v1/charges                                                | /v2/charges                         <<<<< URL does not match""");
        shop.ecs("orders", "INFO", "com.acme.orders.Payments", "bank answered 404")
                .access("POST", "/orders", 502);
        shop.requests(20);
        return failure(
                "a stub that does not match", "URL does not match", shop.fails("PayIT > pays()", expected(201, 502)));
    }

    private static Arguments redirectThatIsNotAllowed() {
        WrittenShop shop = WrittenShop.busy();
        shop.out(
                "login",
                "{clock} WARN  [org.keycloak.events] (executor-thread-3) type=\"LOGIN_ERROR\", realmId=\"shop\","
                        + " clientId=\"web\", userId=\"null\", ipAddress=\"172.18.0.1\", error=\"invalid_redirect_uri\","
                        + " redirect_uri=\"http://localhost:49153/cb\"");
        shop.requests(20);
        return failure(
                "a redirect that is not allowed",
                "invalid_redirect_uri",
                shop.fails("LoginIT > logsIn()", new AssertionError("no element matches input[name=username]")));
    }

    private static Arguments missingMiddleware() {
        WrittenShop shop = new WrittenShop();
        shop.out(
                "edge",
                "{\"level\":\"error\",\"entryPointName\":\"web\",\"routerName\":\"orders@docker\",\"time\":\"{iso}\",\"message\":\"middleware"
                        + " \\\"auth@docker\\\" does not exist\"}");
        shop.starts().requests(40).testBegins().requests(3);
        shop.access("GET", "/orders/4711", 404);
        return failure(
                "a route that could not be made at the start",
                "middleware \"auth@docker\" does not exist",
                shop.fails("OrderIT > shows()", expected(200, 404)));
    }

    private static Arguments bucketThatIsNotThere() {
        WrittenShop shop = WrittenShop.busy();
        shop.pino(
                "payments",
                50,
                "request errored",
                ",\"err\":{\"type\":\"NoSuchBucket\",\"message\":\"The specified bucket does not exist\",\"stack\":\"NoSuchBucket: The"
                        + " specified bucket does not exist\\n    at throwDefaultError (/app/node_modules/@smithy/client.js:388:20)\\n"
                        + "    at async store (/app/receipts.js:9:3)\",\"BucketName\":\"receipts-2026\"}");
        shop.access("POST", "/orders", 500);
        return failure(
                "a bucket that is not there",
                "The specified bucket does not exist",
                shop.fails("ReceiptIT > stores()", expected(201, 500)));
    }

    private static Arguments refusedMapping() {
        WrittenShop shop = WrittenShop.busy();
        shop.out(
                "search",
                "{\"@timestamp\":\"{iso}\",\"log.level\":\"DEBUG\",\"message\":\"[orders][0] mapper_parsing: failed to parse field"
                        + " [total] of type [long] in document with id '77'\",\"ecs.version\":\"1.2.0\",\"log.logger\":\"org.elasticsearch.action.bulk.TransportShardBulkAction\"}");
        shop.requests(60);
        return failure(
                "a document that was refused",
                "failed to parse field [total]",
                shop.fails("SearchIT > finds()", awaited("order is found")));
    }

    private static Arguments resetByTheUpstream() {
        WrittenShop shop = WrittenShop.busy();
        shop.out(
                "edge",
                "{\"start_time\":\"{iso}\",\"method\":\"POST\",\"path\":\"/orders\",\"protocol\":\"HTTP/1.1\",\"response_code\":503,"
                        + "\"response_flags\":\"UF\",\"response_code_details\":\"upstream_reset_before_response_started{connection_failure,TLS_error:"
                        + "|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER}\",\"duration\":2,\"upstream_host\":\"172.18.0.5:8080\"}");
        shop.requests(30);
        return failure(
                "a proxy that speaks TLS to plain text",
                "WRONG_VERSION_NUMBER",
                shop.fails("OrderIT > places()", expected(201, 503)));
    }

    private static Arguments slowQuery() {
        WrittenShop shop = WrittenShop.busy();
        shop.out(
                "documents",
                "{\"t\":{\"$date\":\"{iso}\"},\"s\":\"I\",\"c\":\"COMMAND\",\"id\":51803,\"ctx\":\"conn17\",\"msg\":\"Slow query\",\"attr\":{\"type\":\"command\","
                        + "\"ns\":\"shop.orders\",\"planSummary\":\"COLLSCAN\",\"docsExamined\":4000000,\"durationMillis\":9714}}");
        shop.requests(30);
        return failure(
                "a query without an index",
                "Slow query",
                shop.fails(
                        "OrderIT > lists()",
                        new IllegalStateException("java.net.http.HttpTimeoutException: request timed out")));
    }

    private static Arguments optimisticLock() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "INFO",
                "com.acme.orders.Jobs",
                "job 7 gave up",
                ",\"error.type\":\"org.springframework.orm.ObjectOptimisticLockingFailureException\",\"error.message\":\"Row was updated or deleted by another transaction : [com.acme.orders.Order#77]\"");
        shop.requests(40);
        return failure(
                "an optimistic lock",
                "Row was updated or deleted by another transaction",
                shop.fails("OrderIT > cancels()", expected("CANCELLED", "OPEN")));
    }

    private static Arguments sealedVault() {
        WrittenShop shop = new WrittenShop();
        shop.err("vault", "{iso} [WARN]  core: vault is sealed, waiting for unseal keys");
        shop.out("mailer", "{clock} INFO mailer.main reading secrets");
        shop.err("mailer", """
                Traceback (most recent call last):
                  File "/app/mailer/main.py", line 9, in <module>
                    secrets = client.secrets.kv.read_secret("mail")
                hvac.exceptions.VaultDown: Vault is sealed""");
        shop.exits("mailer", 1);
        return failure("a sealed vault", "Vault is sealed", shop.fails("MailIT", notStarted("mailer")));
    }

    private static Arguments longCollections() {
        WrittenShop shop = WrittenShop.busy();
        for (int i = 0; i < 6; i++) {
            shop.out(
                    "orders",
                    "[" + (40 + i) + ".127s][info][gc] GC(" + i + ") Pause Full (G1 Compaction Pause) 510M->509M(512M) "
                            + (4100 + i) + ".402ms");
        }
        shop.requests(20);
        return failure(
                "a heap that is nearly full",
                "Pause Full (G1 Compaction Pause)",
                shop.fails("OrderIT > lists()", new IllegalStateException("request timed out")));
    }

    private static Arguments replicationOfATopic() {
        WrittenShop shop = WrittenShop.busy();
        shop.out(
                "kafka",
                "[{clock}] INFO [Admin Manager on Broker 1]: Error processing create topic request"
                        + " CreatableTopic(name='refunds', numPartitions=1, replicationFactor=3)"
                        + " (kafka.server.ZkAdminManager)");
        for (int i = 0; i < 30; i++) {
            shop.ecs(
                    "orders",
                    "WARN",
                    "org.apache.kafka.clients.NetworkClient",
                    "[Producer clientId=producer-1] Error while fetching metadata with correlation id " + i
                            + " : {refunds=UNKNOWN_TOPIC_OR_PARTITION}");
        }
        return failure(
                "a topic that could not be made",
                "replicationFactor=3",
                shop.fails("RefundIT > refunds()", awaited("refund has arrived")));
    }

    private static Arguments commaInANumber() {
        WrittenShop shop = WrittenShop.busy();
        shop.zap(
                "inventory",
                "info",
                "price list read",
                ",\"rows\":16,\"error\":\"strconv.ParseFloat: parsing \\\"19,99\\\": invalid syntax\"");
        shop.requests(40);
        return failure("a comma in a number", "invalid syntax", shop.fails("PriceIT > imports()", expected(40, 16)));
    }

    private static Arguments refusedMail() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("mailer", "{clock} INFO mailer.smtp 550 5.7.1 <ada@example.org>: Relay access denied");
        shop.requests(40);
        return failure(
                "a mail that was refused",
                "Relay access denied",
                shop.fails("MailIT > mails()", awaited("mail has arrived")));
    }

    private static Arguments scriptThatIsNotThere() {
        WrittenShop shop = new WrittenShop().starts();
        shop.err("sync", "exec /entrypoint.sh: no such file or directory");
        shop.exits("sync", 127);
        return failure(
                "a script that is not there", "no such file or directory", shop.fails("SyncIT", notStarted("sync")));
    }

    private static Arguments directoryThatIsNotWritable() {
        WrittenShop shop = new WrittenShop().starts();
        shop.err("cache", """
                find: '.': Permission denied
                chown: .: Permission denied""");
        shop.out("cache", "1:C 21 Nov 2026 12:00:00.117 # Can't open the append-only file: Permission denied");
        shop.exits("cache", 1);
        return failure(
                "a directory that is not writable", "Permission denied", shop.fails("CartIT", notStarted("cache")));
    }

    private static Arguments readOnlyReplica() {
        WrittenShop shop = WrittenShop.busy();
        for (int i = 0; i < 20; i++) {
            shop.zap(
                    "inventory",
                    "error",
                    "cart not stored",
                    ",\"error\":\"READONLY You can't write against a read only replica.\",\"cart\":" + i);
            shop.access("PUT", "/carts/" + i, 500);
        }
        return failure(
                "a replica",
                "READONLY You can't write against a read only replica",
                shop.fails("CartIT > keeps()", expected(200, 500)));
    }

    private static Arguments forgedRequest() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("admin", """
                Started POST "/reports" for 172.18.0.1 at 2026-11-21 12:00:01 +0000
                Processing by ReportsController#create as JSON
                  Parameters: {"name"=>"sales"}
                Can't verify CSRF token authenticity.
                Completed 422 Unprocessable Entity in 1ms (ActiveRecord: 0.0ms)""");
        shop.requests(20);
        return failure(
                "a request that counts as forged",
                "Can't verify CSRF token authenticity",
                shop.fails("ReportIT > creates()", expected(201, 422)));
    }

    private static Arguments skippedRow() {
        WrittenShop shop = WrittenShop.busy();
        for (int i = 0; i < 500; i++) {
            shop.zap("inventory", "info", i == 317 ? "skipping row 317: currency 'EURO'" : "imported row " + i);
        }
        return failure(
                "a row that was skipped", "skipping row 317", shop.fails("ImportIT > imports()", expected(500, 499)));
    }

    private static Arguments declinedAmongHarmlessWords() {
        WrittenShop shop = new WrittenShop();
        shop.ecs("orders", "INFO", "com.acme.Errors", "registered error handler for IllegalStateException");
        shop.ecs("orders", "INFO", "com.acme.Errors", "circuit breaker payments created, failure rate 50 %");
        shop.starts().requests(10).testBegins();
        for (int i = 0; i < 20; i++) {
            shop.ecs("orders", "INFO", "com.acme.Health", "health checked, errors=0 failures=0");
            shop.requests(1);
        }
        shop.pino("payments", 30, "card of customer 17 expired 2025-12");
        shop.requests(10);
        return failure(
                "a card that expired, among harmless words",
                "card of customer 17 expired",
                shop.fails("PayIT > pays()", expected("PAID", "OPEN")));
    }

    private static Arguments warningAmongDeprecations() {
        WrittenShop shop = WrittenShop.busy();
        for (int i = 0; i < 60; i++) {
            shop.err(
                    "payments",
                    "(node:1) [DEP" + (1000 + i) + "] DeprecationWarning: The `util.old" + i + "` API is deprecated.");
            shop.ecs("orders", "WARN", "org.hibernate.orm.deprecation", "HHH9000" + i + ": type deprecated");
        }
        shop.ecs("orders", "WARN", "com.acme.orders.Shipping", "no carrier delivers to LI, order parked");
        return failure(
                "a warning among deprecations",
                "no carrier delivers to LI",
                shop.fails("ShipIT > ships()", expected("SHIPPED", "PARKED")));
    }

    private static Arguments subtleWrongValue() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "INFO",
                "com.acme.orders.Prices",
                "price of O-77 computed",
                ",\"total\":\"19.99\",\"rule\":\"B2B\"");
        shop.requests(40);
        return failure(
                "the value that the assertion found",
                "price of O-77 computed",
                shop.fails("PriceIT > consumerPrice()", expected("23.79", "19.99")));
    }

    private static Arguments timeoutOfAMutex() {
        WrittenShop shop = WrittenShop.busy();
        shop.zap("inventory", "debug", "stock table locked by import-12, queueing");
        shop.pause(Duration.ofSeconds(9)).requests(10);
        return failure(
                "an import that holds a lock",
                "locked by import-12",
                shop.fails("StockIT > sells()", new AssertionError("execution timed out after 8000 ms")));
    }

    private static Arguments messageOfAnotherVersion() {
        WrittenShop shop = WrittenShop.busy().passed().testBegins().requests(20);
        shop.out("mailer", "{clock} INFO mailer.queue event OrderShipped has schema 4, reading it as 3");
        shop.requests(20);
        return failure(
                "a message of another version",
                "has schema 4, reading it as 3",
                shop.fails("MailIT > mails()", expected("Dear Ada", "Dear null")));
    }

    private static Arguments quotaOfATenant() {
        WrittenShop shop = WrittenShop.busy();
        for (int i = 0; i < 3; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "com.acme.orders.Orders",
                    "could not place order",
                    TRACED
                            + ",\"error.type\":\"feign.FeignException$TooManyRequests\",\"error.message\":\"[429 Too Many Requests] during [POST] to [http://payments:8080/charge]\"");
            shop.pino(
                    "payments",
                    30,
                    "request rejected, tenant acme used 100 of 100 calls",
                    ",\"trace_id\":\"" + TRACE + "\"");
        }
        shop.requests(10);
        return failure(
                "a quota", "tenant acme used 100 of 100 calls", shop.fails("OrderIT > places()", expected(201, 500)));
    }

    private static Arguments maskedAsNotFound() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "DEBUG",
                "o.s.w.s.m.m.a.ExceptionHandlerExceptionResolver",
                "Resolved",
                TRACED + ",\"error.type\":\"java.lang.NullPointerException\",\"error.message\":\"Cannot invoke"
                        + " \\\"Customer.name()\\\" because \\\"customer\\\" is null\"");
        shop.access("GET", "/orders/O-7", 404).requests(30);
        return failure(
                "an exception that is answered with 404",
                "because \"customer\" is null",
                shop.fails("OrderIT > shows()", expected(200, 404)));
    }

    private static Arguments errorInAGoodAnswer() {
        WrittenShop shop = WrittenShop.busy();
        shop.pino(
                "payments",
                30,
                "request completed",
                ",\"req\":{\"method\":\"POST\",\"url\":\"/charges\"},\"res\":{\"statusCode\":200,\"body\":{\"state\":\"ERROR\",\"reason\":\"card_expired\"}}");
        shop.access("POST", "/orders", 201).requests(30);
        return failure(
                "an answer with 200 that tells of an error",
                "card_expired",
                shop.fails("PayIT > pays()", expected("PAID", "OPEN")));
    }

    private static Arguments consumedTwice() {
        WrittenShop shop = WrittenShop.busy();
        shop.zap(
                "inventory",
                "info",
                "consumed order-placed",
                ",\"order\":\"O-77\",\"offset\":41,\"redelivered\":false");
        shop.requests(10);
        shop.zap(
                "inventory", "info", "consumed order-placed", ",\"order\":\"O-77\",\"offset\":41,\"redelivered\":true");
        shop.requests(30);
        return failure(
                "a message that is consumed twice",
                "redelivered=true",
                shop.fails("StockIT > reserves()", expected(9, 8)));
    }

    private static Arguments dayOfAnotherZone() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs("orders", "INFO", "com.acme.orders.Shipping", "delivery of O-77 promised for 2026-11-20T23:00:00Z");
        shop.requests(40);
        return failure(
                "a day of another zone",
                "2026-11-20T23:00:00Z",
                shop.fails("ShippingIT > promises()", expected("2026-11-21", "2026-11-20")));
    }

    private static Arguments leakedConnections() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "WARN",
                "com.zaxxer.hikari.pool.ProxyLeakTask",
                "Connection leak detection triggered for org.postgresql.jdbc.PgConnection@1f on thread exec-3, stack trace follows",
                ",\"error.type\":\"java.lang.Exception\",\"error.message\":\"Apparent connection leak detected\",\"error.stack_trace\":\"java.lang.Exception: Apparent connection leak detected\\n\\tat com.acme.orders.Export.run(Export.java:44)\"");
        shop.pause(Duration.ofSeconds(3));
        for (int i = 0; i < 30; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "com.acme.orders.OrderController",
                    "request failed",
                    ",\"error.type\":\"java.sql.SQLTransientConnectionException\",\"error.message\":\"HikariPool-1 - Connection is not available, request timed out after 3000ms (total=10, active=10, idle=0, waiting=%d)\""
                            .formatted(i));
            shop.access("POST", "/orders", 500);
        }
        return failure(
                "connections that nobody gives back",
                "at Export.run(Export.java:44)",
                shop.fails("OrderIT > orders()", expected(201, 500)));
    }

    private static Arguments otherContract() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "WARN",
                "o.s.w.s.m.s.DefaultHandlerExceptionResolver",
                "Resolved [HttpMessageNotReadableException: JSON parse error: Cannot deserialize value of type `java.math.BigDecimal` from Object value (token `JsonToken.START_OBJECT`)]");
        shop.access("POST", "/orders", 400).requests(20);
        shop.zap("inventory", "warn", "cache is cold");
        return failure(
                "another contract",
                "Cannot deserialize value of type",
                shop.fails("OrderIT > places()", expected(201, 400)));
    }

    private static Arguments waitsForever() {
        WrittenShop shop = new WrittenShop().starts();
        for (int i = 0; i < 90; i++) {
            shop.out("sync", "{clock} INFO sync.main waiting for database:5433");
            shop.pause(Duration.ofSeconds(1));
        }
        shop.stops("sync");
        return failure(
                "a container that waits forever",
                "waiting for database:5433",
                shop.fails("SyncIT", notStarted("sync")));
    }

    private static Arguments panicOfRust() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("pricing", """
                thread 'tokio-runtime-worker' panicked at src/discount.rs:88:14:
                called `Option::unwrap()` on a `None` value
                note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace""");
        shop.access("GET", "/prices/A-1", 502).requests(10);
        return failure("a panic of Rust", "src/discount.rs:88", shop.fails("PriceIT > shows()", expected(200, 502)));
    }

    private static Arguments crashOfElixir() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("cart", """

                12:00:01.017 [error] GenServer {Cart.Registry, "C-17"} terminating
                ** (KeyError) key :sku not found in: %{qty: 1}
                    (cart 0.1.0) lib/cart/server.ex:41: Cart.Server.handle_call/3
                    (stdlib 5.2) gen_server.erl:1131: :gen_server.try_handle_call/4
                Last message (from #PID<0.512.0>): {:add, %{qty: 1}}""");
        shop.access("POST", "/carts/C-17", 500).requests(10);
        return failure("a crash of Elixir", "key :sku not found", shop.fails("CartIT > adds()", expected(201, 500)));
    }

    private static Arguments nilInRails() {
        WrittenShop shop = WrittenShop.busy();
        shop.out("admin", """
                I, [2026-11-21T12:00:01.017 #1]  INFO -- : [7f3c] Started GET "/report" for 172.18.0.1 at 2026-11-21 12:00:01 +0000
                I, [2026-11-21T12:00:01.022 #1]  INFO -- : [7f3c] Completed 500 Internal Server Error in 5ms (ActiveRecord: 0.4ms)
                F, [2026-11-21T12:00:01.023 #1] FATAL -- : [7f3c]  \s
                [7f3c] NoMethodError (undefined method `price' for nil:NilClass):
                [7f3c]  \s
                [7f3c] app/models/report.rb:17:in `block in sum'
                [7f3c] app/controllers/reports_controller.rb:6:in `show'""");
        shop.requests(10);
        return failure(
                "nil in Rails",
                "undefined method `price' for nil",
                shop.fails("ReportIT > sums()", expected(200, 500)));
    }

    private static Arguments heapFullBesideALostClient() {
        WrittenShop shop = WrittenShop.busy();
        shop.err("db", """
                {clock} UTC [71] LOG:  could not send data to client: Broken pipe
                {clock} UTC [71] STATEMENT:  select amount from payment
                {clock} UTC [71] FATAL:  connection to client lost
                {clock} UTC [71] STATEMENT:  select amount from payment""");
        shop.out("payments", "Exception in thread \"pool-1-thread-1\" java.lang.OutOfMemoryError: Java heap space");
        shop.ecs("orders", "ERROR", "com.acme.orders.Payments", "Unexpected end of file from server", TRACED);
        TestFailure test = shop.fails("ReportIT > adds()", expected(200, 502));
        return failure("a heap that is full, of which the database hears first", "1 payments", test);
    }

    private static Arguments brokerThatRefusesARecord() {
        WrittenShop shop = WrittenShop.busy();
        shop.ecs(
                "orders",
                "INFO",
                "com.acme.orders.Outbox",
                "O-77 stays in the outbox: RecordTooLargeException: The message is 1048976 bytes when serialized which is larger than 1048576");
        shop.requests(40);
        return failure(
                "a record that is too large for the broker",
                "larger than 1048576",
                shop.fails("ShippingIT > ships()", awaited("shipment has arrived")));
    }

    /** What Testcontainers stops when all is over is nobody's cause. */
    @Test
    void saysNothingOfContainersThatAreStoppedAtTheEnd() {
        WrittenShop shop = WrittenShop.busy();
        shop.stops("mailer");
        shop.ecs("orders", "ERROR", "com.acme.orders.Mails", "mail failed: Connection refused");
        shop.pause(Duration.ofMillis(5)).stops("orders").stops("db");

        String block = Shop.block(shop.fails("MailIT > mails()", expected(201, 500)), false, 120);
        assertThat(block).contains("mailer stopped, ", "orders stopped, ", "db stopped, ");
        assertThat(block.lines().filter(line -> line.endsWith("───── stopped")))
                .singleElement()
                .asString()
                .contains("mailer");
    }
}
