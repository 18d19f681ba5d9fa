package io.github.structuredlogs.internal.viewer.beside;

import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.StructuredLogsExtension;
import io.github.structuredlogs.testing.WriterContainer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A test that runs until it is killed, or a debugger ends its loop, for {@link DebuggedRunTest}. */
@Testcontainers
class StoppedCases {

    @RegisterExtension
    static final StructuredLogsExtension LOGS = StructuredLogsExtension.builder()
            .format(LogMapping.named("till").level("sev").message("txt").build())
            .redact("cake")
            .build();

    /** Set to false by a debugger. */
    private static volatile boolean goesOn = true;

    @Container
    static final WriterContainer ORDERS = WriterContainer.onRequest();

    @Test
    @DisplayName("sells \u202ecakes")
    void sellsCakes() throws InterruptedException {
        System.out.println("container " + ORDERS.getContainerId() + " " + ORDERS.getHost() + ":"
                + ORDERS.getFirstMappedPort() + " ");
        while (goesOn) {
            stopHere();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void stopHere() {}
}
