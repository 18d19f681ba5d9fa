package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;

/** Each weight of the diagnosis is needed: without it, the block of at least one of the known failures is another. */
class WeightTest {
    private static final List<TestFailure> FAILURES = new ArrayList<>();
    private static final List<String> BLOCKS = new ArrayList<>();

    @BeforeAll
    static void printAllBlocks() throws Exception {
        Stream.of(
                        DiagnosisTest.failures(),
                        FailuresAmongNoiseTest.failures(),
                        FailuresOfOtherSystemsTest.failures(),
                        FurtherFailuresTest.failures(),
                        SoftlySaidFailuresTest.failures(),
                        WrittenFailuresTest.failures())
                .flatMap(failures -> failures)
                .map(Arguments::get)
                .map(arguments -> (TestFailure) arguments[2])
                .forEach(FAILURES::add);
        RecordedFailuresTest.failures().stream()
                .map(file -> RecordedFailure.read(file).replay())
                .forEach(FAILURES::add);
        FAILURES.stream().map(WeightTest::block).forEach(BLOCKS::add);
    }

    private static String block(TestFailure failure) {
        return Shop.block(failure, false, 160);
    }

    @ParameterizedTest
    @EnumSource
    void changesABlock(Weight weight) throws Exception {
        Field value = Weight.class.getDeclaredField("value");
        value.setAccessible(true);
        double before = weight.value();
        value.setDouble(weight, 0);
        try {
            assertThat(FAILURES)
                    .anySatisfy(
                            failure -> assertThat(block(failure)).isNotEqualTo(BLOCKS.get(FAILURES.indexOf(failure))));
        } finally {
            value.setDouble(weight, before);
        }
    }
}
