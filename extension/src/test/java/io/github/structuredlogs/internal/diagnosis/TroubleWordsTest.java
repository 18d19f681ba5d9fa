package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No active profile set, falling back to 1 default profile: \"default\"",
                "spring.jpa.open-in-view is enabled by default",
                "background worker \"logical replication launcher\" (PID 16) exited with exit code 1",
                "Property legacy.mode is deprecated",
                "The web application [ROOT] appears to have started a thread named [BatchSpanProcessor_WorkerThread-1] but"
                        + " has failed to stop it. This is very likely to create a memory leak."
            })
    void knowsWhatIsSaidAtEachStart(String text) {
        assertThat(TroubleWords.isHarmless(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No address of payments set, falling back to localhost",
                "Profile prod is not known, falling back to default"
            })
    void knowsNoDecisionOfAServiceAsHarmless(String text) {
        assertThat(TroubleWords.isHarmless(text)).isFalse();
    }
}
