package io.github.structuredlogs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What a project on Spring Boot does with a database: each case is a class as its developers write it. */
@SuppressWarnings("deprecation") // The class for PostgreSQL that both versions of Testcontainers have.
class SpringBootProjectTest {

    @Test
    void capturesABeanWithAServiceConnectionUnderTheNameOfItsField() {
        TestRun.of(BeanTestCase.class).assertAllPass(2);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        @ServiceConnection
        PostgreSQLContainer<?> database() {
            return new PostgreSQLContainer<>("postgres:17");
        }
    }

    @StructuredLogs
    @SpringBootTest(classes = Shop.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class BeanTestCase {
        @Autowired
        PostgreSQLContainer<?> database;

        @Autowired
        JdbcTemplate jdbc;

        @Test
        void first(CapturedLogs logs) {
            refuse(jdbc, "first");
            assertThat(logs).from("database").withLevel(LogLevel.ERROR).hasSize(1);
            assertThat(logs)
                    .from(database)
                    .withMessageContaining("\"first\" does not exist")
                    .hasSize(1);
        }

        @Test
        void second(CapturedLogs logs) {
            refuse(jdbc, "second");
            assertThat(logs)
                    .from("database")
                    .withMessageContaining("\"second\" does not exist")
                    .hasSize(1);
            assertThat(logs).withMessageContaining("\"first\"").isEmpty();
        }
    }

    @Test
    void givesEachClassItsOwnRecordsOfACachedContext() {
        TestRun.of(FirstOfContextTestCase.class, SecondOfContextTestCase.class).assertAllPass(2);
    }

    @StructuredLogs
    @SpringBootTest(classes = Shop.class, properties = "cached=true")
    static class FirstOfContextTestCase {
        @Test
        void seesItsOwn(@Autowired JdbcTemplate jdbc, CapturedLogs logs) {
            refuse(jdbc, "first");
            assertThat(logs).withLevel(LogLevel.ERROR).hasSize(1);
        }
    }

    @StructuredLogs
    @SpringBootTest(classes = Shop.class, properties = "cached=true")
    static class SecondOfContextTestCase {
        @Test
        void seesItsOwn(@Autowired JdbcTemplate jdbc, CapturedLogs logs) {
            refuse(jdbc, "second");
            assertThat(logs)
                    .withLevel(LogLevel.ERROR)
                    .singleElement()
                    .satisfies(record -> assertThat(record.message()).contains("\"second\""));
            assertThat(logs.all())
                    .withMessageContaining("\"first\" does not exist")
                    .hasSize(1);
        }
    }

    @Test
    void capturesBothContainersOfAContextThatIsMadeAgain() {
        TestRun.of(DirtyingTestCase.class).assertAllPass(2);
    }

    @StructuredLogs
    @SpringBootTest(classes = Shop.class, properties = "dirtied=true")
    @DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class DirtyingTestCase {
        @Autowired
        PostgreSQLContainer<?> database;

        @Autowired
        JdbcTemplate jdbc;

        @Test
        void first(CapturedLogs logs) {
            refuse(jdbc, "first");
            assertThat(logs).from(database).withLevel(LogLevel.ERROR).hasSize(1);
        }

        @Test
        void second(CapturedLogs logs) {
            refuse(jdbc, "second");
            assertThat(logs).from(database).withMessageContaining("\"second\"").hasSize(1);
            assertThat(logs).from(database).withMessageContaining("\"first\"").isEmpty();
            assertThat(logs.all())
                    .withMessageContaining("\"first\" does not exist")
                    .hasSize(1);
        }
    }

    @Test
    void capturesTheDatabaseOfAJdbcUrl() {
        TestRun.of(JdbcUrlTestCase.class).assertAllPass(1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Empty {}

    @StructuredLogs
    @SpringBootTest(
            classes = Empty.class,
            properties = {
                "spring.datasource.url=jdbc:tc:postgresql:17:///test?TC_INITSCRIPT=schema.sql",
                "spring.sql.init.mode=never"
            })
    static class JdbcUrlTestCase {
        @Test
        void seesTheDatabase(@Autowired JdbcTemplate jdbc, CapturedLogs logs) {
            jdbc.update("insert into shop_order values (1, 'teapot')");
            assertThatThrownBy(() -> jdbc.update("insert into shop_order values (1, 'cup')"))
                    .isInstanceOf(DataAccessException.class);
            assertThat(logs)
                    .from("postgres")
                    .withLevel(LogLevel.ERROR)
                    .withMessageContaining("duplicate key value")
                    .hasSize(1);
        }
    }

    @Test
    void blamesNoClassForTheConnectionsThatItsDatabaseEnds() {
        TestRun run = TestRun.of(PooledTestCase.class);

        run.assertAllPass(1);
        assertThat(run.output()).contains("terminating connection");
    }

    /** Its database ends before the pool of its context, which stays in Spring's cache. */
    @StructuredLogs(failOn = LogLevel.ERROR)
    @Testcontainers
    @SpringBootTest(classes = Empty.class)
    static class PooledTestCase {
        @Container
        @ServiceConnection
        static final PostgreSQLContainer<?> SHOP_DATABASE = new PostgreSQLContainer<>("postgres:17");

        @Test
        void connects(@Autowired JdbcTemplate jdbc, CapturedLogs logs) {
            assertThat(jdbc.queryForObject("select 1", Integer.class)).isEqualTo(1);
            assertThat(logs).from("shop-database").withLevel(LogLevel.ERROR).isEmpty();
        }

        @AfterAll
        static void stop() {
            SHOP_DATABASE
                    .getDockerClient()
                    .killContainerCmd(SHOP_DATABASE.getContainerId())
                    .withSignal("SIGINT")
                    .exec();
            SHOP_DATABASE
                    .getDockerClient()
                    .waitContainerCmd(SHOP_DATABASE.getContainerId())
                    .start()
                    .awaitStatusCode();
        }
    }

    @Test
    void showsWhatTheDatabaseOfAFailedContextHasLogged() {
        TestRun run = TestRun.of(FailingTestCase.class);

        List<String> blocks = List.of(run.output().split("(?= FAILED )"));
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(1).lines().limit(12))
                .anySatisfy(line -> assertThat(line).contains("Failed to load ApplicationContext"))
                .anySatisfy(line -> assertThat(line).contains("stopped"))
                .anySatisfy(line -> assertThat(line).contains("relation \"customer\" does not exist"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ShopWithAWrongMigration extends Shop {
        @Bean
        Integer migration(JdbcTemplate jdbc) {
            return jdbc.update("alter table customer add column email text");
        }
    }

    @StructuredLogs
    @SpringBootTest(classes = ShopWithAWrongMigration.class)
    static class FailingTestCase {
        @Test
        void cannotStart() {}
    }

    private static void refuse(JdbcTemplate jdbc, String table) {
        assertThatThrownBy(() -> jdbc.queryForList("select * from \"" + table + "\""))
                .isInstanceOf(DataAccessException.class);
    }
}
