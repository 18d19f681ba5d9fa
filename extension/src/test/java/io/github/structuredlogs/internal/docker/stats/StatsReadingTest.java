package io.github.structuredlogs.internal.docker.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.docker.api.JsonAnswer;
import io.github.structuredlogs.internal.json.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine's answers say: recorded of cgroup v1 (Docker Engine 20.10), written after its API's page for v2. */
class StatsReadingTest {

    private static List<StatsReading> readings(String file) throws IOException {
        List<StatsReading> readings = new ArrayList<>();
        try (InputStream in = StatsReadingTest.class.getResourceAsStream("/stats/" + file)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                readings.add(StatsReading.of(new JsonAnswer(PlainJson.read(line.getBytes(StandardCharsets.UTF_8)))));
            }
        }
        return readings;
    }

    @Test
    void cgroupV1() throws IOException {
        List<StatsReading> readings = readings("cgroup-v1.jsonl");

        StatsSample first = readings.get(0).since(null);
        assertThat(first.time()).isEqualTo(Instant.parse("2026-11-30T06:57:14.471561387Z"));
        assertThat(first.memory()).isEqualTo(413_696);
        assertThat(first.memoryLimit()).isEqualTo(64 << 20);
        assertThat(first.cpu()).isNaN();
        StatsSample second = readings.get(1).since(readings.get(0));
        assertThat(second.cpu()).isBetween(0.05, 0.75);
        assertThat(second.throttled()).isBetween(0.0, 1.0);
    }

    @Test
    void cgroupV2LeavesOutWhatTheKernelCanGiveBack() throws IOException {
        List<StatsReading> readings = readings("cgroup-v2.jsonl");

        assertThat(readings.get(0).since(null).memory()).isEqualTo(60 << 20);
        StatsSample second = readings.get(1).since(readings.get(0));
        assertThat(second.memory()).isEqualTo(120 << 20);
        assertThat(second.cpu()).isCloseTo(1.0, within(1e-9));
        assertThat(second.throttled()).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void aContainerThatDoesNotRunGivesNothing() throws IOException {
        String stopped = "{\"read\":\"0001-01-01T00:00:00Z\",\"memory_stats\":{},\"cpu_stats\":{\"cpu_usage\":{}}}";

        assertThat(StatsReading.of(new JsonAnswer(PlainJson.read(stopped.getBytes(StandardCharsets.UTF_8)))))
                .isNull();
        assertThat(StatsReading.of(new JsonAnswer(PlainJson.read("[]".getBytes(StandardCharsets.UTF_8)))))
                .isNull();
    }

    @Test
    void countersThatBeganAgainGiveNoFigure() throws IOException {
        List<StatsReading> readings = readings("cgroup-v2.jsonl");

        assertThat(readings.get(0).since(readings.get(1)).cpu()).isNaN();
    }
}
