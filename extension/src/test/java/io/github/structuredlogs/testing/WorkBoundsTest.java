package io.github.structuredlogs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A little of {@link WorkBounds}, with ten times the time that it allows, as a build's machine is busy. The system property
 * {@code structuredlogs.work-bounds} is the number of small logs to read instead.
 */
class WorkBoundsTest {

    private static final long MILLIS = 500;

    @Test
    void noTextTakesLongerOrMoreStackThanItMay() throws InterruptedException {
        long small = Long.getLong("structuredlogs.work-bounds", 600);
        List<String> report = new ArrayList<>();

        assertThat(WorkBounds.run(small, Math.max(8, small / 500), 400_000, 7, MILLIS, report::add))
                .as(String.join("\n", report))
                .isEmpty();
    }
}
