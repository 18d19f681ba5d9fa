package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.StructuredLogs;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What stands before services: nginx, HAProxy, Apache httpd, Squid, Varnish. */
final class GatewayFailures {

    private GatewayFailures() {}

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Cause(value = "upstream server temporarily disabled", said = Cause.Said.EARLIER)
    static class ServerThatIsNoLongerAsked {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box STOCK_A = Box.server("exec nginx -c /app/stock.conf")
                .with("nginx")
                .at(NETWORK, "stock-a")
                .withExposedPorts(8080);

        @Container
        static final Box STOCK_B = Box.server("exec nginx -c /app/stock.conf")
                .with("nginx")
                .at(NETWORK, "stock-b")
                .withExposedPorts(8080);

        @Container
        static final Box WEB = Box.server("exec nginx -c /app/balancer.conf")
                .with("nginx")
                .at(NETWORK, "web")
                .dependsOn(STOCK_A, STOCK_B)
                .withExposedPorts(80);

        @Test
        @Order(1)
        void answersWhileAServerIsPaused() {
            if (Planted.faults()) {
                STOCK_B.getDockerClient()
                        .pauseContainerCmd(STOCK_B.getContainerId())
                        .exec();
            }
            for (int i = 0; i < 4; i++) {
                assertThat(WEB.get("/").statusCode()).isEqualTo(200);
            }
            if (Planted.faults()) {
                STOCK_B.getDockerClient()
                        .unpauseContainerCmd(STOCK_B.getContainerId())
                        .exec();
            }
        }

        @Test
        @Order(2)
        void isAlive() {
            for (int i = 0; i < 50; i++) {
                assertThat(WEB.get("/healthz").body()).isEqualTo("ok");
            }
        }

