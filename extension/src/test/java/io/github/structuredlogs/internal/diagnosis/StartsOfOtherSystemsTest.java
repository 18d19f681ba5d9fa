package io.github.structuredlogs.internal.diagnosis;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Failures whose cause a server or a script said once, when it started, and in the words of its own kind. */
class StartsOfOtherSystemsTest extends CauseInTheFirstTenLines {

    private static final class Written extends WrittenLogs<Written> {}

    static Stream<Arguments> failures() {
        return Stream.of(
                parameterOfAMailServer(),
                brokerForItsOwnMachine(),
                fieldOfAReplica(),
                headlineOfACrash(),
                errorInCalmWords(),
                errorWithoutALevel());
    }

    private static Arguments parameterOfAMailServer() {
        Written mail = new Written();
        mail.err(
                        "mail",
                        "/usr/sbin/postconf: warning: /etc/postfix/main.cf: unused parameter: mydestinations=acme.test\n"
                                .repeat(20))
                .out("mail", """
                        Nov 21 12:00:00 mail postfix/postfix-script[75]: starting the Postfix mail system
                        Nov 21 12:00:00 mail postfix/master[1]: daemon started -- version 3.7.11, configuration /etc/postfix
                        """)
                .hasStarted()
                .testBegins()
                .out("mail", """
                        Nov 21 12:00:01 mail postfix/smtpd[99]: connect from unknown[172.17.0.1]
                        Nov 21 12:00:01 mail postfix/smtpd[99]: NOQUEUE: reject: RCPT from unknown[172.17.0.1]: 554 5.7.1 <ada@acme.test>: Relay access denied; from=<shop@acme.test> to=<ada@acme.test> proto=ESMTP helo=<test>
                        Nov 21 12:00:01 mail postfix/smtpd[99]: warning: non-SMTP command from unknown[172.17.0.1]: Subject: Hello
                        Nov 21 12:00:01 mail postfix/smtpd[99]: disconnect from unknown[172.17.0.1] ehlo=1 mail=1 rcpt=0/1 data=0/1 unknown=0/1 commands=2/5
                        """);
        return failure(
                "a parameter that nobody reads, said many times",
                "unused parameter: mydestinations",
                mail.fails(
                        "MailIT > takesAMail()",
                        new AssertionError("\nExpecting actual:\n  \"220 mail.acme.test ESMTP Postfix\n250 2.1.0 Ok\n"
                                + "554 5.7.1 <ada@acme.test>: Relay access denied\n\"\nto contain:\n  \"queued as\"")));
    }

    private static Arguments brokerForItsOwnMachine() {
        Written mqtt = new Written();
        mqtt.err("mqtt", """
                1795262400: mosquitto version 2.0.11 starting
                1795262400: Using default config.
                1795262400: Starting in local only mode. Connections will only be possible from clients running on this machine.
                1795262400: Create a configuration file which defines a listener to allow remote access.
                1795262400: For more details see https://mosquitto.org/documentation/authentication-methods/
                1795262400: Opening ipv4 listen socket on port 1883.
                1795262400: Opening ipv6 listen socket on port 1883.
                1795262400: Error: Cannot assign requested address
                1795262400: mosquitto version 2.0.11 running
                """).hasStarted().testBegins().err("mqtt", """
                        1795262401: New connection from 127.0.0.1:46928 on port 1883.
                        1795262401: Client <unknown> closed its connection.
                        1795262401: New connection from 127.0.0.1:46876 on port 1883.
                        1795262401: Client <unknown> closed its connection.
                        """);
        return failure(
                "a server that listens to its own machine only",
                "local only mode",
                mqtt.fails(
                        "MqttIT > takesAConnection()",
                        new AssertionError(
                                "\nExpecting actual:\n" + "  \"(Connection reset)\"\nto start with:\n  \" \u0002\"")));
    }

    private static Arguments fieldOfAReplica() {
        Written shop = new Written();
        for (String each : new String[] {"stock-a", "stock-b"}) {
            shop.image(each, "shop/stock:1").out(each, """
                    ts={iso} level=info caller=stock.go:48 msg="starting" version=3.1.0 warehouse=localhost:8080 tariff=%s
                    ts={iso} level=info caller=stock.go:49 msg="listening" addr=:8080
                    """.formatted(each.equals("stock-a") ? "2026-11" : "2025-11"));
        }
        shop.hasStarted().testBegins();
        for (int i = 0; i < 10; i++) {
            shop.out(i % 2 == 0 ? "stock-a" : "stock-b", """
                    ts={iso} level=info caller=stock.go:47 msg="request" method=GET path=/price/mug status=200 bytes=5
                    """);
        }
        return failure(
                "a field of one of two replicas",
                "tariff=2025-11",
                shop.fails(
                        "PricesIT > hasOnePrice()",
                        new AssertionError("\nExpecting actual:\n  [\"11.90\", \"10.90\"]\nto contain exactly:\n"
                                + "  [\"11.90\"]\nbut some elements were not expected:\n  [\"10.90\"]")));
    }

    private static Arguments headlineOfACrash() {
        Written cache = new Written();
        cache.out("cache", """
                1:C 21 Nov 2026 12:00:00.001 * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo
                1:C 21 Nov 2026 12:00:00.001 * Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=1, just started

                *** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***
                Reading the configuration file, at line 3
                >>> 'maxmemory-polcy allkeys-lru'
                Bad directive or wrong number of arguments
                """).exits("cache", 1);
        ContainerLaunchException notStarted =
                new ContainerLaunchException("Container startup failed for image shop/cache:1");
        notStarted.initCause(new IllegalStateException("Timed out waiting for container port to open"));
        return failure(
                "a headline, and below it what it is about",
                "Bad directive or wrong number of arguments",
                cache.fails(
                        "CacheIT", new ContainerLaunchException("Container startup failed for image shop/cache:1")));
    }

    private static Arguments errorInCalmWords() {
        return ofTheExporter(
                "an error of the start in words that are no trouble",
                "{comma} - app - ERROR - exporter is not there",
                "exporter is not there");
    }

    private static Arguments errorWithoutALevel() {
        return ofTheExporter(
                "an error of the start that has no level",
                "listen tcp :8000: bind: address already in use",
                "address already in use");
    }

    private static Arguments ofTheExporter(String kind, String said, String cause) {
        Written app = new Written();
        app.err("app", "{comma} - app - INFO - application on port 8000\n" + said + "\n")
                .hasStarted()
                .testBegins()
                .err("app", "172.17.0.1 - - [21/Nov/2026 12:00:01] \"GET / HTTP/1.1\" 200 -\n");
        return failure(
                kind,
                cause,
                app.fails(
                        "MetricsIT > countsRequests()",
                        new AssertionError("\nExpecting actual:\n  \"\"\nto contain:\n  \"app_requests_total\"")));
    }
}
