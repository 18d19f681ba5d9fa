package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@StructuredLogs
@QuarkusTest
class DevServiceTest {
    @Inject
    Orders orders;

    @Test
    void seesWhatTheDatabaseRefuses(CapturedLogs logs) {
        assertThatThrownBy(() -> orders.place("first")).isInstanceOf(SQLException.class);

        assertThat(logs)
                .from("postgres")
                .withLevel(LogLevel.ERROR)
                .singleElement()
                .satisfies(record -> assertThat(record.message()).contains("\"first\" does not exist"));
    }

    @Test
    void seesOnlyItsOwn(CapturedLogs logs) {
        assertThatThrownBy(() -> orders.place("second")).isInstanceOf(SQLException.class);

        assertThat(logs)
                .withLevel(LogLevel.ERROR)
                .singleElement()
                .satisfies(record -> assertThat(record.message()).contains("\"second\" does not exist"));
        assertThat(logs).withMessageContaining("\"first\"").isEmpty();
    }
}
