package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Failures among thousands of lines of services that are busy with other things. */
class FailuresAmongNoiseTest extends CauseInTheFirstTenLines {

    private static final int NOISE = 1200;
    private static final String TRACED = ",\"trace_id\":\"" + TRACE + "\"";

    static Stream<Arguments> failures() {
        return Stream.of(
                unknownHostOfGo(),
                clientsOfAPooler(),
                certificateForPython(),
                migrationOfFlyway(),
                diskOfTheDatabase(),
                deniedByMySql(),
                limitOfTheBank(),
                redeliveredForEver(),
                skewedClockOfAStore(),
                killedSidecar(),
                deadlockOfInnodb(),
                unknownDirective(),
                wrongRoute(),
                slowStatement(),
                unknownFlag(),
                unreadableNumber(),
                notReadyBehindAHealthCheck(),
                openBreaker(),
                missingColumnBelowAnOrm(),
                recoveredPanic(),
                nativeCrash(),
                restartLoop(),
                failedSeedBeforeTheTest(),
                newInfoAmongKnownErrors(),
                untracedCacheBesideTracedChain(),
                misspeltTopic(),
                disabledAccount(),
                unknownMethodOfGrpc(),
                lockedChangelog(),
                wrongArchitecture(),
                openFiles(),
                eventsInTheWrongOrder(),
                unhandledRejection(),
                emptyEnvironmentVariable(),
                workerKilledByItsMaster(),
                stolenByAnotherConsumer(),
                wrongUnit(),
                scriptOfTheDatabase(),
                quotaOfTheDisk(),
                tokenOfAnotherIssuer(),
                pausedJob(),
                wrongEncoding(),
                memoryOfTheGarbageCollector(),
                sessionsOfAnotherNode(),
                schemaRegistry(),
                blockedByAWebApplicationFirewall(),
                templateThatIsMissing(),
                leaderElection(),
                viewThatIsStale(),
                hangingMigration(),
                wrongTenant(),
                webhookThatNobodyReceives(),
                rolledBackTransaction(),
                proxyOfTheCompany(),
                enumThatIsNew(),
                timeoutThreeServicesAway(),
                emptyTopicAfterAReset(),
                unsatisfiedDependency(),
                unknownConfigServer(),
                secondOperation(),
                userOfTheDocumentStore(),
                alarmOfTheBroker(),
                threadsThatWaitForEachOther(),
                limitedPage(),
                noHealthyUpstream(),
                changedChangeset(),
                unknownKey(),
                bucketOfAnotherRegion(),
                jobOfTonight(),
                asyncMethod(),
                lostConnectionToTheCache());
    }

    private static WrittenShop busy() {
        return new WrittenShop().starts().noise(200).testBegins().noise(NOISE);
    }

    /** Tests have passed before, so that most of the noise is known. */
    private static WrittenShop afterPassedTests() {
        return new WrittenShop().starts().noise(NOISE).passed().testBegins().noise(NOISE);
    }

    private static ContainerLaunchException notStarted(String service) {
        return new ContainerLaunchException("Container startup failed for image shop/" + service + ":1");
    }

    private static Arguments unknownHostOfGo() {
        WrittenShop shop = afterPassedTests();
        shop.zap(
                "inventory",
                "warn",
                "ledger not told",
                ",\"err\":\"Post \\\"http://ledger/entries\\\": dial tcp: lookup ledger on 127.0.0.11:53: no such host\"");
        shop.spring(
                "orders",
                "ERROR",
                "c.a.orders.Errors",
                "could not place order: 503 Service Unavailable from POST http://inventory:8080/reservations");
        shop.access("POST", "/orders", 503).noise(NOISE);
        return failure(
                "a host that nobody knows", "no such host", shop.fails("OrderIT > places()", expected(201, 503)));
    }

    private static Arguments clientsOfAPooler() {
        WrittenShop shop = busy();
        for (int i = 0; i < 30; i++) {
            shop.err(
                    "pooler",
                    "{clock} UTC [1] WARNING C-0x55d1: shop/orders@172.18.0.4:4110" + i
                            + " pooler error: no more connections allowed (max_client_conn)");
            shop.spring("orders", "WARN", "o.h.engine.jdbc.spi.SqlExceptionHelper", "SQL Error: 0, SQLState: null");
            shop.spring(
                    "orders",
                    "ERROR",
                    "o.h.engine.jdbc.spi.SqlExceptionHelper",
                    "HikariPool-1 - Connection is not available, request timed out after 3000ms (total=0, active=0, idle=0, waiting="
                            + i + ")");
            shop.access("POST", "/orders", 500).noise(30);
        }
        return failure(
                "a pooler that is full",
                "no more connections allowed",
                shop.fails("OrderIT > many()", expected(201, 500)));
    }

    private static Arguments certificateForPython() {
        WrittenShop shop = busy();
        shop.err("mailer", """
                Traceback (most recent call last):
                  File "/usr/local/lib/python3.12/site-packages/urllib3/connectionpool.py", line 466, in _make_request
                    self._validate_conn(conn)
                  File "/usr/local/lib/python3.12/ssl.py", line 1319, in do_handshake
                    self._sslobj.do_handshake()
                ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1000)

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "/app/mailer/send.py", line 41, in send
                    requests.post(RELAY, json=mail)
                  File "/usr/local/lib/python3.12/site-packages/requests/adapters.py", line 698, in send
                    raise SSLError(e, request=request)
                requests.exceptions.SSLError: HTTPSConnectionPool(host='relay', port=443): Max retries exceeded with url: /mails (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1000)')))""");
        shop.noise(NOISE);
        return failure(
                "a certificate that a Python service does not accept",
                "certificate has expired",
                shop.fails("MailIT > mails()", awaited("mail", "SENT", "QUEUED")));
    }

    private static Arguments migrationOfFlyway() {
        WrittenShop shop = new WrittenShop();
        shop.spring(
                "orders",
                "INFO",
                "com.acme.orders.Application",
                "Starting Application v1.4.0 using Java 21.0.5 with PID 1");
        shop.spring("orders", "INFO", "com.zaxxer.hikari.HikariDataSource", "HikariPool-1 - Start completed.");
        shop.spring(
                "orders",
                "INFO",
                "o.f.core.internal.command.DbValidate",
                "Successfully validated 18 migrations (execution time 00:00.041s)");
        shop.spring(
                "orders",
                "INFO",
                "o.f.core.internal.command.DbMigrate",
                "Migrating schema \"public\" to version \"18 - add vat\"");
        shop.spring(
                "orders",
                "ERROR",
                "o.f.core.internal.command.DbMigrate",
                "Migration of schema \"public\" to version \"18 - add vat\" failed! Changes successfully rolled back.");
        shop.spring(
                "orders",
                "WARN",
                "ConfigServletWebServerApplicationContext",
                "Exception encountered during context initialization - cancelling refresh attempt: org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'flywayInitializer' defined in class path resource [org/springframework/boot/autoconfigure/flyway/FlywayAutoConfiguration$FlywayConfiguration.class]: Script V18__add_vat.sql failed");
        shop.out("orders", """
                {iso} ERROR 1 --- [orders] [main] o.s.boot.SpringApplication               : Application run failed

                org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'flywayInitializer' defined in class path resource [org/springframework/boot/autoconfigure/flyway/FlywayAutoConfiguration$FlywayConfiguration.class]: Script V18__add_vat.sql failed
                	at org.springframework.beans.factory.support.AbstractAutowireCapableBeanFactory.initializeBean(AbstractAutowireCapableBeanFactory.java:1806)
                	at com.acme.orders.Application.main(Application.java:11)
                Caused by: org.flywaydb.core.internal.command.DbMigrate$FlywayMigrateException: Script V18__add_vat.sql failed
                ----------------------------------
                SQL State  : 42703
                Error Code : 0
                Message    : ERROR: column "nett" of relation "orders" does not exist
                Location   : db/migration/V18__add_vat.sql (/app/db/migration/V18__add_vat.sql)
                Line       : 2
                Statement  : update orders set vat = nett * 0.19

                	at org.flywaydb.core.internal.command.DbMigrate.doMigrateGroup(DbMigrate.java:374)
                	... 25 common frames omitted
                Caused by: org.postgresql.util.PSQLException: ERROR: column "nett" of relation "orders" does not exist
                	at org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2733)
                	... 40 common frames omitted""");
        shop.exits("orders", 1);
        return failure(
                "a migration that names a column that is not there",
                "column \"nett\" of relation \"orders\" does not exist",
                shop.fails("OrderIT", notStarted("orders")));
    }

