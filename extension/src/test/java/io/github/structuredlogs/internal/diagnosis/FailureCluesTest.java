package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a failure and a record have in common. */
class FailureCluesTest {

    @Test
    void takesNoHourForANumberOfTheFailure() throws Exception {
        Path file =
                Path.of(Objects.requireNonNull(FailureCluesTest.class.getResource("/failures/queue-host-misnamed.txt"))
                        .toURI());
        FailureClues clues = new FailureClues(RecordedFailure.read(file).replay());

        assertThat(clues.in("2026-11-30 10:00:00.350 [warning] deprecated")).isEmpty();
        assertThat(clues.in("2026-11-30 09:00:00.350 [info] 10 of 12 stored")).containsExactly("10");
    }
}
