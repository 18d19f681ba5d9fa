package com.acme.shop;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

@Tag("planted")
class PlantedFailuresIT {

    static Stream<Class<?>> plantedFailures() {
        return Stream.of(PlantedFailures.class.getDeclaredClasses()).filter(it -> it.isAnnotationPresent(Cause.class));
    }

    @ParameterizedTest
    @MethodSource("plantedFailures")
    void showsTheCauseInTheFirstTenLines(Class<?> planted) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(planted))
                .execute()
                .allEvents()
                .failed()
                .assertStatistics(it -> it.failed(1));
    }
}
