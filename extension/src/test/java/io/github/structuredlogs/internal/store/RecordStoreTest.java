package io.github.structuredlogs.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.RecordReader;
import io.github.structuredlogs.internal.scope.FedCaptures;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordStoreTest {

    private static final long NOON = FedCaptures.NOON;

    private SpillFile memory = new SpillFile(Long.MAX_VALUE);
    private RecordStore store = new RecordStore(memory);

    @AfterEach
    void close() throws Exception {
        memory.close();
    }

    private void limit(long bytes) {
        memory = new SpillFile(bytes);
        store = new RecordStore(memory);
    }

    private void append(LogStream stream, long observed, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        RecordReader reader = new RecordReader(Formats.builtIn(), record -> store.append(record, stream));
        reader.line(bytes, 0, bytes.length, observed);
        reader.flush();
    }

    @Test
    void keepsWhatWasDecodedOfEachRecord() {
        append(
                LogStream.STDOUT,
                NOON,
                "{\"@timestamp\":\"2026-11-21T12:00:00.000000005Z\",\"log.level\":\"WARN\",\"message\":\"late\","
                        + "\"ecs.version\":\"1.2.0\",\"log.logger\":\"com.acme.Orders\","
                        + "\"trace.id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
        append(LogStream.STDERR, NOON + 1, "{\"msg\":\"neither level nor time\",\"traceId\":\"request 7\"}");

        assertThat(store.size()).isEqualTo(2);
        assertThat(store.observedNanos(0)).isEqualTo(NOON);
        assertThat(store.timestampNanos(0)).isEqualTo(1_795_262_400_000_000_005L);
        assertThat(store.level(0)).isEqualTo(LogLevel.WARN);
        assertThat(store.stream(0)).isEqualTo(LogStream.STDOUT);
        assertThat(store.keepsLogger(0)).isTrue();
        assertThat(store.logger(0)).isEqualTo("com.acme.Orders");
        assertThat(store.hasHexTrace(0)).isTrue();
        assertThat(store.hasTextTrace(0)).isFalse();
        assertThat(store.traceHigh(0)).isEqualTo(0x4bf92f3577b34da6L);
        assertThat(store.traceLow(0)).isEqualTo(0xa3ce929d0e0e4736L);
        assertThat(Formats.builtIn().name(store.format(0))).isEqualTo("ecs");

        assertThat(store.timestampNanos(1)).isEqualTo(RecordStore.NO_TIME);
        assertThat(store.level(1)).isNull();
        assertThat(store.stream(1)).isEqualTo(LogStream.STDERR);
        assertThat(store.logger(1)).isNull();
        assertThat(store.hasHexTrace(1)).isFalse();
        assertThat(store.hasTextTrace(1)).isTrue();

        assertThat(store.count(LogLevel.WARN)).isEqualTo(1);
        assertThat(store.count(null)).isEqualTo(1);
        assertThat(store.count(LogLevel.ERROR)).isZero();
    }

    /** Over the ends of the blocks, which grow at first, whether they stay in memory or not. */
    @ParameterizedTest
    @ValueSource(longs = {0, 100_000, Long.MAX_VALUE})
    void givesBackEveryRecordAsItWasWritten(long limit) {
        limit(limit);
        int records = 10_000;
        long bytes = 0;
        for (int i = 0; i < records; i++) {
            append(LogStream.STDOUT, NOON + i, line(i));
            bytes += line(i).length();
        }

        assertThat(store.size()).isEqualTo(records);
        assertThat(store.rawBytes()).isEqualTo(bytes);
        assertThat(memory.onDisk() > 0).isEqualTo(limit != Long.MAX_VALUE);
        for (int i = records - 1; i >= 0; i--) {
            assertThat(store.raw(i)).asString(StandardCharsets.UTF_8).isEqualTo(line(i));
            assertThat(store.rawLength(i)).isEqualTo(line(i).length());
            assertThat(store.observedNanos(i)).isEqualTo(NOON + i);
        }
    }

    private static String line(int number) {
        return "line " + number + " " + "x".repeat(number % 97);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void takesARecordThatIsLargerThanABlock(long limit) {
        limit(limit);
        String large = "large " + "y".repeat(3 << 20);
        append(LogStream.STDOUT, NOON, "before");
        append(LogStream.STDOUT, NOON, large);
        append(LogStream.STDOUT, NOON, "after");

        assertThat(store.raw(0)).asString(StandardCharsets.UTF_8).isEqualTo("before");
        assertThat(store.raw(1)).asString(StandardCharsets.UTF_8).isEqualTo(large);
        assertThat(store.raw(2)).asString(StandardCharsets.UTF_8).isEqualTo("after");
    }

    @Test
    void keepsOnlyTheLimitAndOpenBlocksInMemory() {
        limit(1 << 20);
        for (int i = 0; i < 200_000; i++) {
            append(LogStream.STDOUT, NOON, line(i));
        }

        assertThat(memory.inMemory()).isLessThan((1 << 20) + (1 << 19));
        assertThat(memory.onDisk()).isGreaterThan(store.rawBytes());
    }

    @Test
    void keepsNoNamesOfLoggersThatAreData() {
        append(LogStream.STDOUT, NOON, "{\"level\":\"info\",\"logger\":\"orders\",\"message\":\"m\"}");
        append(
                LogStream.STDOUT,
                NOON,
                "{\"level\":\"info\",\"logger\":\"" + "z".repeat(2_000) + "\",\"message\":\"m\"}");
        for (int i = 0; i < 17_000; i++) {
            append(LogStream.STDOUT, NOON, "{\"level\":\"info\",\"logger\":\"l" + i + "\",\"message\":\"m\"}");
        }
        append(LogStream.STDOUT, NOON, "{\"level\":\"info\",\"logger\":\"orders\",\"message\":\"m\"}");

        assertThat(store.keepsLogger(0)).isTrue();
        assertThat(store.keepsLogger(1)).isFalse();
        assertThat(store.logger(2)).isEqualTo("l0");
        assertThat(store.keepsLogger(17_001)).isFalse();
        assertThat(store.logger(17_002)).isEqualTo("orders");
    }

    @Test
    void hasNoRecordBeyondThoseThatWerePublished() {
        append(LogStream.STDOUT, NOON, "only");

        assertThatThrownBy(() -> store.level(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> store.raw(-1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("record -1 of 1");
    }

    /** Blocks go to the file under the reader's hands. */
    @Test
    void canBeReadWhileItGrows() throws Exception {
        limit(50_000);
        int records = 100_000;
        CompletableFuture<Long> reader = CompletableFuture.supplyAsync(() -> {
            long read = 0;
            for (long size = store.size(); ; size = store.size()) {
                for (long i : new long[] {size - 1, size / 2, 0}) {
                    if (size > 0) {
                        assertThat(store.raw(i))
                                .asString(StandardCharsets.UTF_8)
                                .isEqualTo(line((int) i));
                        assertThat(store.observedNanos(i)).isEqualTo(NOON + i);
                        read++;
                    }
                }
                if (size == records) {
                    return read;
                }
            }
        });
        for (int i = 0; i < records; i++) {
            append(LogStream.STDOUT, NOON + i, line(i));
        }

        assertThat(reader.get()).isGreaterThan(3);
    }
}
