package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** All kinds of tests, run by {@link RunnersTest} beside {@link MugCases}; each that fails does so in its own words. */
@StructuredLogs
@Testcontainers
class KettleCases {

    @Container
    static final WriterContainer STOVE = WriterContainer.onRequest();

    private static void failWith(String words) {
        STOVE.write("json=\"level\":\"error\",\"msg\":\"" + words + "\"");
        fail(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gas", "oil"})
    void heats(String fuel) {
        failWith("no " + fuel + " is there");
    }

    @RepeatedTest(3)
    void boils(RepetitionInfo time) {
        if (time.getCurrentRepetition() != 2) {
            failWith("boiled over, time " + time.getCurrentRepetition());
        }
    }

    @TestFactory
    Stream<DynamicNode> whistles() {
        return Stream.of(
                dynamicTest("low", () -> {}),
                dynamicTest("high", () -> failWith("no high whistle")),
                dynamicContainer("songs", Stream.of(dynamicTest("old", () -> failWith("no old whistle")))));
    }

    @Nested
    class Lid {

        @Test
        void closes() {
            failWith("the lid is lost");
        }
    }

    @Nested
    class Handle {

        @AfterEach
        void letGo() {
            failWith("the handle is hot");
        }

        @Test
        void holds() {}
    }
}
