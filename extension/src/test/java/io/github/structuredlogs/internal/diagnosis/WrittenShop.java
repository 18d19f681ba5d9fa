package io.github.structuredlogs.internal.diagnosis;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A shop whose services write their logs as their loggers do, line by line, so that what a test sees of them has been read
 * by the formats: Logback's ECS, pino, zap, Python's logging, nginx and PostgreSQL.
 */
final class WrittenShop extends WrittenLogs<WrittenShop> {

    private static final DateTimeFormatter NGINX =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private int request;

    WrittenShop() {
        for (String service : List.of("gateway", "orders", "payments", "inventory", "mailer", "db")) {
            status(service, it -> it.startedAt(now()));
        }
    }

    /** A shop whose services have started, with some noise, and have answered some requests. */
    static WrittenShop busy() {
        return new WrittenShop().starts().requests(20).testBegins().requests(5);
    }

    WrittenShop starts() {
        ecs("orders", "INFO", "com.acme.Application", "Starting Application using Java 17 with PID 1");
        ecs("orders", "INFO", "o.s.b.w.e.tomcat.TomcatWebServer", "Tomcat initialized with port 8080 (http)");
        ecs(
                "orders",
                "WARN",
                "org.springframework.boot.autoconfigure.orm.jpa.JpaBaseConfiguration",
                "spring.jpa.open-in-view is enabled by default. Explicitly configure it to disable this warning");
        ecs("orders", "INFO", "com.acme.Application", "Started Application in 2.73 seconds");
        err("db", """
                {clock} UTC [1] LOG:  starting PostgreSQL 15.4 on x86_64-pc-linux-gnu
                {clock} UTC [32] FATAL:  the database system is starting up
                {clock} UTC [1] LOG:  database system is ready to accept connections""");
        err("payments", "(node:1) ExperimentalWarning: The Fetch API is an experimental feature.");
        pino("payments", 30, "listening on 8080");
        zap("inventory", "warn", "no cache directory, caching in memory");
        zap("inventory", "info", "listening on :8080");
        out("mailer", "{clock} WARNING mailer.main running without TLS, do not do this in production");
        err("gateway", "2026/11/21 12:00:00 [notice] 1#1: start worker processes");
        return this;
    }

    WrittenShop requests(int times) {
        for (int i = 0; i < times; i++) {
            request++;
            access("POST", "/orders", 201);
            ecs("orders", "INFO", "com.acme.orders.OrderService", "order O-" + (1000 + request) + " accepted");
            zap("inventory", "info", "reserved 1 of SKU-" + request);
            pino("payments", 30, "charged 19.99 EUR");
            out("mailer", "{clock} INFO mailer.queue sent mail for O-" + (1000 + request));
            err("db", "{clock} UTC [71] LOG:  duration: 0." + request + " ms  execute <unnamed>: insert into orders");
        }
        return this;
    }

    /**
     * What thousands of lines of a system under test are like while nothing is wrong: every service at work, with the
     * warnings that are always there.
     */
    WrittenShop noise(int lines) {
        Random random = new Random(lines);
        for (int i = 0; i < lines; i++) {
            int number = random.nextInt(10_000);
            switch (random.nextInt(14)) {
                case 0 -> access("GET", "/orders/O-" + number, number % 40 == 0 ? 404 : 200);
                case 1 -> access("GET", "/assets/app-" + number + ".js", 304);
                case 2 ->
                    spring(
                            "orders",
                            "DEBUG",
                            "org.hibernate.SQL",
                            "select o1_0.id, o1_0.sku from orders o1_0 where id=?");
                case 3 -> spring("orders", "INFO", "c.a.orders.OrderService", "order O-" + number + " accepted");
                case 4 ->
                    spring(
                            "orders",
                            "DEBUG",
                            "com.zaxxer.hikari.pool.HikariPool",
                            "HikariPool-1 - Pool stats (total=10, active=" + number % 7 + ", idle=3, waiting=0)");
                case 5 ->
                    pino(
                            "payments",
                            30,
                            "request completed",
                            ",\"req\":{\"method\":\"POST\",\"url\":\"/charges\"},\"res\":{\"statusCode\":201},\"responseTime\":"
                                    + number % 90);
                case 6 -> pino("payments", 20, "cache miss for customer " + number + ", loading");
                case 7 -> zap("inventory", "info", "reserved " + number % 5 + " of SKU-" + number);
                case 8 -> zap("inventory", "debug", "GET /stock", ",\"status\":200,\"took\":\"" + number % 30 + "ms\"");
                case 9 ->
                    err(
                            "db",
                            "{clock} UTC [" + (60 + number % 9) + "] LOG:  duration: 0." + number
                                    + " ms  execute <unnamed>: select * from orders where id = $1");
                case 10 -> out("mailer", "{clock} INFO mailer.queue sent mail for O-" + number);
                case 11 ->
                    out("cache", "1:M 21 Nov 2026 12:00:00.000 * 1 changes in " + number + " seconds. Saving...");
                case 12 ->
                    out(
                            "broker",
                            "[{comma}] INFO [Group coordinator] Member consumer-" + number
                                    + " joined group orders (kafka.coordinator.group.GroupCoordinator)");
                default -> {
                    if (number % 50 == 0) {
                        spring("orders", "WARN", "o.s.w.s.PageNotFound", "No mapping for GET /favicon.ico");
                    } else {
                        out("mailer", "{clock} DEBUG mailer.pool " + number % 8 + " of 8 workers idle");
                    }
                }
            }
        }
        return this;
    }

    /** As Spring Boot's console writes it. */
    WrittenShop spring(String service, String level, String logger, String message) {
        return out(
                service,
                "{iso} %5s 1 --- [%s] [nio-8080-exec-1] %-40s : %s".formatted(level, service, logger, message));
    }

    WrittenShop access(String method, String path, int status) {
        return out(
                "gateway",
                "172.18.0.1 - - [" + NGINX.format(now()) + "] \"" + method + " " + path + " HTTP/1.1\" " + status
                        + " 182 \"-\" \"Java-http-client/17\"");
    }

    WrittenShop ecs(String service, String level, String logger, String message) {
        return ecs(service, level, logger, message, "");
    }

    /** As Logback's ECS encoder writes it. */
    WrittenShop ecs(String service, String level, String logger, String message, String more) {
        return out(
                service,
                "{\"@timestamp\":\"{iso}\",\"log.level\":\"" + level + "\",\"message\":\"" + message
                        + "\",\"ecs.version\":\"1.2.0\",\"service.name\":\"" + service
                        + "\",\"process.thread.name\":\"exec-1\",\"log.logger\":\"" + logger + "\"" + more + "}");
    }

    WrittenShop pino(String service, int level, String message) {
        return pino(service, level, message, "");
    }

    WrittenShop pino(String service, int level, String message, String more) {
        return out(
                service,
                "{\"level\":" + level + ",\"time\":{millis},\"pid\":1,\"hostname\":\"4f1c\"" + more + ",\"msg\":\""
                        + message + "\"}");
    }

    WrittenShop zap(String service, String level, String message) {
        return zap(service, level, message, "");
    }

    WrittenShop zap(String service, String level, String message, String more) {
        return err(
                service,
                "{\"level\":\"" + level + "\",\"ts\":\"{iso}\",\"caller\":\"app/main.go:41\",\"msg\":\"" + message
                        + "\"" + more + "}");
    }
}
