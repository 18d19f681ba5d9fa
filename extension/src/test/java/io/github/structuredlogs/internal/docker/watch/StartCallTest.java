package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.internal.docker.ours.ObjectKey;
import io.github.structuredlogs.testing.TestImages;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

@StructuredLogs
@Tag("containers")
class StartCallTest {

    @Test
    void hasReturnedWhileTheImageOfTheNextContainerIsBuilt() {
        Instant[] returned = new Instant[1];
        try (WriterContainer first = WriterContainer.onRequest()) {
            first.start();
            StartCall start = StartCall.of(first.getContainerInfo().getConfig().getLabels(), ObjectKey.LABEL);
            FutureTask<String> image =
                    new FutureTask<>(() -> {
                        returned[0] = start.returned();
                        return TestImages.writer();
                    }) {
                        @Override
                        public String get() throws InterruptedException, java.util.concurrent.ExecutionException {
                            run();
                            return super.get();
                        }
                    };

            try (GenericContainer<?> next = new GenericContainer<>(image)) {
                next.withCommand("exit=0").start();
            }
        }

        assertThat(returned[0]).isNotNull();
    }
}
