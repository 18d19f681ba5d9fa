package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.internal.store.Capture;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a container outside of its capture. */
public interface CaptureFacts {

    /** Nothing is known. */
    CaptureFacts NONE = new CaptureFacts() {
        @Override
        public @Nullable Path rawFile(Capture capture) {
            return null;
        }

        @Override
        public @Nullable Instant ready(Capture capture) {
            return null;
        }
    };

    /** {@return the file with its output byte for byte, null if there is none} */
    @Nullable Path rawFile(Capture capture);

    /** {@return when its {@code start()} returned, by this JVM's clock; null if that is not known} */
    @Nullable Instant ready(Capture capture);
}