        @Test
        @Order(3)
        void spreadsTheLoad() {
            var servers = new HashSet<String>();
            for (int i = 0; i < 20; i++) {
                servers.add(WEB.get("/").body());
            }

            assertThat(servers).hasSize(2);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("client intended to send too large body")
    static class BodyThatIsTooLarge {

        @Container
        static final Box WEB = Box.server("exec nginx -c /app/" + planted("shop", "large") + ".conf")
                .with("nginx")
                .withExposedPorts(80);

        @Test
        void takesAPicture() {
            for (int i = 0; i < 120; i++) {
                WEB.get("/healthz");
            }

            assertThat(WEB.post("/upload", "x".repeat(70_000)).statusCode()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("\"/srv/www/prices.json\" failed (13: Permission denied)")
    static class FileThatMayNotBeRead {

        @Container
        static final Box WEB = Box.server("mkdir -p /srv/www && echo '{}' > /srv/www/prices.json && chmod "
                        + planted("600", "644") + " /srv/www/prices.json && exec nginx -c /app/shop.conf")
                .with("nginx")
                .withExposedPorts(80);

        @Test
        void hasPrices() {
            for (int i = 0; i < 120; i++) {
                WEB.get("/healthz");
            }

            assertThat(WEB.get("/prices.json").statusCode()).isEqualTo(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("certificate has expired")
    static class CertificateOfLastYear {

        @Container
        static final Box PAYMENTS = Box.server("exec sh tls.sh '" + planted("2020-03-01 10:00:00", "1 hour ago") + "'")
                .with("nginx")
                .withExposedPorts(80);

        @Test
        void charges() {
            for (int i = 0; i < 120; i++) {
                PAYMENTS.get("/healthz");
            }

            assertThat(PAYMENTS.get("/charge").body()).isEqualTo("charged");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "Server stock/s1 is DOWN, reason: Layer7 wrong status", said = Cause.Said.AT_START)
    static class CheckOfAPathThatIsNotThere {

        @Container
        static final Box BALANCER = Box.server("exec haproxy -W -db -f haproxy.cfg")
                .with("haproxy")
                .withEnv("CHECK", planted("/healthz", "/health"))
                .waitingFor(Wait.forHttp("/alive").forPort(8080))
                .withExposedPorts(8080);

        @BeforeAll
        static void settles() {
            await().until(() -> BALANCER.get("/stats;csv").body().contains(planted("DOWN", "L7OK")));
        }

        @Test
        void hasMugs() {
            assertThat(BALANCER.get("/stock/mug").body()).isEqualTo("12");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("sQ--")
    static class QueueOfABalancer {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box EXPORTS = Box.service("exec gunicorn --threads 8 reports:app")
                .with("python")
                .at(NETWORK, "exports")
                .withExposedPorts(8000);

        @Container
        static final Box BALANCER = Box.server("exec haproxy -W -db -f queue.cfg")
                .with("haproxy")
                .at(NETWORK, "balancer")
                .withEnv("MAXCONN", planted("1", "20"))
                .dependsOn(EXPORTS)
                .withExposedPorts(8080);

        @Test
        void buildsFourReports() {
            var reports = IntStream.range(2021, 2025)
                    .mapToObj(year -> CompletableFuture.supplyAsync(() ->
                            BALANCER.get("/reports/" + year + "?seconds=1.5").statusCode()))
                    .toList();

            assertThat(reports).extracting(CompletableFuture::join).containsOnly(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("client denied by server configuration: /srv/www/")
    static class AddressOfTheOffice {

        @Container
        static final Box INTRANET = Box.server(
                        "mkdir -p /srv/www/public && echo hello | tee /srv/www/index.html > /srv/www/public/mug && exec apache2 -f /app/apache2.conf -D FOREGROUND")
                .with("apache")
                .withEnv("OFFICE", planted("192.0.2.0/24", "0.0.0.0/1 128.0.0.0/1"))
                .withEnv("STOCK_PORT", "8081")
                .withExposedPorts(80);

        @Test
        void showsTheIntranet() {
            for (int i = 0; i < 60; i++) {
                INTRANET.get("/public/mug");
            }

            assertThat(INTRANET.get("/index.html").statusCode()).isEqualTo(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("attempt to connect to 127.0.0.1:8090")
    static class PortOfABackend {

        @Container
        static final Box SHOP = Box.server(
                        "mkdir -p /srv/www/public && echo hello > /srv/www/public/mug && exec apache2 -f /app/apache2.conf -D FOREGROUND")
                .with("apache")
                .withEnv("OFFICE", "0.0.0.0/1 128.0.0.0/1")
                .withEnv("STOCK_PORT", planted("8090", "8081"))
                .withExposedPorts(80);

        @Test
        void knowsMugs() {
            for (int i = 0; i < 60; i++) {
                SHOP.get("/public/mug");
            }

            assertThat(SHOP.get("/stock/mug").statusCode()).isEqualTo(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "http_acces", said = Cause.Said.AT_START)
    static class DirectiveMisspelt {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box PARTNER = Box.server("exec nginx -c /app/stock.conf")
                .with("nginx")
                .at(NETWORK, "partner")
                .withExposedPorts(8080);

        @Container
        static final Box PROXY = Box.server(
                        "chmod o+w /dev/stdout; exec squid -N -d 1 -f /app/" + planted("squid", "sound") + ".conf")
                .with("squid")
                .at(NETWORK, "proxy")
                .withExposedPorts(3128);

        @Test
        void reachesAPartner() {
            for (int i = 0; i < 10; i++) {
                PARTNER.sh("curl -s http://proxy:3128/squid-internal-static/icons/SN.png");
            }

            assertThat(PARTNER.sh("curl -s -o /dev/null -w '%{http_code}' -x http://proxy:3128 http://partner:8080/"))
                    .isEqualTo("200");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "\"/usr/share/nginx/html/health\" failed", said = Cause.Said.EARLIER)
    static class BackendThatWentSick {

        @Container
        static final Box PAGES = Box.server("exec sh start.sh " + planted("healthz", "health"))
                .with("varnish")
                .waitingFor(Wait.forHttp("/alive").forPort(80))
                .withExposedPorts(80);

        @BeforeAll
        static void settles() {
            await().until(() ->
                    PAGES.sh("varnishadm -n /tmp/varnish backend.list").contains(planted("sick", "healthy")));
        }

        @Test
        void showsTheIndex() {
            assertThat(PAGES.get("/index").body()).isEqualTo("pages");
        }
    }
}
