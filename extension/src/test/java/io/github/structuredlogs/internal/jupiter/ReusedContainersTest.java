package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Containers that an earlier JVM has left running, in a JVM whose tests ask for no record. */
@Tag("containers")
class ReusedContainersTest {

    private final String mark = UUID.randomUUID().toString();

    @AfterEach
    void remove() {
        var client = DockerClientFactory.instance().client();
        client.listContainersCmd().withLabelFilter(Map.of("reused-by", mark)).exec().stream()
                .forEach(each ->
                        client.removeContainerCmd(each.getId()).withForce(true).exec());
    }

    @Test
    void areCapturedThoughNoTestAsksForARecord() {
        // Each with a label of its own, or the container of another build on this engine would be taken for ours.
        Map<String, String> environment = Map.of("TESTCONTAINERS_REUSE_ENABLE", "true", "REUSED_BY", mark, "CI", "");

        assertThat(RunInOwnJvm.of(StarterTestCase.class, environment)).contains("[         2 tests successful      ]");
        String again = RunInOwnJvm.of(ReuseTestCase.class, environment);
        assertThat(again)
                .contains("[         2 tests successful      ]")
                .containsPattern("shared +\\S+ .*said to a static field")
                .containsPattern("own +\\S+ .*said to a field of the instance");
    }

    private static WriterContainer reused(String label) {
        return WriterContainer.onRequest("text=from the start")
                .withLabel("reused-by", System.getenv("REUSED_BY"))
                .withLabel("reused-as", label)
                .withReuse(true);
    }

    @Testcontainers
    static class StarterTestCase {
        @Container
        static final WriterContainer SHARED = reused("shared");

        @Container
        final WriterContainer own = reused("own");

        @Test
        void ofTheClass() {
            SHARED.write("text=said to a static field");
        }

        @Test
        void ofTheInstance() {
            own.write("text=said to a field of the instance");
        }
    }

    @StructuredLogs
    @Testcontainers
    static class ReuseTestCase extends StarterTestCase {}
}