    private static Arguments diskOfTheDatabase() {
        WrittenShop shop = busy();
        for (int i = 0; i < 40; i++) {
            shop.spring("orders", "WARN", "o.h.engine.jdbc.spi.SqlExceptionHelper", "SQL Error: 0, SQLState: 53100");
            if (i == 0) {
                shop.err("db", """
                        {clock} UTC [71] ERROR:  could not extend file "base/16384/16401": No space left on device
                        {clock} UTC [71] HINT:  Check free disk space.
                        {clock} UTC [71] STATEMENT:  insert into orders (sku, id) values ($1,$2)""");
            }
            shop.out("orders", """
                    {iso} ERROR 1 --- [orders] [nio-8080-exec-1] o.a.c.c.C.[.[.[/].[dispatcherServlet] : Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception

                    org.springframework.dao.DataAccessResourceFailureException: could not execute statement
                    	at org.springframework.orm.jpa.vendor.HibernateJpaDialect.convert(HibernateJpaDialect.java:290)
                    	at com.acme.orders.OrderService.place(OrderService.java:44)""");
            shop.access("POST", "/orders", 500).noise(20);
        }
        return failure(
                "a database whose disk is full",
                "No space left on device",
                shop.fails("OrderIT > places()", expected(201, 500)));
    }

    private static Arguments deniedByMySql() {
        WrittenShop shop = new WrittenShop();
        shop.err("loyalty-db", """
                2026-11-21T12:00:00.017842Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '8.4.0'  socket: '/var/run/mysqld/mysqld.sock'  port: 3306  MySQL Community Server - GPL.
                2026-11-21T12:00:04.317842Z 9 [Note] [MY-010926] [Server] Access denied for user 'loyalty'@'172.18.0.5' (using password: YES)""");
        shop.spring("loyalty", "INFO", "com.zaxxer.hikari.HikariDataSource", "HikariPool-1 - Starting...");
        shop.noise(600);
        shop.spring(
                "loyalty",
                "WARN",
                "o.h.e.j.e.i.JdbcEnvironmentInitiator",
                "HHH000342: Could not obtain connection to query metadata");
        shop.spring(
                "loyalty",
                "ERROR",
                "o.s.boot.SpringApplication",
                "Application run failed: Unable to determine Dialect without JDBC metadata (please set 'jakarta.persistence.jdbc.url' for common cases or 'hibernate.dialect' when a custom Dialect implementation must be provided)");
        shop.exits("loyalty", 1);
        return failure(
                "a user whom MySQL does not let in",
                "Access denied for user 'loyalty'",
                shop.fails("LoyaltyIT", notStarted("loyalty")));
    }

    private static Arguments limitOfTheBank() {
        WrittenShop shop = afterPassedTests();
        shop.pino("payments", 30, "bank answered 429, next attempt in 3600 s", ",\"limit\":100,\"remaining\":0");
        shop.noise(NOISE);
        return failure(
                "a bank that has had enough",
                "bank answered 429",
                shop.fails("PayIT > pays()", awaited("payment", "PAID", "PENDING")));
    }

    private static Arguments redeliveredForEver() {
        WrittenShop shop = busy();
        shop.out("mailer", """
                {clock} ERROR mailer.worker cannot handle message 41
                Traceback (most recent call last):
                  File "/app/mailer/worker.py", line 30, in handle
                    vat = order["prices"]["vat"]
                KeyError: 'vat'""");
        for (int i = 2; i < 900; i++) {
            shop.out("mailer", "{clock} WARNING mailer.worker message 41 redelivered, delivery " + i);
            shop.out(
                    "broker",
                    "[{comma}] WARN consumer mailer-1 closed its channel with 1 unacknowledged message (broker.Channels)");
            shop.noise(2);
        }
        return failure(
                "a message that is delivered again and again",
                "KeyError: 'vat'",
                shop.fails("MailIT > mails()", awaited("mail", "SENT", "QUEUED")));
    }

    private static Arguments skewedClockOfAStore() {
        WrittenShop shop = busy();
        shop.out(
                "store",
                "{\"level\":\"INFO\",\"time\":\"{iso}\",\"api\":\"PutObject\",\"bucket\":\"invoices\",\"statusCode\":403,\"message\":\"The difference between the request time and the server's time is too large.\"}");
        shop.spring("orders", "ERROR", "c.a.orders.Invoices", "invoice of O-77 not stored");
        shop.access("POST", "/invoices", 500).noise(NOISE);
        return failure(
                "a clock that is wrong",
                "The difference between the request time and the server's time is too large",
                shop.fails("InvoiceIT > stores()", expected(201, 500)));
    }

    private static Arguments killedSidecar() {
        WrittenShop shop = busy();
        shop.out(
                "proxy",
                "[2026-11-21 12:00:00.017][1][info][main] [source/server/server.cc:977] starting main dispatch loop");
        shop.noise(300);
        shop.status("proxy", ContainerStatus::killedForMemory).exits("proxy", 137);
        for (int i = 0; i < 60; i++) {
            shop.spring(
                    "orders",
                    "ERROR",
                    "c.a.orders.Payments",
                    "charge of O-" + i
                            + " failed: I/O error on POST request for \"http://localhost:15001/charges\": Connection refused");
            shop.pino("payments", 40, "no request for " + i + " s");
            shop.noise(10);
        }
        return failure(
                "a sidecar without memory",
                "proxy exited 137 (out of memory)",
                shop.fails("PayIT > pays()", expected("PAID", "PENDING")));
    }

    private static Arguments deadlockOfInnodb() {
        WrittenShop shop = busy();
        for (int i = 1; i <= 5; i++) {
            shop.pino(
                    "payments",
                    40,
                    "transaction " + i + " of 5 did not commit, once more",
                    ",\"err\":{\"type\":\"Error\",\"message\":\"Deadlock found when trying to get lock; try restarting transaction\",\"code\":\"ER_LOCK_DEADLOCK\"}");
            shop.noise(50);
        }
        shop.pino("payments", 50, "giving up", ",\"payment\":\"P-77\"");
        shop.spring(
                "orders",
                "ERROR",
                "c.a.orders.Errors",
                "payment of O-77 failed: 500 Internal Server Error from POST http://payments:8080/charges");
        shop.access("POST", "/orders", 502).noise(NOISE);
        return failure(
                "a deadlock that is told at WARN",
                "Deadlock found when trying to get lock",
                shop.fails("PayIT > two()", expected(201, 502)));
    }

