package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.WriterContainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Fails before its test, run by {@link RunnersTest} beside {@link MugCases}. */
@StructuredLogs
@Testcontainers
class SpoonCases {

    @Container
    static final WriterContainer DRAWER = WriterContainer.onRequest();

    @BeforeAll
    static void open() {
        DRAWER.write("json=\"level\":\"error\",\"msg\":\"the drawer is stuck\"");
        fail("the drawer is stuck");
    }

    @Test
    void neverBegins() {}
}
