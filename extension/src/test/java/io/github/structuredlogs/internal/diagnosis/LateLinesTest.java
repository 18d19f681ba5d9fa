package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a request of the test before logs after that test has ended is not new in the next one. */
class LateLinesTest {

    @Test
    void isNotNewInTheNextTest() throws Exception {
        Path file = Path.of(
                Objects.requireNonNull(LateLinesTest.class.getResource("/failures/late-line-of-the-test-before.txt"))
                        .toURI());
        List<Pick> picks = Diagnosis.of(RecordedFailure.read(file).replay()).picks();

        assertThat(picks.stream()
                        .filter(pick -> pick.marks().contains("new"))
                        .map(pick -> pick.record().message()))
                .containsExactly("no count of X-7, taking 0");
        assertThat(picks.get(0).record().message()).isEqualTo("no count of X-7, taking 0");
    }
}