    private static Arguments unknownDirective() {
        WrittenShop shop = new WrittenShop().starts().noise(NOISE);
        shop.out("edge", """
                /docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration
                /docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/
                /docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh
                10-listen-on-ipv6-by-default.sh: info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)
                /docker-entrypoint.sh: Configuration complete; ready for start up""");
        shop.err("edge", """
                {go} [emerg] 1#1: unknown directive "proxy_passs" in /etc/nginx/conf.d/default.conf:7
                nginx: [emerg] unknown directive "proxy_passs" in /etc/nginx/conf.d/default.conf:7""");
        shop.exits("edge", 1);
        return failure(
                "a typing error in a configuration",
                "unknown directive \"proxy_passs\"",
                shop.fails("EdgeIT", notStarted("edge")));
    }

    private static Arguments wrongRoute() {
        WrittenShop shop = busy();
        shop.zap("inventory", "info", "GET /v2/stock/A-1", ",\"status\":404,\"took\":\"1ms\"");
        shop.spring("orders", "INFO", "c.a.orders.Stock", "stock of A-1 unknown, taken as 0");
        shop.noise(NOISE);
        return failure(
                "a route that is not there", "GET /v2/stock/A-1", shop.fails("OrderIT > hasStock()", expected(3, 0)));
    }

    private static Arguments slowStatement() {
        WrittenShop shop = busy();
        shop.err(
                "db",
                "{clock} UTC [66] LOG:  duration: 8012.331 ms  execute <unnamed>: select * from orders where lower(customer) = $1");
        shop.noise(NOISE);
        return failure(
                "a statement that takes long, as all statements are logged",
                "8012.331 ms",
                shop.fails("OrderIT > finds()", new java.net.http.HttpTimeoutException("request timed out")));
    }

    private static Arguments unknownFlag() {
        WrittenShop shop = new WrittenShop().starts();
        shop.pino("payments", 40, "flag new-checkout not found at the provider, taking its default: false");
        shop.noise(NOISE).testBegins().noise(NOISE);
        return failure(
                "a flag that nobody knows",
                "flag new-checkout not found",
                shop.fails("CheckoutIT > newCheckout()", expected("v2", "v1")));
    }

    private static Arguments unreadableNumber() {
        WrittenShop shop = busy();
        for (int i = 0; i < 3; i++) {
            shop.zap(
                    "inventory",
                    "error",
                    "skipping message",
                    ",\"topic\":\"orders\",\"offset\":" + (41 + i)
                            + ",\"error\":\"json: cannot unmarshal string into Go struct field Order.qty of type int\"");
            shop.noise(NOISE / 3);
        }
        return failure(
                "a number that is a text",
                "cannot unmarshal string into Go struct field Order.qty",
                shop.fails("StockIT > reserves()", awaited("stock", "8", "9")));
    }

    private static Arguments notReadyBehindAHealthCheck() {
        WrittenShop shop = new WrittenShop().starts();
        for (int i = 0; i < 30; i++) {
            shop.zap(
                    "inventory",
                    "info",
                    "GET /health",
                    ",\"status\":503,\"checks\":{\"db\":\"up\",\"queue\":\"down: broker:29092 answers for cluster B, expected A\"}");
            shop.noise(40);
        }
        shop.status("inventory", it -> it.withHealth(ContainerStatus.Health.UNHEALTHY));
        shop.happens("inventory", LifecycleEvent.LifecycleKind.UNHEALTHY, "unhealthy");
        shop.stops("inventory");
        return failure(
                "a health check that fails",
                "answers for cluster B, expected A",
                shop.fails("StockIT", notStarted("inventory")));
    }

    private static Arguments openBreaker() {
        WrittenShop shop = busy();
        for (int i = 0; i < 5; i++) {
            shop.spring(
                    "orders",
                    "WARN",
                    "c.a.orders.Payments",
                    "charge failed: 401 Unauthorized: {\"error\":\"invalid_client\",\"error_description\":\"secret of client orders was rotated\"}");
            shop.noise(20);
        }
        for (int i = 0; i < 300; i++) {
            shop.spring(
                    "orders",
                    "ERROR",
                    "c.a.orders.Errors",
                    "could not place order O-" + i
                            + ": io.github.resilience4j.circuitbreaker.CallNotPermittedException: CircuitBreaker 'payments' is OPEN and does not permit further calls");
            shop.access("POST", "/orders", 503).noise(4);
        }
        return failure(
                "a breaker that hides the first cause",
                "secret of client orders was rotated",
                shop.fails("OrderIT > places()", expected(201, 503)));
    }

    private static Arguments missingColumnBelowAnOrm() {
        WrittenShop shop = busy();
        shop.err("loyalty", """
                ERROR:    Exception in ASGI application
                Traceback (most recent call last):
                  File "/usr/local/lib/python3.12/site-packages/sqlalchemy/engine/base.py", line 1967, in _exec_single_context
                    self.dialect.do_execute(
                psycopg2.errors.UndefinedColumn: column points.vat does not exist
                LINE 1: SELECT points.id, points.vat
                                          ^

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "/usr/local/lib/python3.12/site-packages/uvicorn/protocols/http/h11_impl.py", line 403, in run_asgi
                    result = await app(self.scope, self.receive, self.send)
                  File "/app/loyalty/api.py", line 22, in points
                    return session.scalars(select(Points)).all()
                sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedColumn) column points.vat does not exist
                LINE 1: SELECT points.id, points.vat
                                          ^

                [SQL: SELECT points.id, points.vat
                FROM points]
                (Background on this error at: https://sqlalche.me/e/20/f405)""");
        shop.out("loyalty", "INFO:     172.18.0.4:51234 - \"GET /points HTTP/1.1\" 500 Internal Server Error");
        shop.access("GET", "/points", 500).noise(NOISE);
        return failure(
                "a column that is missing, below an object mapper",
                "column points.vat does not exist",
                shop.fails("PointsIT > shows()", expected(200, 500)));
    }

    private static Arguments recoveredPanic() {
        WrittenShop shop = busy();
        shop.err("inventory", """
                {go} http: panic serving 172.18.0.5:41234: assignment to entry in nil map
                goroutine 37 [running]:
                net/http.(*conn).serve.func1()
                	/usr/local/go/src/net/http/server.go:1898 +0xbe
                panic({0x6f1a40?, 0x7d2b60?})
                	/usr/local/go/src/runtime/panic.go:770 +0x132
                github.com/acme/inventory/api.(*Cart).Add(...)
                	/src/api/cart.go:18""");
        shop.access("POST", "/carts/C-1", 502).noise(NOISE);
        return failure(
                "a panic that was recovered",
                "assignment to entry in nil map",
                shop.fails("CartIT > adds()", expected(201, 502)));
    }

