package io.github.structuredlogs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;

/** An application of modules: the tests of each have a context with a container of its own, and use it again later. */
class ManyContextsTest {

    @Test
    void givesEachClassTheContainerAndTheRecordsOfItsContext() {
        TestRun run = TestRun.of(
                OrdersTestCase.class,
                InventoryTestCase.class,
                PaymentsTestCase.class,
                OrdersAgainTestCase.class,
                PaymentsAgainTestCase.class,
                FailingTestCase.class);

        run.results()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(5).failed(1));
        String block = run.output().substring(run.output().indexOf(" FAILED "));
        assertThat(block.lines().limit(6))
                .anySatisfy(line -> assertThat(line).contains("broker running, 1 ERROR"))
                .anySatisfy(line -> assertThat(line).startsWith("1 broker  ").endsWith("nothing was reserved"));
        assertThat(block).doesNotContain("order", "item", "card", "is up");
        assertThat(ourThreads()).isEmpty();
    }

    /** Two classes run at the same time in one context. Only one has its container in a field, of an instance for all tests. */
    @Test
    void aContainerOfAContextIsSeenByAllThatUseIt() {
        TestRun run = TestRun.of(
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                WithFieldTestCase.class,
                WithoutFieldTestCase.class);

        run.assertAllPass(2);
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("structured-logs"))
                .toList();
    }

    abstract static class ModuleTestCase {
        @Autowired
        WriterContainer broker;

        final void assertSeesOnly(String error, CapturedLogs logs) {
            broker.write("text=ERROR " + error);
            assertThat(logs)
                    .from("broker")
                    .withLevel(LogLevel.ERROR)
                    .singleElement()
                    .hasMessageContaining(error);
            assertThat(logs).from(broker).withLevel(LogLevel.ERROR).hasSize(1);
            assertThat(logs).withLevel(LogLevel.ERROR).hasSize(1);
            // One for each container that runs.
            assertThat(ourThreads().stream().filter(name -> name.matches("structured-logs-\\p{XDigit}{12}")))
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Orders {
        @Bean
        WriterContainer broker() {
            return WriterContainer.onRequest("text=INFO orders' broker is up");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Inventory {
        @Bean
        WriterContainer broker() {
            return WriterContainer.onRequest("text=INFO inventory's broker is up");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Payments {
        @Bean
        WriterContainer broker() {
            return WriterContainer.onRequest("text=INFO payments' broker is up");
        }
    }

    @StructuredLogs
    @SpringBootTest(classes = Orders.class)
    static class OrdersTestCase extends ModuleTestCase {
        @Test
        void places(CapturedLogs logs) {
            assertSeesOnly("no route for order 1", logs);
        }
    }

    @StructuredLogs
    @SpringBootTest(classes = Inventory.class)
    static class InventoryTestCase extends ModuleTestCase {
        @Test
        void counts(CapturedLogs logs) {
            assertSeesOnly("no stock of item 2", logs);
        }
    }

    @StructuredLogs
    @SpringBootTest(classes = Payments.class)
    @DirtiesContext
    static class PaymentsTestCase extends ModuleTestCase {
        @Test
        void charges(CapturedLogs logs) {
            assertSeesOnly("card 3 refused", logs);
        }
    }

    /** In the context of {@link OrdersTestCase}. */
    @StructuredLogs
    @SpringBootTest(classes = Orders.class)
    static class OrdersAgainTestCase extends ModuleTestCase {
        @Test
        void cancels(CapturedLogs logs) {
            assertSeesOnly("no route for order 4", logs);
        }
    }

    /** In a new context, because {@link PaymentsTestCase} has made its own dirty. */
    @StructuredLogs
    @SpringBootTest(classes = Payments.class)
    @DirtiesContext
    static class PaymentsAgainTestCase extends ModuleTestCase {
        @Test
        void refunds(CapturedLogs logs) {
            assertSeesOnly("card 5 refused", logs);
            assertThat(logs.all()).withMessageContaining("payments' broker is up").hasSize(2);
        }
    }

    /** In the context of {@link InventoryTestCase}. */
    @StructuredLogs
    @SpringBootTest(classes = Inventory.class)
    static class FailingTestCase extends ModuleTestCase {
        @Test
        void reserves() {
            broker.write("text=ERROR nothing was reserved");
            fail("no reservation");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Shipping {
        @Bean
        WriterContainer carrier() {
            return WriterContainer.onRequest();
        }

        @Bean
        Parcels parcels(WriterContainer carrier) {
            return new Parcels(carrier);
        }
    }

    record Parcels(WriterContainer carrier) {
        void send() {
            carrier.write("text=ERROR no carrier for parcel 7");
            carrier.awaitStored(1);
        }
    }

    private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);

    private static void together() throws Exception {
        TOGETHER.await(60, TimeUnit.SECONDS);
    }

    @StructuredLogs
    @SpringBootTest(classes = Shipping.class)
    @DirtiesContext
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class WithFieldTestCase {
        @Autowired
        WriterContainer carrier;

        @Test
        void runsMeanwhile() throws Exception {
            assertThat(carrier.isRunning()).isTrue();
            together();
            together();
        }
    }

    @StructuredLogs
    @SpringBootTest(classes = Shipping.class)
    @DirtiesContext
    static class WithoutFieldTestCase {
        @Autowired
        Parcels parcels;

        @Test
        void doesNotMissWhatItHasCaused(CapturedLogs logs) throws Exception {
            together();
            try {
                parcels.send();
                assertThatThrownBy(() -> assertThat(logs)
                                .atOrAbove(LogLevel.ERROR)
                                .isEmpty())
                        .hasMessageContaining("no carrier for parcel 7");
            } finally {
                together();
            }
        }
    }
}
