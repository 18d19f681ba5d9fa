package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.testcontainers.DockerClientFactory;

/** Containers that are beans of a Spring context, which starts them and hands them to the test. */
@Tag("containers")
class SpringContextTest {

    @Test
    void capturesABean() {
        TestRun.of(AboveSpringTestCase.class, BelowSpringTestCase.class).assertAllPass(2);
    }

    @Configuration
    static class Beans {
        @Bean(initMethod = "start", destroyMethod = "stop")
        WriterContainer orders() {
            return WriterContainer.onRequest("text=from the start");
        }
    }

    @StructuredLogs
    @SpringJUnitConfig(Beans.class)
    static class AboveSpringTestCase {
        @Autowired
        WriterContainer bean;

        @Test
        void seesTheRecordsOfTheBean(CapturedLogs logs) {
            bean.write("text=asked for");
            assertThat(logs).from(bean).withMessage("asked for").hasSize(1);
            assertThat(logs.all()).from("bean").withMessage("from the start").hasSize(1);
        }
    }

    @SpringJUnitConfig(Beans.class)
    @StructuredLogs
    static class BelowSpringTestCase extends AboveSpringTestCase {}

    @Test
    void showsWhatTheContainersOfAContextThatFailedHaveLogged() {
        TestRun run = TestRun.of(Map.of("structuredlogs.print", "on_failure"), FailingContextTestCase.class);

        List<String> blocks = List.of(run.output().split("(?= FAILED )"));
        assertThat(blocks).hasSize(1 + 2);
        assertThat(blocks.get(1).lines().limit(8))
                .anySatisfy(
                        line -> assertThat(line).contains("IllegalStateException: Failed to load ApplicationContext"))
                .anySatisfy(line -> assertThat(line).isEqualTo("⇐ IllegalStateException: migration V2 failed"))
                .anySatisfy(line -> assertThat(line)
                        .containsPattern("writer(#\\d)? stopped, ")
                        .contains("1 ERROR"))
                .anySatisfy(line -> assertThat(line).contains("relation users already exists"));
        assertThat(blocks.get(2).lines().limit(8))
                .anySatisfy(line -> assertThat(line)
                        .containsPattern("writer(#\\d)? stopped(, | during )\\S.* before this test: relation users"));
    }

    @Configuration
    static class FailingBeans {
        @Bean(initMethod = "start", destroyMethod = "stop")
        WriterContainer orders() {
            return WriterContainer.onRequest();
        }

        @Bean
        Object migration(WriterContainer orders) {
            orders.write("json=\"level\":\"error\",\"msg\":\"relation users already exists\"");
            throw new IllegalStateException("migration V2 failed");
        }
    }

    @StructuredLogs
    @SpringJUnitConfig(FailingBeans.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class FailingContextTestCase {
        @Test
        void first() {}

        @Test
        void second() {}
    }

    @Test
    void capturesABeanThatAnEarlierJvmHasStarted() {
        // A label of its own, or the container of another build on this engine would be taken for ours.
        Map<String, String> environment = Map.of(
                "TESTCONTAINERS_REUSE_ENABLE",
                "true",
                "REUSED_BY",
                UUID.randomUUID().toString());

        assertThat(RunInOwnJvm.of(StarterTestCase.class, environment)).contains("[         1 tests successful      ]");
        assertThat(RunInOwnJvm.of(ReuseTestCase.class, environment)).contains("[         1 tests successful      ]");
    }

    @Configuration
    static class ReusedBeans {
        @Bean(initMethod = "start", destroyMethod = "")
        WriterContainer orders() {
            return WriterContainer.onRequest("text=from the start")
                    .withLabel("reused-by", System.getenv("REUSED_BY"))
                    .withReuse(true);
        }
    }

    @SpringJUnitConfig(ReusedBeans.class)
    static class StarterTestCase {
        @Test
        void leavesTheContainerRunning(@Autowired WriterContainer bean) {
            assertThat(bean.isRunning()).isTrue();
        }
    }

    @StructuredLogs
    @SpringJUnitConfig(ReusedBeans.class)
    static class ReuseTestCase {
        private static String id;

        @Autowired
        WriterContainer bean;

        @Test
        void seesTheRecordsOfTheReusedBean(CapturedLogs logs) {
            id = bean.getContainerId();
            bean.write("text=asked for");
            assertThat(logs).from(bean).withMessage("asked for").hasSize(1);
            assertThat(logs)
                    .withMessage("from the start")
                    .as("written for another JVM")
                    .isEmpty();
            assertThat(logs.all()).withMessage("from the start").hasSize(1);
        }

        @AfterAll
        static void removesTheContainer() {
            DockerClientFactory.instance()
                    .client()
                    .removeContainerCmd(id)
                    .withForce(true)
                    .exec();
        }
    }
}
