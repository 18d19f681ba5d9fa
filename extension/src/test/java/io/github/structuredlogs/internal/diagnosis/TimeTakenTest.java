package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.render.SampleRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTakenTest {

    @ParameterizedTest
    @CsvSource({
        "duration: 8123.441 ms  execute <unnamed>: select 1, 8123.441",
        "GC(4) Pause Full (G1 Compaction Pause) 127M->126M(128M) 2412.331ms, 2412.331",
        "succeeded in 1.5s after 300 ms, 1500",
        "took 2 seconds, 2000",
        "[64.900s][info][gc] Using G1, 0",
        "v1.2s, 0",
        "127M of 128M, 0",
    })
    void readsTheLongestTimeInAMessage(String message, double millis) {
        assertThat(TimeTaken.of(record(message))).isEqualTo(millis);
    }

    @Test
    void readsFieldsOfUsualNames() {
        assertThat(TimeTaken.of(record("handled").with("responseTime", 1200))).isEqualTo(1200);
        assertThat(TimeTaken.of(record("handled").with("took_ms", 7))).isEqualTo(7);
        assertThat(TimeTaken.of(record("handled").with("took", "3s"))).isEqualTo(3000);
        assertThat(TimeTaken.of(record("handled").with("status", 500).with("attr", Map.of())))
                .isZero();
    }

    private static SampleRecord record(String message) {
        return SampleRecord.of("orders", LogLevel.INFO, "log", message);
    }

    @Test
    void tellsNothingOfARecordWithoutAMessage() {
        LogRecord silent = SampleRecord.of("orders", LogLevel.INFO, "log", null);
        assertThat(TimeTaken.of(silent)).isZero();
    }
}
