package io.github.structuredlogs.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

/** What a project on Micronaut does with a database: each case is a class as its developers write it. */
class MicronautProjectTest {

    @Test
    void capturesADatabaseThatTheTestStartsForItsContext() {
        TestRun.of(ShopTestCase.class).assertAllPass(2);
    }

    @StructuredLogs
    @MicronautTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ShopTestCase implements TestPropertyProvider {
        private final PostgreSQLContainer<?> database = postgres();

        @Inject
        Orders orders;

        @Override
        public Map<String, String> getProperties() {
            database.start();
            return properties(database);
        }

        @Test
        void first(CapturedLogs logs) {
            assertThatThrownBy(() -> orders.place("first")).isInstanceOf(SQLException.class);
            assertThat(logs).from("database").withLevel(LogLevel.ERROR).hasSize(1);
            assertThat(logs)
                    .from(database)
                    .withMessageContaining("\"first\" does not exist")
                    .hasSize(1);
        }

        @Test
        void second(CapturedLogs logs) {
            assertThatThrownBy(() -> orders.place("second")).isInstanceOf(SQLException.class);
            assertThat(logs)
                    .from("database")
                    .withMessageContaining("\"second\" does not exist")
                    .hasSize(1);
            assertThat(logs).withMessageContaining("\"first\"").isEmpty();
        }

        @AfterAll
        void stop() {
            database.stop();
        }
    }

    @Test
    void showsWhatTheDatabaseOfAFailedContextHasLogged() {
        TestRun run = TestRun.of(BrokenMigrationTestCase.class);

        List<String> blocks = List.of(run.output().split("(?= FAILED )"));
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(1).lines().limit(12))
                .anySatisfy(line -> assertThat(line).contains("relation \"customer\" does not exist"))
                .anySatisfy(line -> assertThat(line).startsWith("database").contains("running"));
    }

    @StructuredLogs
    @MicronautTest
    @Property(name = "shop.migration", value = "true")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class BrokenMigrationTestCase implements TestPropertyProvider {
        private final PostgreSQLContainer<?> database = postgres();

        @Override
        public Map<String, String> getProperties() {
            database.start();
            return properties(database);
        }

        @Test
        void cannotStart() {}

        @AfterAll
        void stop() {
            database.stop();
        }
    }

    @Context
    @Requires(property = "shop.migration")
    static class Migration {
        Migration(DataSource database) throws SQLException {
            execute(database, "alter table customer add column email text");
        }
    }

    @Singleton
    static class Orders {
        private final DataSource database;

        Orders(DataSource database) {
            this.database = database;
        }

        void place(String table) throws SQLException {
            execute(database, "insert into \"" + table + "\" values (1)");
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Built from Debian's packages, so that the tests run without an image registry. */
    private static PostgreSQLContainer<?> postgres() {
        String image = new ImageFromDockerfile("structured-logs-compatibility/postgres", false)
                .withDockerfile(Path.of("../spring-boot/src/test/docker/postgres/Dockerfile"))
                .get();
        return new PostgreSQLContainer<>(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
    }

    private static Map<String, String> properties(PostgreSQLContainer<?> database) {
        return Map.of(
                "datasources.default.url", database.getJdbcUrl(),
                "datasources.default.username", database.getUsername(),
                "datasources.default.password", database.getPassword());
    }
}
