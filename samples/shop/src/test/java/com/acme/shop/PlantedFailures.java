package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.RestartPolicy;
import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Tests that fail for reasons which only the logs of the containers tell; {@link PlantedFailuresIT} runs them. */
final class PlantedFailures {

    private PlantedFailures() {}

    @StructuredLogs
    @Testcontainers
    @Cause("value too long for type character varying(30)")
    static class ExceptionTwoServicesAway {

        @Container
        static final Shop SHOP = new Shop();

        @Test
        void refundArrives() {
            var customer = SHOP.customer();
            var id = customer.order("TEAPOT").field("id");

            assertThat(customer.refund(id, "it arrived broken and in the wrong colour")
                            .status())
                    .isEqualTo(202);
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(() ->
                            assertThat(customer.status(id).field("status")).isEqualTo("refunded"));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("still waiting for RowExclusiveLock")
    static class TimeoutBehindALock {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.orders.withEnv("PAYMENTS_TIMEOUT", "5s"));

        @Test
        void ordersWhileTheBooksAreClosed() {
            SHOP.database.sh("""
                    psql --dbname shop --command 'begin; lock table payment; select pg_sleep(60)' >/dev/null 2>&1 &
                    until psql -At --dbname shop --command \
                        "select 1 from pg_locks where mode = 'AccessExclusiveLock'" | grep -q 1; do sleep 0.1; done
                    """);

            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("out of memory")
    static class OutOfMemory {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.payments
                .withEnv("JAVA_TOOL_OPTIONS", "-Xmx1g")
                .withCreateContainerCmdModifier(
                        it -> it.getHostConfig().withMemory(100L << 20).withMemorySwap(100L << 20)));

        @Test
        void addsUpALotOfPayments() {
            SHOP.database.sql("insert into payment select g, 9.95 from generate_series(1, 1000000) g");

            assertThat(SHOP.customer().turnover().status()).isEqualTo(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("Could not resolve placeholder 'PAYMENTS_URL'")
    static class MissingSetting {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.orders
                .withStartupTimeout(Duration.ofSeconds(10))
                .getEnvMap()
                .remove("PAYMENTS_URL"));

        @Test
        void orders() {
            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("no exchange rate")
    static class WrongAnswerWithoutAnError {

        @Container
        static final Shop SHOP = new Shop();

        @Test
        void chargesInSwissFrancs() {
            assertThat(SHOP.customer().order("MUG", 2, "CHF").field("charged")).isEqualTo("18.61");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("too many connections for role \"payments\"")
    static class RetryStorm {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.orders.withEnv("PAYMENTS_ATTEMPTS", "40"));

        @Test
        void ordersOnABusyDay() {
            SHOP.database.sql("alter role payments connection limit 0");

            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Cause("numeric field overflow")
    static class NewErrorAmongOldOnes {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.payments.withEnv("SMTP_HOST", "smtp"));

        @Test
        @Order(1)
        void ordersAMug() {
            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }

        @Test
        @Order(2)
        void ordersATeapot() {
            assertThat(SHOP.customer().order("TEAPOT").status()).isEqualTo(201);
        }

        @Test
        @Order(3)
        void ordersForAWholeCountry() {
            assertThat(SHOP.customer().order("KETTLE").status()).isEqualTo(201);
            assertThat(SHOP.customer().order("KETTLE", 10_000_000, "EUR").status())
                    .isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("password authentication failed for user \"payments\"")
    static class DatabaseOnATerminal {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.database.withCreateContainerCmdModifier(it -> it.withTty(true)));

        @Test
        void ordersAfterThePasswordWasChanged() {
            SHOP.database.sql("alter role payments password 'rotated'");

            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("UnknownHostException: payment")
    static class MisspeltHost {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.orders.withEnv("PAYMENTS_URL", "http://payment:8080"));

        @Test
        void orders() {
            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("was terminated by signal 9")
    static class DatabaseCrash {

        @Container
        static final Shop SHOP = new Shop();

        @Test
        void ordersTwice() {
            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
            SHOP.database.sh("psql -c 'alter system set restart_after_crash = off' -c 'select pg_reload_conf()'");
            SHOP.database.sh(
                    "kill -9 $(psql -Atc \"select pid from pg_stat_activity where backend_type = 'checkpointer'\")");

            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("Free disk space")
    static class NeverHealthy {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.orders
                .withEnv("MANAGEMENT_HEALTH_DISKSPACE_THRESHOLD", "500TB")
                .withStartupTimeout(Duration.ofSeconds(10)));

        @Test
        void orders() {
            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("cannot execute INSERT in a read-only transaction")
    static class ReadOnlyDatabase {

        @Container
        static final Shop SHOP = new Shop();

        @Test
        void ordersDuringTheMigration() {
            SHOP.database.sql("alter database shop set default_transaction_read_only = on");

            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("OutOfMemoryError: Java heap space")
    static class HeapThatIsTooSmall {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.payments.withEnv("JAVA_TOOL_OPTIONS", "-Xmx24m"));

        @Test
        void addsUpALotOfPayments() {
            SHOP.database.sql("insert into payment select g, 9.95 from generate_series(1, 1000000) g");

            assertThat(SHOP.customer().turnover().status()).isEqualTo(200);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("No space left on device")
    static class FullDisk {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.database.withTmpFs(Map.of("/small", "size=8m,mode=777")));

        @Test
        void orders() {
            SHOP.database.sh("mkdir /small/table; psql -c \"create tablespace small location '/small/table'\"");
            SHOP.database.sql("alter table payment set tablespace small");
            SHOP.database.sh("dd if=/dev/zero of=/small/fill bs=1M count=8 || true");

            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("Could not resolve placeholder 'PAYMENTS_URL'")
    static class StartedAgainAndAgain {

        @Container
        static final Shop SHOP = new Shop(shop -> shop.orders
                .withStartupTimeout(Duration.ofSeconds(10))
                .withCreateContainerCmdModifier(
                        it -> it.getHostConfig().withRestartPolicy(RestartPolicy.onFailureRestart(9)))
                .getEnvMap()
                .remove("PAYMENTS_URL"));

        @Test
        void orders() {
            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("column \"amount\" of relation \"payment\" does not exist")
    static class SchemaOfAnotherVersion {

        @Container
        static final Shop SHOP = new Shop();

        @BeforeAll
        static void migrate() {
            SHOP.database.sql("alter table payment rename column amount to total");
        }

        @Test
        void orders() {
            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("too many connections for role \"payments\"")
    static class NoConnectionLeft {

        @Container
        static final Shop SHOP = new Shop();

        @Test
        void orders() {
            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
            SHOP.database.sql("alter role payments connection limit 0");

            assertThat(SHOP.customer().order("MUG").status()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("/seed/payments.sql: No such file or directory")
    static class SeedThatIsNotThere {

        @Container
        static final Shop SHOP = new Shop();

        @BeforeAll
        static void seed() {
            try (var seed = new GenericContainer<>(Images.database())) {
                seed.withNetwork(SHOP.database.getNetwork())
                        .withEnv("PGPASSWORD", "payments")
                        .withCreateContainerCmdModifier(it -> it.withEntrypoint("sh"))
                        .withCommand(
                                "-c",
                                "psql --host database --username payments --dbname shop --file /seed/payments.sql || true")
                        .withStartupCheckStrategy(new OneShotStartupCheckStrategy())
                        .start();
            }
        }

        @Test
        void addsUpThePaymentsOfTheSeed() {
            assertThat(SHOP.customer().turnover().field("euros")).isEqualTo("100.00");
        }
    }
}
