package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.WriterContainer;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Run by {@link RunnersTest} in each of the runners, beside {@link TeapotCases}. */
@StructuredLogs
@Testcontainers
class MugCases {

    @Container
    final WriterContainer kitchen = WriterContainer.onRequest();

    @Test
    void passes() {
        kitchen.write("json=\"level\":\"info\",\"msg\":\"a mug is there\"");
    }

    @Test
    void failsOnce() {
        kitchen.write("json=\"level\":\"error\",\"msg\":\"no mug is there\"", "numbers=300");
        fail("no mug is there");
    }

    @Test
    void failsTwice() {
        kitchen.write("json=\"level\":\"error\",\"msg\":\"the mug is broken\"", "numbers=300");
        fail("the mug is broken");
    }
}
