package io.github.structuredlogs.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that are no JSON, as their loggers' documentation has them. */
class TextFormatsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
        2026-11-21T18:31:35.226Z  INFO 1 --- [           main] c.e.ShopApp  : Started            ! spring-boot ! INFO  ! c.e.ShopApp ! main ! Started
        2026-11-21 18:31:35.226 ERROR 1 --- [nio-8080-exec-1] c.e.ShopApp  : a : b                ! spring-boot ! ERROR ! c.e.ShopApp ! nio-8080-exec-1 ! a : b
        2026-11-21T18:31:35.226+01:00  WARN 1 --- [shop] [           main] c.e.ShopApp : x        ! spring-boot ! WARN  ! c.e.ShopApp ! main ! x
        2026-11-21 18:45:24,888 INFO  [io.quarkus] (main) Profile prod activated.                 ! quarkus     ! INFO  ! io.quarkus ! main ! Profile prod activated.
        18:45:24,888 FINE [o.j.as] (MSC service thread 1-2) WFLYSRV0049: x                        ! quarkus     ! DEBUG ! o.j.as ! MSC service thread 1-2 ! WFLYSRV0049: x
        18:45:24.888 [main] INFO  com.example.Main -- Order 42 shipped                            ! pattern     ! INFO  ! com.example.Main ! main ! Order 42 shipped
        18:45:24.888 [main] INFO  com.example.Main - Order 42 shipped                             ! pattern     ! INFO  ! com.example.Main ! main ! Order 42 shipped
        2026-11-21 18:45:24,888 [worker-1] WARN  Orders - slow - very                             ! pattern     ! WARN  ! Orders ! worker-1 ! slow - very
        2026-11-21T18:45:24,888 INFO  [main] c.e.Orders - x                                       ! pattern     ! INFO  ! c.e.Orders ! main ! x
        2026-11-21 18:45:24 DEBUG c.e.Orders:42 - x                                               ! pattern     ! DEBUG ! c.e.Orders ! ! x
        INFO  [2026-11-21 18:45:24,888] io.dropwizard.Server: Starting                            ! pattern     ! INFO  ! io.dropwizard.Server ! ! Starting
        2026-11-21 18:45:24,888 [myid:1] - INFO  [main:Quorum@177] - Reading                      ! pattern     ! INFO  ! Quorum ! main ! Reading
        21-Nov-2026 18:41:25.978 INFO [main] org.apache.catalina.core.StandardEngine.startInternal Starting Servlet engine ! pattern ! INFO ! org.apache.catalina.core.StandardEngine ! main ! Starting Servlet engine
        [2026-11-21 18:56:28,651] WARN [Broker id=1] x (kafka.server.Broker)                      ! kafka       ! WARN  ! kafka.server.Broker ! ! [Broker id=1] x
        E1121 18:35:21.052137   20631 main.go:4] Shipping failed                                  ! klog        ! ERROR ! ! 20631 ! Shipping failed
        2026-11-21 18:29:08.810 UTC [1] LOG:  database system is ready                            ! postgresql  ! INFO  ! ! ! database system is ready
        .2026-11-21 18:29:08.810 UTC [1] LOG:  starting PostgreSQL                                ! postgresql  ! INFO  ! ! ! starting PostgreSQL
        waiting for server to start...2026-11-21 18:29:08 UTC [1] FATAL:  no space                ! postgresql  ! FATAL ! ! ! no space
        waiting for server to stop......2026-11-21 18:29:08 UTC [1] LOG:  shutting down           ! postgresql  ! INFO  ! ! ! shutting down
        2026-11-21 18:29:08 GMT [42]: [1-1] user=a,db=b FATAL:  role missing                      ! postgresql  ! FATAL ! ! ! role missing
        2026/11/21 18:38:02 [emerg] 1#1: bind() failed                                            ! nginx       ! FATAL ! ! ! bind() failed
        1:M 21 Nov 2026 18:29:08.810 # WARNING overcommit                                         ! redis       ! WARN  ! ! ! WARNING overcommit
        2026-11-21T18:29:08.810621Z 0 [System] [MY-010116] [Server] starting                      ! mysql       ! INFO  ! Server ! 0 ! starting
        2026-11-21 18:29:08 0 [Warning] x                                                         ! mysql       ! WARN  ! ! 0 ! x
        2026-11-21 18:29:08+00:00 [ERROR] [Entrypoint]: no password                               ! mysql       ! ERROR ! Entrypoint ! ! no password
        2026-11-21 18:35:21,412 - orders - CRITICAL - down                                        ! python      ! FATAL ! orders ! ! down
        WARNING:root:careful                                                                      ! python      ! WARN  ! root ! ! careful
        [2026-11-21 18:35:21,412] ERROR in app: failed                                            ! python      ! ERROR ! app ! ! failed
        E, [2026-11-21T18:52:24.271920 #22964] ERROR -- shop: Cannot ship                         ! ruby        ! ERROR ! shop ! ! Cannot ship
        E, [2026-11-21T18:52:24.271920 #22964] ERROR -- : Cannot ship                             ! ruby        ! ERROR ! ! ! Cannot ship
        """)
    void readsAFamily(String line, String format, String level, String logger, String thread, String message) {
        LogRecord record = LinesTest.one(line);

        assertThat(record.format()).isEqualTo(format);
        assertThat(record.level()).hasToString(level);
        assertThat(record.logger()).isEqualTo(logger);
        assertThat(record.thread()).isEqualTo(thread);
        assertThat(record.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
        2026-11-21T18:35:21.041Z [ERROR] shop: Shipping failed           ! ERROR ! 2026-11-21T18:35:21.041Z
        2026-11-21 18:40:43.820631+00:00 [notice] <0.45.0> x             ! INFO  ! 2026-11-21T18:40:43.820631Z
        2026-11-21T18:35:21.011Z	WARN	zap/main.go:18	dev console      ! WARN  ! 2026-11-21T18:35:21.011Z
        2026/11/21 18:35:21 INFO default logger a=1                      ! INFO  ! 2026-11-21T18:35:21Z
        2026-11-21 18:39:02.659 | SUCCESS  | a:b:5 - success             ! INFO  ! 2026-11-21T18:39:02.659Z
        [2026-11-21T18:35:21Z WARN  shop::orders] slow                   ! WARN  ! 2026-11-21T18:35:21Z
        INFO:     127.0.0.1:5000 - "GET / HTTP/1.1" 200 OK               ! INFO  !
        [12:04:05 ERR] Cannot ship                                       ! ERROR !
        2026/11/21 18:35:21 listening on :8080                           !       ! 2026-11-21T18:35:21Z
        Error: Cannot find module 'x'                                    !       !
        config loaded                                                    !       !
        info about something                                             !       !
        """)
    void keepsOtherTextWholeAndReadsItsHead(String line, String level, String timestamp) {
        LogRecord record = LinesTest.one(line);

        assertThat(record.format()).isEqualTo("text");
        assertThat(record.message()).isEqualTo(line);
        assertThat(record.level() == null ? null : record.level().name()).isEqualTo(level);
        assertThat(record.timestamp() == null ? null : record.timestamp().toString())
                .isEqualTo(
                        timestamp == null
                                ? null
                                : java.time.Instant.parse(timestamp).toString());
    }

    @Test
    void readsTheIdsThatSpringBootCorrelates() {
        LogRecord record = LinesTest.one("2026-11-21T18:31:35.226Z  INFO 1 --- [shop] [main] "
                + "[4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7] c.e.ShopApp : x");

        assertThat(record.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(record.spanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(record.thread()).isEqualTo("main");
        assertThat(record.fields()).containsEntry("pid", 1).containsEntry("application", "shop");
    }

    @Test
    void buildsTheMessageOfAnAccessLog() {
        LogRecord record =
                LinesTest.one("10.0.0.1 - ada [21/Nov/2026:18:38:03 +0100] \"GET /orders?q=1 HTTP/1.1\" 502 157 "
                        + "\"-\" \"curl/8\"");

        assertThat(record.format()).isEqualTo("access");
        assertThat(record.message()).isEqualTo("GET /orders?q=1 502");
        assertThat(record.level()).isNull();
        assertThat(record.timestamp()).hasToString("2026-11-21T17:38:03Z");
        assertThat(record.fields())
                .containsEntry("status", 502)
                .containsEntry("remote_user", "ada")
                .containsEntry("bytes", 157)
                .containsEntry("user_agent", "curl/8");
    }

    @Test
    void readsNginxsContext() {
        LogRecord record = LinesTest.one(
                "2026/11/21 18:38:03 [error] 7#7: *4 connect() failed (111: Connection refused) while connecting to"
                        + " upstream, client: 127.0.0.1, server: , request: \"GET /a, b HTTP/1.0\", host: \"x\"");

        assertThat(record.message())
                .isEqualTo("connect() failed (111: Connection refused) while connecting to upstream");
        assertThat(record.fields())
                .containsEntry("client", "127.0.0.1")
                .containsEntry("request", "GET /a, b HTTP/1.0")
                .containsEntry("host", "x");
    }

    @Test
    void readsDotnetsLines() {
        LogRecord record = LinesTest.one(
                "fail: Shop.Orders[0]",
                "      Shipping failed",
                "      System.InvalidOperationException: Cannot ship",
                "         at Shop.Orders.Ship() in /src/Orders.cs:line 20");

        assertThat(record.format()).isEqualTo("dotnet");
        assertThat(record.level()).hasToString("ERROR");
        assertThat(record.logger()).isEqualTo("Shop.Orders");
        assertThat(record.message()).isEqualTo("Shipping failed");
        assertThat(record.exception().type()).isEqualTo("System.InvalidOperationException");
        assertThat(record.exception().message()).isEqualTo("Cannot ship");
    }

    @Test
    void splitsTheExceptionThatQuarkusAppends() {
        LogRecord record = LinesTest.one(
                "2026-11-21 18:45:24,888 ERROR [c.e.Orders] (main) Request failed: java.lang.RuntimeException: boo",
                "\tat c.e.Orders.ship(Orders.java:1)");

        assertThat(record.message()).isEqualTo("Request failed");
        assertThat(record.exception().type()).isEqualTo("java.lang.RuntimeException");
        assertThat(record.exception().message()).isEqualTo("boo");
    }

    @Test
    void readsLogfmt() {
        LogRecord record = LinesTest.one(
                "time=\"2026-11-21T18:35:21Z\" level=warning msg=\"a \\\"b\\\"\" empty= err=\"bad id\" n=42 "
                        + "traceID=4bf92f3577b34da6a3ce929d0e0e4736");

        assertThat(record.format()).isEqualTo("logfmt");
        assertThat(record.level()).hasToString("WARN");
        assertThat(record.message()).isEqualTo("a \"b\"");
        assertThat(record.exception().message()).isEqualTo("bad id");
        assertThat(record.fields()).containsEntry("empty", "").containsEntry("n", "42");
        assertThat(record.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }
}