    private static Arguments nativeCrash() {
        WrittenShop shop = busy();
        shop.out("orders", """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f2f3c0a1b2c, pid=1, tid=42
                #
                # JRE version: OpenJDK Runtime Environment (21.0.5+11) (build 21.0.5+11-LTS)
                # Java VM: OpenJDK 64-Bit Server VM (21.0.5+11-LTS, mixed mode, sharing, tiered, compressed oops, g1 gc, linux-amd64)
                # Problematic frame:
                # C  [libzstd-jni-1.5.5.so+0x3b2c]  ZSTD_decompress+0x1c
                #
                # Core dump will be written. Default location: /app/core.1
                #
                # An error report file with more information is saved as:
                # /app/hs_err_pid1.log
                #
                # If you would like to submit a bug report, please visit:
                #   https://bugreport.java.com/bugreport/crash.jsp
                #""");
        shop.exits("orders", 134);
        shop.access("POST", "/orders", 502).noise(400);
        return failure("a crash of the JVM", "libzstd-jni", shop.fails("OrderIT > compressed()", expected(201, 502)));
    }

    private static Arguments restartLoop() {
        WrittenShop shop = busy();
        for (int i = 1; i <= 6; i++) {
            shop.zap("inventory", "info", "starting, version 1.4.0");
            shop.zap("inventory", "info", "reading configuration from /etc/inventory");
            shop.err("inventory", "{go} config: VAULT_ADDR: empty url");
            shop.exits("inventory", 2).status("inventory", it -> it.startedAt(shop.now()));
            shop.happens("inventory", LifecycleEvent.LifecycleKind.RESTARTED, "restarted");
            shop.spring(
                    "orders",
                    "ERROR",
                    "c.a.orders.Stock",
                    "reservation of O-" + i + " failed: java.net.ConnectException: Connection refused");
            shop.noise(60);
        }
        return failure(
                "a container that starts again and again",
                "VAULT_ADDR: empty url",
                shop.fails("OrderIT > places()", expected(201, 500)));
    }

    private static Arguments failedSeedBeforeTheTest() {
        WrittenShop shop = new WrittenShop().starts();
        shop.err("db", """
                psql:/docker-entrypoint-initdb.d/02-products.sql:311: ERROR:  duplicate key value violates unique constraint "product_sku_key"
                DETAIL:  Key (sku)=(TEAPOT) already exists.""");
        shop.noise(400).testBegins().noise(NOISE);
        return failure(
                "a seed that failed before the test",
                "duplicate key value violates unique constraint",
                shop.fails("CatalogIT > lists()", expected(40, 0)));
    }

    private static Arguments newInfoAmongKnownErrors() {
        WrittenShop shop = new WrittenShop().starts();
        for (int i = 0; i < 100; i++) {
            shop.spring("orders", "ERROR", "c.a.orders.Metrics", "cannot push metrics: Connection refused");
            shop.zap("inventory", "error", "tracing: exporter not reachable", ",\"attempt\":" + i);
            shop.out("mailer", "{clock} ERROR mailer.smtp greeting of relay " + i + " is not RFC 5321");
            shop.noise(10);
        }
        shop.passed().testBegins();
        for (int i = 0; i < 100; i++) {
            shop.spring("orders", "ERROR", "c.a.orders.Metrics", "cannot push metrics: Connection refused");
            shop.zap("inventory", "error", "tracing: exporter not reachable", ",\"attempt\":" + i);
            shop.out("mailer", "{clock} ERROR mailer.smtp greeting of relay " + i + " is not RFC 5321");
            shop.noise(10);
            if (i == 40) {
                shop.pino("payments", 30, "voucher V-9 belongs to another customer");
            }
        }
        return failure(
                "a line at INFO that is new beside errors that are not",
                "voucher V-9 belongs to another customer",
                shop.fails("VoucherIT > redeems()", expected("17.99", "19.99")));
    }

    private static Arguments untracedCacheBesideTracedChain() {
        WrittenShop shop = busy();
        shop.out(
                "cache",
                "1:M 21 Nov 2026 12:00:01.017 # MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk");
        for (int i = 0; i < 20; i++) {
            shop.ecs(
                    "orders",
                    "ERROR",
                    "com.acme.orders.Carts",
                    "cart of O-77 not stored",
                    ",\"trace.id\":\"" + TRACE
                            + "\",\"error.type\":\"io.lettuce.core.RedisCommandExecutionException\",\"error.message\":\"command failed\"");
            shop.pino("payments", 50, "no cart for O-77", TRACED);
            shop.zap("inventory", "error", "reservation without a cart", TRACED);
            shop.access("POST", "/orders", 500).noise(20);
        }
        return failure(
                "a cache that knows nothing of traces",
                "unable to persist to disk",
                shop.fails("CartIT > keeps()", expected(201, 500)));
    }

    private static Arguments misspeltTopic() {
        WrittenShop shop = busy();
        for (int i = 0; i < 80; i++) {
            shop.spring(
                    "orders",
                    "WARN",
                    "org.apache.kafka.clients.NetworkClient",
                    "[Consumer clientId=consumer-orders-1, groupId=orders] Error while fetching metadata with correlation id "
                            + i + " : {order-placd=UNKNOWN_TOPIC_OR_PARTITION}");
            shop.noise(15);
        }
        return failure(
                "a topic that is misspelt",
                "order-placd=UNKNOWN_TOPIC_OR_PARTITION",
                shop.fails("OrderIT > ships()", awaited("shipment", "SHIPPED", "PLACED")));
    }

    private static Arguments disabledAccount() {
        WrittenShop shop = busy();
        shop.out(
                "identity",
                "{comma} WARN  [org.keycloak.events] (executor-thread-3) type=\"CLIENT_LOGIN_ERROR\", realmId=\"shop\", clientId=\"orders\", userId=\"null\", ipAddress=\"172.18.0.4\", error=\"client_disabled\"");
        shop.spring("orders", "ERROR", "c.a.orders.Errors", "could not place order: 401 Unauthorized");
        shop.access("POST", "/orders", 401).noise(NOISE);
        return failure(
                "a client that is disabled", "client_disabled", shop.fails("OrderIT > places()", expected(201, 401)));
    }

    private static Arguments unknownMethodOfGrpc() {
        WrittenShop shop = busy();
        shop.spring("orders", "ERROR", "c.a.orders.Errors", "could not place order");
        shop.ecs(
                "orders",
                "ERROR",
                "com.acme.orders.Stock",
                "reservation failed",
                ",\"error.type\":\"io.grpc.StatusRuntimeException\",\"error.message\":\"UNIMPLEMENTED: unknown method Reserve for service stock.v2.Stock\"");
        shop.access("POST", "/orders", 500).noise(NOISE);
        return failure(
                "a method that the other side does not have",
                "unknown method Reserve for service stock.v2.Stock",
                shop.fails("OrderIT > places()", expected(201, 500)));
    }

    private static Arguments lockedChangelog() {
        WrittenShop shop = new WrittenShop();
        shop.spring(
                "orders",
                "INFO",
                "com.acme.orders.Application",
                "Starting Application v1.4.0 using Java 21.0.5 with PID 1");
        for (int i = 0; i < 6; i++) {
            shop.spring("orders", "INFO", "liquibase.lockservice", "Waiting for changelog lock....");
            shop.pause(Duration.ofSeconds(10));
        }
        shop.spring(
                "orders",
                "ERROR",
                "o.s.boot.SpringApplication",
                "Application run failed: Could not acquire change log lock.  Currently locked by 4f1c0a (172.18.0.9) since 11/20/26, 11:02 PM");
        shop.exits("orders", 1);
        return failure(
                "a lock of a migration that died",
                "Currently locked by 4f1c0a",
                shop.fails("OrderIT", notStarted("orders")));
    }

