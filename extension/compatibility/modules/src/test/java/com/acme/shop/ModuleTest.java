package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.WriterContainer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@StructuredLogs
@Testcontainers
class ModuleTest {
    @Container
    static final WriterContainer ORDERS = WriterContainer.onRequest("text=from the start");

    CapturedLogs logs;

    @Test
    void isATestOfANamedModule() {
        assertThat(getClass().getModule().getName()).isEqualTo("com.acme.shop");
        assertThat(new Orders(URI.create("http://localhost")).order("X-1").uri())
                .hasPath("/orders/X-1");
    }

    @Test
    void fillsAFieldOfATestWhosePackageIsNotOpen() {
        ORDERS.write("json=\"level\":\"error\",\"msg\":\"unknown sku\",\"sku\":\"X-1\"");

        assertThat(logs)
                .from("orders")
                .withLevel(LogLevel.ERROR)
                .withField("sku", "X-1")
                .singleElement()
                .hasMessage("unknown sku");
    }

    @Test
    void hasAParameterAndFindsAContainerByItsObject(CapturedLogs logs) {
        ORDERS.write("text=asked for");

        assertThat(logs).from(ORDERS).withMessage("asked for").hasSize(1);
        assertThat(logs.all()).from(ORDERS).withMessage("from the start").hasSize(1);
    }
}
