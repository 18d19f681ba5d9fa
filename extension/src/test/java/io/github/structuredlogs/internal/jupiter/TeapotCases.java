package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.fail;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.WriterContainer;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Run by {@link RunnersTest} in each of the runners, beside {@link MugCases}. */
@StructuredLogs
@Testcontainers
class TeapotCases {

    @Container
    final WriterContainer pantry = WriterContainer.onRequest();

    @Test
    void passes() {
        pantry.write("json=\"level\":\"info\",\"msg\":\"a teapot is there\"");
    }

    @Test
    void failsOnce() {
        pantry.write("json=\"level\":\"error\",\"msg\":\"no teapot is there\"", "numbers=300");
        fail("no teapot is there");
    }

    @Test
    void failsTwice() {
        pantry.write("json=\"level\":\"error\",\"msg\":\"the teapot leaks\"", "numbers=300");
        fail("the teapot leaks");
    }
}