    private static Arguments wrongArchitecture() {
        WrittenShop shop = new WrittenShop().starts().noise(NOISE);
        shop.err("pricing", "exec /usr/local/bin/pricing: exec format error");
        shop.exits("pricing", 1);
        return failure(
                "an image for another machine", "exec format error", shop.fails("PriceIT", notStarted("pricing")));
    }

    private static Arguments openFiles() {
        WrittenShop shop = busy();
        for (int i = 0; i < 200; i++) {
            shop.err(
                    "inventory",
                    "{go} http: Accept error: accept tcp [::]:8080: accept4: too many open files; retrying in 1s");
            shop.spring(
                    "orders",
                    "ERROR",
                    "c.a.orders.Stock",
                    "reservation of O-" + i
                            + " failed: java.net.http.HttpConnectTimeoutException: HTTP connect timed out");
            shop.noise(5);
        }
        return failure(
                "a service that runs out of files",
                "too many open files",
                shop.fails("OrderIT > many()", expected(201, 500)));
    }

    private static Arguments eventsInTheWrongOrder() {
        WrittenShop shop = afterPassedTests();
        shop.zap("inventory", "info", "cancellation of an order that is not here, parked", ",\"order\":\"O-77\"");
        shop.zap("inventory", "info", "order stored", ",\"order\":\"O-77\"");
        shop.noise(NOISE);
        return failure(
                "events in the wrong order",
                "cancellation of an order that is not here",
                shop.fails("StockIT > cancels()", expected("CANCELLED", "PLACED")));
    }

    private static Arguments unhandledRejection() {
        WrittenShop shop = busy();
        shop.err("payments", """
                /app/node_modules/pg/lib/client.js:132
                      const error = new Error('x')
                            ^

                Error: connect ECONNREFUSED 172.18.0.3:5433
                    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16) {
                  errno: -111,
                  code: 'ECONNREFUSED',
                  syscall: 'connect',
                  address: '172.18.0.3',
                  port: 5433
                }

                Node.js v22.11.0""");
        shop.exits("payments", 1);
        shop.spring("orders", "ERROR", "c.a.orders.Payments", "charge failed: java.net.UnknownHostException: payments");
        shop.access("POST", "/orders", 500).noise(NOISE);
        return failure(
                "a service that ends as it has the wrong port",
                "ECONNREFUSED 172.18.0.3:5433",
                shop.fails("PayIT > pays()", expected(201, 500)));
    }

    private static Arguments emptyEnvironmentVariable() {
        WrittenShop shop = new WrittenShop().starts().noise(500);
        shop.err("sync", """
                pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings
                queue_url
                  Field required [type=missing, input_value={'db': 'db:5432'}, input_type=dict]
                    For further information visit https://errors.pydantic.dev/2.9/v/missing""");
        shop.exits("sync", 1);
        return failure("a setting that is required", "queue_url", shop.fails("SyncIT", notStarted("sync")));
    }

    private static Arguments workerKilledByItsMaster() {
        WrittenShop shop = busy();
        shop.err("loyalty", """
                [{second} +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:9)
                [{second} +0000] [9] [INFO] Worker exiting (pid: 9)
                [{second} +0000] [1] [ERROR] Worker (pid:9) was sent SIGKILL! Perhaps out of memory?
                [{second} +0000] [11] [INFO] Booting worker with pid: 11""");
        shop.access("GET", "/points", 502).noise(NOISE);
        return failure(
                "a worker that is killed by its master",
                "WORKER TIMEOUT (pid:9)",
                shop.fails("PointsIT > shows()", expected(200, 502)));
    }

    private static Arguments stolenByAnotherConsumer() {
        WrittenShop shop = busy();
        shop.out(
                "broker",
                "[{comma}] INFO [GroupCoordinator 1]: Preparing to rebalance group mails in state PreparingRebalance with old generation 4 (reason: Adding new member laptop-of-ada-3f with group instance id None) (kafka.coordinator.group.GroupCoordinator)");
        shop.noise(NOISE);
        return failure(
                "another consumer in the same group",
                "Adding new member laptop-of-ada-3f",
                shop.fails("MailIT > mails()", awaited("mails", "3", "1")));
    }

    private static Arguments wrongUnit() {
        WrittenShop shop = busy();
        shop.zap("inventory", "warn", "weight 1900 of TEAPOT is above 100 kg, sent as freight");
        shop.noise(NOISE);
        return failure(
                "a weight in the wrong unit",
                "weight 1900 of TEAPOT",
                shop.fails("ShipIT > parcel()", expected("PARCEL", "FREIGHT")));
    }

    private static Arguments scriptOfTheDatabase() {
        WrittenShop shop = new WrittenShop();
        shop.out("db", """
                The files belonging to this database system will be owned by user "postgres".
                creating subdirectories ... ok
                selecting dynamic shared memory implementation ... posix
                running bootstrap script ... ok
                performing post-bootstrap initialization ... ok

                /usr/local/bin/docker-entrypoint.sh: running /docker-entrypoint-initdb.d/01-schema.sql
                CREATE TABLE""");
        shop.err("db", """
                {clock} UTC [57] ERROR:  type "citext" does not exist at character 44
                {clock} UTC [57] STATEMENT:  create table customer (id int, mail citext);
                psql:/docker-entrypoint-initdb.d/01-schema.sql:14: ERROR:  type "citext" does not exist
                LINE 1: create table customer (id int, mail citext);
                                                            ^""");
        shop.exits("db", 3);
        return failure(
                "a script that makes the schema",
                "type \"citext\" does not exist",
                shop.fails("OrderIT", notStarted("db")));
    }

    private static Arguments quotaOfTheDisk() {
        WrittenShop shop = busy();
        shop.out(
                "broker",
                "[{comma}] ERROR Error while appending records to order-placed-0 in dir /var/lib/kafka/data (org.apache.kafka.storage.internals.log.LogDirFailureChannel)");
        shop.out("broker", "java.io.IOException: Disk quota exceeded");
        shop.out("broker", "\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)");
        for (int i = 0; i < 50; i++) {
            shop.spring(
                    "orders",
                    "WARN",
                    "o.a.k.clients.producer.internals.Sender",
                    "[Producer clientId=producer-1] Got error produce response with correlation id " + i
                            + " on topic-partition order-placed-0, retrying (2147483646 attempts left). Error: KAFKA_STORAGE_ERROR");
            shop.noise(10);
        }
        return failure(
                "a broker whose disk is full",
                "Disk quota exceeded",
                shop.fails("OrderIT > ships()", awaited("shipment", "SHIPPED", "PLACED")));
    }

    private static Arguments tokenOfAnotherIssuer() {
        WrittenShop shop = busy();
        shop.spring(
                "orders",
                "DEBUG",
                "o.s.s.o.s.r.w.a.BearerTokenAuthenticationFilter",
                "Failed to process authentication request: The iss claim is not valid: http://localhost:32812/realms/shop");
        shop.access("GET", "/orders", 401).noise(NOISE);
        return failure(
                "a token of another issuer",
                "The iss claim is not valid",
                shop.fails("OrderIT > lists()", expected(200, 401)));
    }

