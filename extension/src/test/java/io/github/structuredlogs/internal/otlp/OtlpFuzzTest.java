package io.github.structuredlogs.internal.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of {@link OtlpFuzz}, with the same lines in every build. */
class OtlpFuzzTest {

    @Test
    void readsWhateverIsWritten() {
        assertThat(OtlpFuzz.run(20_000, 19))
                .contains("spans")
                .doesNotContain(" 0 spans")
                .doesNotContain(" 0 measurements");
    }
}
