package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program prints of its own end over several records is one finding, which says how many they are. */
class CrashInOneFindingTest {

    @ParameterizedTest
    @CsvSource({
        "clickhouse-segfault.txt, ch, 1, with 14 more records of it",
        "go-panic-and-restart.txt, ledger, 1, with 1 more record of it",
        "heap-exhausted.txt, importer, 1, with 3 more records of it"
    })
    void countsTheRecordsOfACrash(String file, String container, int serious, String mark) throws Exception {
        List<Pick> findings = findings(file, container);

        assertThat(findings.stream().filter(CrashInOneFindingTest::isCrash)).hasSize(serious);
        assertThat(findings.get(0).marks()).contains(mark);
    }

    @Test
    void leavesApartWhatAContainerSaysThatDoesNotEnd() throws Exception {
        assertThat(findings("certificate-expired.txt", "billing"))
                .allSatisfy(pick -> assertThat(pick.marks()).noneMatch(mark -> mark.contains("of it")));
    }

    private static boolean isCrash(Pick pick) {
        return pick.record().level() == io.github.structuredlogs.LogLevel.FATAL
                || (pick.record().level() == null && pick.record().timestamp() == null);
    }

    private static List<Pick> findings(String file, String container) throws Exception {
        Path path = Path.of(Objects.requireNonNull(CrashInOneFindingTest.class.getResource("/failures/" + file))
                .toURI());
        return Diagnosis.of(RecordedFailure.read(path).replay()).picks().stream()
                .filter(pick -> pick.role() == Pick.Role.FINDING)
                .filter(pick -> container.equals(pick.record().container()))
                .toList();
    }
}