    private static Arguments pausedJob() {
        WrittenShop shop = busy();
        shop.spring("orders", "INFO", "org.quartz.core.QuartzScheduler", "Scheduler shop_$_NON_CLUSTERED paused.");
        shop.noise(NOISE);
        return failure(
                "a scheduler that is paused",
                "Scheduler shop_$_NON_CLUSTERED paused",
                shop.fails("SettleIT > settles()", awaited("settlement", "DONE", "OPEN")));
    }

    private static Arguments wrongEncoding() {
        WrittenShop shop = busy();
        shop.err("db", """
                {clock} UTC [64] ERROR:  invalid byte sequence for encoding "UTF8": 0xe4 0x64 0x63
                {clock} UTC [64] CONTEXT:  COPY customer, line 3""");
        shop.zap("inventory", "info", "import ended", ",\"rows\":2");
        shop.noise(NOISE);
        return failure(
                "bytes of another encoding",
                "invalid byte sequence for encoding",
                shop.fails("ImportIT > imports()", expected(40, 2)));
    }

    private static Arguments memoryOfTheGarbageCollector() {
        WrittenShop shop = busy();
        shop.err("payments", """
                <--- Last few GCs --->

                [1:0x5f1c2d0]    41027 ms: Mark-Compact 253.9 (257.8) -> 253.1 (257.8) MB, 201.45 / 0.00 ms  (average mu = 0.102, current mu = 0.011) allocation failure; scavenge might not succeed

                <--- JS stacktrace --->

                FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory
                ----- Native stack trace -----

                 1: 0xb8d0a3 node::OOMErrorHandler(char const*, v8::OOMDetails const&) [node]
                 2: 0xf06250 v8::Utils::ReportOOMFailure(v8::internal::Isolate*, char const*, v8::OOMDetails const&) [node]""");
        shop.exits("payments", 134);
        for (int i = 0; i < 30; i++) {
            shop.spring("orders", "ERROR", "c.a.orders.Payments", "charge of O-" + i + " failed: Connection reset");
            shop.noise(20);
        }
        return failure(
                "a heap of Node that is full",
                "JavaScript heap out of memory",
                shop.fails("ReportIT > exports()", expected(200, 502)));
    }

    private static Arguments sessionsOfAnotherNode() {
        WrittenShop shop = afterPassedTests();
        shop.zap("gateway-b", "info", "session 4f1c not found, redirecting to /login", ",\"node\":\"b\"");
        shop.access("GET", "/basket", 302).noise(NOISE);
        return failure(
                "a session that another node has",
                "session 4f1c not found",
                shop.fails("BasketIT > keeps()", expected("[MUG]", "[]")));
    }

    private static Arguments schemaRegistry() {
        WrittenShop shop = busy();
        for (int i = 0; i < 4; i++) {
            shop.out("orders", """
                    {iso} ERROR 1 --- [orders] [ad | producer-1] o.s.k.s.LoggingProducerListener          : Exception thrown when sending a message with key='O-77' and payload='{}' to topic orders:

                    org.apache.kafka.common.errors.SerializationException: Error registering Avro schema
                    	at io.confluent.kafka.serializers.AbstractKafkaAvroSerializer.serializeImpl(AbstractKafkaAvroSerializer.java:153)
                    	at com.acme.orders.Outbox.send(Outbox.java:31)
                    Caused by: io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException: Schema being registered is incompatible with an earlier schema for subject "orders-value"; error code: 409
                    	at io.confluent.kafka.schemaregistry.client.rest.RestService.sendHttpRequest(RestService.java:314)""");
            shop.noise(NOISE / 4);
        }
        return failure(
                "a schema that does not fit the one before",
                "incompatible with an earlier schema",
                shop.fails("OrderIT > ships()", awaited("shipment", "SHIPPED", "PLACED")));
    }

    private static Arguments blockedByAWebApplicationFirewall() {
        WrittenShop shop = busy();
        shop.err(
                "gateway",
                "{go} [warn] 31#31: *17 [client 172.18.0.1] ModSecurity: Access denied with code 403 (phase 2). Matched \"Operator `Rx' with parameter `union.*select' [id \"942270\"] [uri \"/search\"], client: 172.18.0.1, server: shop, request: \"GET /search?q=union HTTP/1.1\"");
        shop.access("GET", "/search?q=union", 403).noise(NOISE);
        return failure(
                "a firewall that takes a word for an attack",
                "ModSecurity: Access denied",
                shop.fails("SearchIT > finds()", expected(200, 403)));
    }

    private static Arguments templateThatIsMissing() {
        WrittenShop shop = busy();
        shop.out("mailer", "{clock} WARNING mailer.templates welcome_de.html not there, taking welcome_en.html");
        shop.noise(NOISE);
        return failure(
                "a template that is missing",
                "welcome_de.html",
                shop.fails("MailIT > welcomes()", expected("Willkommen", "Welcome")));
    }

    private static Arguments leaderElection() {
        WrittenShop shop = busy();
        for (int i = 0; i < 60; i++) {
            shop.out(
                    "coordinator",
                    "{\"level\":\"warn\",\"ts\":\"{iso}\",\"caller\":\"etcdserver/raft.go:416\",\"msg\":\"leader failed to send out heartbeat on time; took too long, leader is overloaded likely from slow disk\",\"to\":\"8e9e\",\"heartbeat-interval\":\"100ms\"}");
            shop.zap("inventory", "error", "lease lost", ",\"error\":\"context deadline exceeded\"");
            shop.noise(10);
        }
        return failure(
                "a coordinator on a slow disk",
                "overloaded likely from slow disk",
                shop.fails("StockIT > reserves()", expected(201, 500)));
    }

    private static Arguments viewThatIsStale() {
        WrittenShop shop = busy();
        shop.spring(
                "search",
                "INFO",
                "c.a.search.Indexer",
                "index products is 3 h behind, refresh is off since reindex 41");
        shop.noise(NOISE);
        return failure(
                "an index that is behind",
                "index products is 3 h behind",
                shop.fails("SearchIT > finds()", expected("[MUG, TEAPOT]", "[MUG]")));
    }

    private static Arguments hangingMigration() {
        WrittenShop shop = new WrittenShop().starts().noise(400);
        shop.status("ledger", it -> it.startedAt(shop.now()));
        shop.spring(
                "ledger",
                "INFO",
                "o.f.core.internal.command.DbMigrate",
                "Migrating schema \"public\" to version \"19 - index\"");
        shop.err("db", """
                {clock} UTC [81] LOG:  process 81 still waiting for ShareLock on relation 16401 of database 16384 after 1000.117 ms
                {clock} UTC [81] DETAIL:  Process holding the lock: 66. Wait queue: 81.
                {clock} UTC [81] STATEMENT:  create index on orders (sku)""");
        shop.pause(Duration.ofSeconds(60)).stops("ledger");
        return failure(
                "a migration that waits for a lock",
                "still waiting for ShareLock",
                shop.fails("LedgerIT", notStarted("ledger")));
    }

    private static Arguments wrongTenant() {
        WrittenShop shop = afterPassedTests();
        shop.ecs(
                "orders",
                "INFO",
                "com.acme.orders.Tenants",
                "no tenant in the request, taking 'default'",
                ",\"trace.id\":\"" + TRACE + "\"");
        shop.noise(NOISE);
        return failure(
                "a request without its tenant",
                "no tenant in the request",
                shop.fails("TenantIT > lists()", expected("[O-1]", "[]")));
    }

