package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Services on Node: lines of pino, and of the console. */
final class NodeFailures {

    private NodeFailures() {}

    @StructuredLogs
    @Testcontainers
    @Cause(value = "pageSise", said = Cause.Said.AT_START)
    static class OptionMisspelt {

        @Container
        static final Box CATALOG = Box.service("exec node catalog.js")
                .with("node")
                .withEnv("CATALOG_CONFIG", planted("{\"pageSise\":25}", "{\"pageSize\":25}"))
                .withExposedPorts(3000);

        @Test
        void listsAPage() {
            var page = CATALOG.get("/items?page=1").body();

            assertThat(page.split("sku", -1)).hasSize(26);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "no such file or directory, open '/app/flag.json'", said = Cause.Said.AT_START)
    static class FlagsThatAreNotThere {

        @Container
        static final Box PRICING = Box.service("echo '{\"winter-sale\":true}' > flags.json; exec node flags.js")
                .with("node")
                .withEnv("FLAGS_FILE", planted("/app/flag.json", "/app/flags.json"))
                .withExposedPorts(3000);

        @Test
        void pricesACartInTheSale() {
            for (int i = 0; i < 50; i++) {
                PRICING.get("/healthz");
            }

            assertThat(PRICING.get("/carts/c-17/total").body()).isEqualTo("{\"total\":4500}");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("connect ECONNREFUSED 127.0.0.1:25")
    static class MailThatIsSkipped {

        @Container
        static final Box SIGNUP = Box.service("exec node outbox.js")
                .with("node")
                .withEnv("SMTP_PORT", planted("25", "2525"))
                .withExposedPorts(3000);

        @Test
        void welcomesANewCustomer() {
            for (int i = 0; i < 100; i++) {
                SIGNUP.get("/healthz");
            }

            assertThat(SIGNUP.post("/customers", "{\"name\":\"Ada\"}").statusCode())
                    .isEqualTo(202);

            await().atMost(Duration.ofSeconds(4))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> SIGNUP.get("/sent").body().equals("1"));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("getaddrinfo ENOTFOUND paiments")
    static class HostOfANestedCause {

        @Container
        static final Box CHECKOUT = Box.service("exec node checkout.js")
                .with("node")
                .withEnv("PAYMENTS_URL", planted("http://paiments:3000", "http://localhost:3000"))
                .withExposedPorts(3000);

        @Test
        void pays() {
            assertThat(CHECKOUT.post("/checkout/77", "{}").body()).isEqualTo("{\"state\":\"paid\"}");
        }
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Cause(value = "JavaScript heap out of memory", said = Cause.Said.EARLIER)
    static class WorkerThatDiedInAnEarlierTest {

        @Container
        static final Box IMPORTS =
                Box.service("exec node cluster.js").with("node").withExposedPorts(3000);

        @Test
        @Order(1)
        void startsALargeImport() {
            assertThat(IMPORTS.get("/import?rows=" + planted(3_000_000, 1_000)).statusCode())
                    .isEqualTo(200);
        }

        @Test
        @Order(2)
        void importsTwoRows() {
            assertThat(IMPORTS.get("/import?rows=2").body()).isEqualTo("imported 2");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("ENOSPC: no space left on device")
    static class FullDisk {

        @Container
        static final Box UPLOADS = Box.service("exec node upload.js")
                .with("node")
                .withTmpFs(Map.of("/uploads", "size=" + planted("64k", "4m")))
                .withExposedPorts(3000);

        @Test
        void storesAPicture() {
            assertThat(UPLOADS.post("/pictures", "x".repeat(500_000)).statusCode())
                    .isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("queue is full")
    static class JobDroppedAtDebug {

        @Container
        static final Box THUMBNAILS = Box.service("exec node queue.js")
                .with("node")
                .withEnv("QUEUE_CAPACITY", planted("140", "1000"))
                .withExposedPorts(3000);

        @Test
        void makesAThumbnailOfEachPicture() {
            THUMBNAILS.post("/jobs/150", "");

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(THUMBNAILS.get("/done").body()).isEqualTo("150"));
        }
    }
}
