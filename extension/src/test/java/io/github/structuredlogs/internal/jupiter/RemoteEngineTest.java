package io.github.structuredlogs.internal.jupiter;

import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.OwnEngine;
import io.github.structuredlogs.testing.RunInOwnJvm;
import io.github.structuredlogs.testing.WriterContainer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** An engine that is reached over TCP with TLS, as the environment says. */
@Tag("containers")
@Tag("own-engine")
class RemoteEngineTest {

    @ParameterizedTest(name = "the engine of {0}")
    @ValueSource(strings = {"bookworm", "forky"})
    void isCapturedAsTheLocalOneIs(String suite, @TempDir Path certificates) {
        try (OwnEngine engine = new OwnEngine(suite, true)) {
            engine.start();
            engine.load("debian:bookworm-slim");
            engine.copyCertificates(certificates);

            assertThat(RunInOwnJvm.of(
                            RemoteTestCase.class,
                            Map.of(
                                    "DOCKER_HOST", engine.uri().toString(),
                                    "DOCKER_TLS_VERIFY", "1",
                                    "DOCKER_CERT_PATH", certificates.toString(),
                                    "TESTCONTAINERS_HOST_OVERRIDE", "",
                                    "NO_COLOR", "1")))
                    .contains("1 tests successful", "0 tests failed")
                    .contains("line 20000");
        }
    }

    @StructuredLogs
    @Testcontainers
    static class RemoteTestCase {
        @Container
        static final WriterContainer WRITER = WriterContainer.onRequest("pad=100", "to=both");

        @Test
        void logs(CapturedLogs logs) {
            assertThat(DockerClientFactory.instance().getTransportConfig().getSslConfig())
                    .as("what the connection is made with")
                    .isNotNull();

            WRITER.write("numbers=20000");

            assertThat(logs).from(WRITER).hasSize(20_000);
            assertThat(logs).withMessageContaining("line 20000 ").hasSize(1);
        }
    }
}