    private static Arguments webhookThatNobodyReceives() {
        WrittenShop shop = busy();
        for (int i = 1; i <= 5; i++) {
            shop.pino(
                    "payments",
                    40,
                    "webhook not delivered",
                    ",\"url\":\"http://host.testcontainers.internal:32811/hooks\",\"attempt\":" + i
                            + ",\"err\":{\"type\":\"Error\",\"message\":\"connect EHOSTUNREACH 172.18.0.9:32811\"}");
            shop.noise(NOISE / 5);
        }
        return failure(
                "a receiver that cannot be reached",
                "connect EHOSTUNREACH",
                shop.fails("HookIT > receives()", awaited("hook", "1", "0")));
    }

    private static Arguments rolledBackTransaction() {
        WrittenShop shop = busy();
        shop.spring("orders", "WARN", "c.a.orders.Audit", "audit entry of O-77 too long: 4098 of 4000 characters");
        shop.spring(
                "orders",
                "ERROR",
                "c.a.orders.Errors",
                "could not place order: org.springframework.transaction.UnexpectedRollbackException: Transaction silently rolled back because it has been marked as rollback-only");
        shop.access("POST", "/orders", 500).noise(NOISE);
        return failure(
                "a transaction that another part has given up",
                "too long: 4098 of 4000 characters",
                shop.fails("OrderIT > places()", expected(201, 500)));
    }

    private static Arguments proxyOfTheCompany() {
        WrittenShop shop = busy();
        shop.zap("inventory", "info", "using proxy http://proxy.acme.example:3128 for ledger");
        shop.zap(
                "inventory",
                "error",
                "ledger not told",
                ",\"error\":\"Post \\\"http://ledger/entries\\\": Proxy Authentication Required\"");
        shop.noise(NOISE);
        return failure(
                "a proxy that wants to know who asks",
                "Proxy Authentication Required",
                shop.fails("LedgerIT > books()", expected(1, 0)));
    }

    private static Arguments enumThatIsNew() {
        WrittenShop shop = busy();
        shop.spring(
                "orders",
                "ERROR",
                "c.a.orders.PaymentListener",
                "event dropped: com.fasterxml.jackson.databind.exc.InvalidFormatException: Cannot deserialize value of type `com.acme.orders.PaymentState` from String \"PARTIALLY_REFUNDED\": not one of the values accepted for Enum class: [PAID, REFUNDED]");
        shop.noise(NOISE);
        for (int i = 0; i < 20; i++) {
            shop.spring("orders", "WARN", "c.a.orders.Saga", "saga O-77 still waits for its payment, asking again");
            shop.noise(20);
        }
        return failure(
                "a value that is new",
                "PARTIALLY_REFUNDED",
                shop.fails("RefundIT > refundsAPart()", awaited("order", "REFUNDED", "PAID")));
    }

    private static Arguments timeoutThreeServicesAway() {
        WrittenShop shop = busy();
        shop.zap("inventory", "warn", "supplier answered after 31 s", TRACED);
        shop.pino(
                "payments",
                50,
                "no answer of inventory",
                TRACED + ",\"err\":{\"type\":\"Error\",\"message\":\"timeout of 5000ms exceeded\"}");
        shop.ecs(
                "orders",
                "ERROR",
                "com.acme.orders.Errors",
                "payments failed",
                ",\"trace.id\":\"" + TRACE
                        + "\",\"error.type\":\"java.net.SocketTimeoutException\",\"error.message\":\"Read timed out\"");
        shop.access("POST", "/orders", 504).noise(NOISE);
        return failure(
                "a supplier that is slow, three services away",
                "supplier answered after 31 s",
                shop.fails("OrderIT > places()", expected(201, 504)));
    }

    private static Arguments emptyTopicAfterAReset() {
        WrittenShop shop = busy();
        shop.spring(
                "orders",
                "INFO",
                "o.a.k.c.c.internals.SubscriptionState",
                "[Consumer clientId=consumer-orders-1, groupId=orders] Resetting offset for partition payments-0 to position FetchPosition{offset=42, offsetEpoch=Optional.empty}.");
        shop.noise(NOISE);
        return failure(
                "a consumer that begins at the end",
                "Resetting offset for partition payments-0",
                shop.fails("PayIT > books()", awaited("order", "PAID", "PLACED")));
    }

    private static Arguments unsatisfiedDependency() {
        WrittenShop shop = new WrittenShop().starts().noise(NOISE);
        shop.status("loyalty", it -> it.startedAt(shop.now()));
        shop.out("loyalty", """
                __  ____  __  _____   ___  __ ____  ______
                 --/ __ \\/ / / / _ | / _ \\/ //_/ / / / __/
                {comma} INFO  [io.quarkus] (main) loyalty 1.4.0 on JVM (powered by Quarkus 3.15.1) starting
                {comma} ERROR [io.quarkus.runtime.Application] (main) Failed to start application: java.lang.RuntimeException: Failed to start quarkus
                	at io.quarkus.runner.ApplicationImpl.doStart(Unknown Source)
                	at io.quarkus.runtime.Application.start(Application.java:101)
                Caused by: io.smallrye.config.ConfigValidationException: Configuration validation failed:
                	java.util.NoSuchElementException: SRCFG00014: The config property loyalty.rate is required but it could not be found in any config source
                	at io.smallrye.config.ConfigMappingContext.throwErrors(ConfigMappingContext.java:80)""");
        shop.exits("loyalty", 1);
        return failure(
                "a property of Quarkus",
                "loyalty.rate is required but it could not be found",
                shop.fails("LoyaltyIT", notStarted("loyalty")));
    }

    private static Arguments unknownConfigServer() {
        WrittenShop shop = new WrittenShop().starts().noise(NOISE);
        shop.status("pricing", it -> it.startedAt(shop.now()));
        for (int i = 0; i < 20; i++) {
            shop.err("pricing", "curl: (6) Could not resolve host: config-server");
        }
        shop.out("pricing", "giving up after 20 times");
        shop.exits("pricing", 6);
        return failure(
                "a script that cannot fetch its configuration",
                "Could not resolve host: config-server",
                shop.fails("PriceIT", notStarted("pricing")));
    }

    private static Arguments secondOperation() {
        WrittenShop shop = busy();
        shop.out(
                "loyalty",
                "{\"EventId\":10100,\"LogLevel\":\"Error\",\"Category\":\"Microsoft.EntityFrameworkCore.Query\",\"Message\":\"An exception occurred while iterating over the results of a query for context type \\u0027Loyalty.Db\\u0027.\",\"Exception\":\"System.InvalidOperationException: A second operation was started on this context instance before a previous operation completed.\\n   at Loyalty.Cards.Find(String number) in /src/Cards.cs:line 31\"}");
        shop.access("GET", "/cards/7", 500).noise(NOISE);
        return failure(
                "a context that two threads use",
                "A second operation was started on this context",
                shop.fails("CardIT > shows()", expected(200, 500)));
    }

