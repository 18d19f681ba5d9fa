package io.github.structuredlogs.internal.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short form of {@link ProtobufFuzz}. */
class ProtobufFuzzTest {

    @Test
    void readingNeverThrows() {
        assertThat(ProtobufFuzz.run(20_000, 11)).contains("20000 requests");
    }
}
