package com.acme.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Each planted failure, run by itself: the block of the failed test has to name the cause. */
@Tag("planted")
class PlantedFailuresIT {

    static Stream<Class<?>> plantedFailures() {
        return Stream.of(PlantedFailures.class.getDeclaredClasses()).filter(it -> it.isAnnotationPresent(Cause.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plantedFailures")
    void namesTheCauseInTheFirstTenLines(Class<?> planted) {
        var block = printedBy(planted)
                .lines()
                .dropWhile(it -> !it.contains(" FAILED "))
                .toList();

        assertThat(block.stream().limit(10).collect(joining("\n")))
                .as(String.join("\n", block))
                .contains(planted.getAnnotation(Cause.class).value());
    }

    private static String printedBy(Class<?> planted) {
        var console = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            EngineTestKit.engine("junit-jupiter")
                    .configurationParameter("structuredlogs.print", "ON_FAILURE")
                    .configurationParameter("structuredlogs.color", "NEVER")
                    .selectors(selectClass(planted))
                    .execute()
                    .allEvents()
                    .failed()
                    .assertStatistics(it -> it.failed(1));
        } finally {
            System.setOut(console);
        }
        return printed.toString(UTF_8);
    }
}