    private static Arguments userOfTheDocumentStore() {
        WrittenShop shop = busy();
        for (int i = 0; i < 40; i++) {
            shop.out(
                    "store",
                    "{\"t\":{\"$date\":\"{iso}\"},\"s\":\"I\",\"c\":\"ACCESS\",\"id\":5286307,\"ctx\":\"conn" + i
                            + "\",\"msg\":\"Failed to authenticate\",\"attr\":{\"client\":\"172.18.0.5:4110" + i
                            + "\",\"user\":\"carts\",\"db\":\"admin\",\"error\":\"UserNotFound: Could not find user \\\"carts\\\" for db \\\"admin\\\"\"}}");
            shop.pino(
                    "payments",
                    50,
                    "cart not read",
                    ",\"err\":{\"type\":\"MongoServerError\",\"message\":\"Authentication failed.\",\"stack\":\"MongoServerError: Authentication failed.\\n    at /app/carts.js:7:1\"}");
            shop.noise(20);
        }
        return failure(
                "a user that is in another database",
                "Could not find user",
                shop.fails("CartIT > reads()", expected(200, 500)));
    }

    private static Arguments alarmOfTheBroker() {
        WrittenShop shop = busy();
        shop.out(
                "queue",
                "{clock}000+00:00 [warning] <0.512.0> disk resource limit alarm set on node rabbit@queue. *** Publishers will be blocked until this alarm clears ***");
        shop.noise(NOISE);
        return failure(
                "a broker that takes nothing more",
                "Publishers will be blocked",
                shop.fails("MailIT > mails()", awaited("mail", "SENT", "NEW")));
    }

    private static Arguments threadsThatWaitForEachOther() {
        WrittenShop shop = busy();
        shop.spring(
                "orders",
                "INFO",
                "c.a.orders.Watchdog",
                "threads export-1 and import-2 have waited for each other for 5 s");
        shop.noise(NOISE);
        return failure(
                "threads that wait for each other",
                "threads export-1 and import-2 have waited for each other",
                shop.fails("ExportIT > exports()", new java.net.http.HttpTimeoutException("request timed out")));
    }

    private static Arguments limitedPage() {
        WrittenShop shop = busy();
        shop.ecs("search", "INFO", "com.acme.search.Paging", "page size 100 reduced to 10, the maximum");
        shop.noise(NOISE);
        return failure(
                "a page that is smaller than was asked for",
                "page size 100 reduced to 10",
                shop.fails("SearchIT > lists()", expected(100, 10)));
    }

    private static Arguments noHealthyUpstream() {
        WrittenShop shop = busy();
        for (int i = 0; i < 10; i++) {
            shop.out(
                    "proxy",
                    "{\"start_time\":\"{iso}\",\"method\":\"POST\",\"path\":\"/charges\",\"response_code\":503,\"response_flags\":\"UH\",\"response_code_details\":\"no_healthy_upstream\",\"upstream_cluster\":\"payments-v2\",\"duration\":0}");
            shop.spring(
                    "orders", "ERROR", "c.a.orders.Payments", "charge of O-" + i + " failed: 503 Service Unavailable");
            shop.noise(NOISE / 10);
        }
        return failure("a cluster without members", "payments-v2", shop.fails("PayIT > pays()", expected(201, 503)));
    }

    private static Arguments changedChangeset() {
        WrittenShop shop = new WrittenShop();
        shop.spring(
                "orders",
                "INFO",
                "com.acme.orders.Application",
                "Starting Application v1.4.0 using Java 21.0.5 with PID 1");
        shop.out("orders", """
                {iso} ERROR 1 --- [orders] [main] o.s.boot.SpringApplication               : Application run failed

                org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'liquibase' defined in class path resource [org/springframework/boot/autoconfigure/liquibase/LiquibaseAutoConfiguration$LiquibaseConfiguration.class]: liquibase.exception.CommandExecutionException: liquibase.exception.ValidationFailedException: Validation Failed:
                     1 changesets check sum
                          db/changelog/7-vat.xml::7::ada was: 9:1f0c but is now: 9:77aa

                	at org.springframework.beans.factory.support.AbstractAutowireCapableBeanFactory.initializeBean(AbstractAutowireCapableBeanFactory.java:1806)
                	at com.acme.orders.Application.main(Application.java:11)
                Caused by: liquibase.exception.CommandExecutionException: liquibase.exception.ValidationFailedException: Validation Failed:
                     1 changesets check sum
                          db/changelog/7-vat.xml::7::ada was: 9:1f0c but is now: 9:77aa

                	at liquibase.command.CommandScope.execute(CommandScope.java:258)""");
        shop.exits("orders", 1);
        return failure(
                "a changeset that was changed afterwards",
                "7-vat.xml::7::ada was: 9:1f0c but is now: 9:77aa",
                shop.fails("OrderIT", notStarted("orders")));
    }

    private static Arguments unknownKey() {
        WrittenShop shop = busy();
        shop.out("mailer", "{clock} INFO mailer.auth key 2026-11 is not among the 2 of the issuer, refused");
        shop.access("POST", "/mails", 401).noise(NOISE);
        return failure(
                "a key that was rotated",
                "key 2026-11 is not among the 2 of the issuer",
                shop.fails("MailIT > mails()", expected(202, 401)));
    }

    private static Arguments bucketOfAnotherRegion() {
        WrittenShop shop = busy();
        shop.ecs(
                "orders",
                "WARN",
                "com.acme.orders.Invoices",
                "invoice not stored",
                ",\"error.type\":\"software.amazon.awssdk.services.s3.model.S3Exception\",\"error.message\":\"The bucket is in this region: eu-west-1. Please use this region to retry the request (Service: S3, Status Code: 301)\"");
        shop.spring("orders", "WARN", "c.a.orders.Stock", "stock of A-7 is low: 3");
        shop.noise(NOISE);
        return failure(
                "a bucket in another region",
                "The bucket is in this region: eu-west-1",
                shop.fails("InvoiceIT > stores()", expected("[O-77.pdf]", "[]")));
    }

    private static Arguments jobOfTonight() {
        WrittenShop shop = busy();
        shop.spring(
                "orders",
                "INFO",
                "c.a.orders.Settlement",
                "settlement is due at 2026-11-22T02:00 Europe/Berlin, nothing to do before");
        shop.noise(NOISE);
        return failure(
                "a job that runs at night",
                "settlement is due at 2026-11-22T02:00",
                shop.fails("SettleIT > settles()", awaited("settlement", "DONE", "OPEN")));
    }

    private static Arguments asyncMethod() {
        WrittenShop shop = busy();
        shop.out("orders", """
                {iso} ERROR 1 --- [orders] [task-1] .a.i.SimpleAsyncUncaughtExceptionHandler : Unexpected exception occurred invoking async method: public void com.acme.orders.Mails.confirm(com.acme.orders.Order)

                java.lang.IllegalStateException: customer 17 has no address
                	at com.acme.orders.Mails.confirm(Mails.java:31)
                	at java.base/java.lang.Thread.run(Thread.java:1583)""");
        shop.noise(NOISE);
        return failure(
                "a method that nobody waits for",
                "customer 17 has no address",
                shop.fails("MailIT > confirms()", awaited("mail", "1", "0")));
    }

    private static Arguments lostConnectionToTheCache() {
        WrittenShop shop = afterPassedTests();
        shop.zap("inventory", "warn", "cache: NOAUTH Authentication required., going on without");
        shop.noise(NOISE);
        return failure(
                "a cache that wants a password",
                "NOAUTH Authentication required",
                shop.fails("StockIT > isQuick()", expected("HIT", "MISS")));
    }
}
