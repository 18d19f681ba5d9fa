package io.github.structuredlogs.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.history.SaidMessage;
import io.github.structuredlogs.internal.parse.Corpus;
import io.github.structuredlogs.internal.parse.Fuzz;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.StoredRecord;
import io.github.structuredlogs.testing.Fed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of passed tests by a search is what is known if each of their records is decoded. */
class PassedTestHistoryTest {

    private static final int TESTS = 4;

    private final FedCaptures run = new FedCaptures();
    private final Random random = new Random(1);
    private int number;

    @AfterEach
    void close() {
        run.close();
    }

    /** Of the same lines, some are in passed tests, some in the failed one, and some in both with other numbers. */
    private void compare(List<byte[]> lines) {
        List<Capture> captures = List.of(run.container("orders" + number), run.container("payments" + number++));
        List<List<LogRecord>> passed = new ArrayList<>();
        for (int test = 0; test < TESTS; test++) {
            passed.add(records(captures, lines, 3));
        }
        PassedTestHistory history = new PassedTestHistory();
        passed.subList(0, TESTS - 1).forEach(each -> history.add(() -> parts(each)));
        compare(history, passed.subList(0, TESTS - 1), records(captures, lines, 2));
        history.add(() -> parts(passed.get(TESTS - 1)));
        compare(history, passed, records(captures, lines, 2));
    }

    private List<LogRecord> records(List<Capture> captures, List<byte[]> lines, int oneOf) {
        List<Long> before = captures.stream().map(Capture::size).toList();
        for (byte[] line : lines) {
            if (random.nextInt(oneOf) == 0) {
                Fed.line(captures.get(random.nextInt(captures.size())), LogStream.STDOUT, changed(line), run.now++);
            }
        }
        List<LogRecord> records = new ArrayList<>();
        for (int i = 0; i < captures.size(); i++) {
            for (long index = before.get(i); index < captures.get(i).size(); index++) {
                records.add(captures.get(i).record(index));
            }
        }
        return records;
    }

    /** A test's records as a scope has them: some of each capture, and nothing behind them. */
    private record Part(Capture capture, Set<Long> indexes) implements SourcePart.InCapture {
        @Override
        public long from() {
            return Collections.min(indexes);
        }

        @Override
        public boolean includesAll() {
            return false;
        }

        @Override
        public boolean includes(long index) {
            return indexes.contains(index);
        }

        @Override
        public boolean endsBefore(long index) {
            return index > Collections.max(indexes);
        }
    }

    private static List<SourcePart> parts(List<LogRecord> records) {
        Map<Capture, Set<Long>> indexes = new HashMap<>();
        for (LogRecord record : records) {
            StoredRecord stored = (StoredRecord) record;
            indexes.computeIfAbsent(stored.capture(), capture -> new HashSet<>())
                    .add(stored.index());
        }
        List<SourcePart> parts = new ArrayList<>();
        indexes.forEach((capture, all) -> parts.add(new Part(capture, all)));
        return parts;
    }

    private byte[] changed(byte[] line) {
        byte[] changed = line.clone();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] > '0' && changed[i] <= '9' && random.nextInt(4) == 0) {
                changed[i] = (byte) ('1' + random.nextInt(9));
            }
        }
        return changed;
    }

    private static void compare(PassedTestHistory history, List<List<LogRecord>> passed, List<LogRecord> failed) {
        List<Map<Long, Integer>> counts =
                passed.stream().map(PassedTestHistoryTest::counts).toList();
        Map<Long, LogRecord> examples = new HashMap<>();
        failed.forEach(record -> examples.put(MessageTemplate.of(record), record));
        history.search(examples);
        examples.forEach((template, record) -> {
            double largest = 0;
            for (int test = 0; test < passed.size(); test++) {
                int count = counts.get(test).getOrDefault(template, 0);
                largest = count == 0
                        ? largest
                        : Math.max(largest, (float) count / passed.get(test).size());
            }
            assertThat(history.knows(template)).describedAs(record.raw()).isEqualTo(largest > 0);
            assertThat((double) history.share(record)).describedAs(record.raw()).isEqualTo(largest);
        });
    }

    private static Map<Long, Integer> counts(List<LogRecord> records) {
        Map<Long, Integer> counts = new HashMap<>();
        records.forEach(record -> counts.merge(MessageTemplate.of(record), 1, Integer::sum));
        return counts;
    }

    @Test
    void isTheSameOverTheCorpus() {
        for (Path sample : Corpus.samples()) {
            compare(List.of(Corpus.lines(Corpus.bytes(sample))));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void isTheSameOverMutatedLines(long seed) {
        Supplier<byte[]> mutations = Fuzz.mutatedLines(seed);
        for (int log = 0; log < 10; log++) {
            List<byte[]> lines = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                lines.addAll(List.of(Corpus.lines(mutations.get())));
            }
            compare(lines);
        }
    }

    /** Words that hold what stands for a number, texts that are cut, and nothing but numbers. */
    @Test
    void isTheSameOfOddMessages() {
        String longText = "word ".repeat(399);
        List<byte[]> lines = new ArrayList<>();
        for (String message : List.of(
                "#",
                "17",
                "a # b",
                "a 17 b",
                "a #17 b",
                "",
                " ",
                "x1y",
                "x#y",
                longText + "17abc",
                longText + "#abc")) {
            lines.add(("{\"level\":\"info\",\"msg\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 20; i++) {
            compare(lines);
        }
    }

    @Test
    void alsoHasWhatAnEarlierRunLogged() {
        Capture orders = run.container("orders");
        run.log(orders, "warn", "no rate for CHF");
        run.log(orders, "info", "ready in 17 ms");
        run.log(orders, "info", "never seen");
        LogRecord said = orders.record(0);
        LogRecord before = orders.record(1);
        LogRecord fresh = orders.record(2);
        PassedTestHistory history = new PassedTestHistory()
                .and(new GreenRun(
                        Instant.EPOCH,
                        false,
                        List.of(
                                new SaidMessage(MessageTemplate.of(said), "orders", "WARN", "no rate for CHF", 3),
                                new SaidMessage(4711, "orders", "INFO", "another", 1)),
                        Set.of(MessageTemplate.of(before)),
                        Map.of()));
        history.search(Map.of(MessageTemplate.of(said), said, MessageTemplate.of(fresh), fresh));

        assertThat(history.any()).isTrue();
        assertThat(history.share(said)).isEqualTo(0.75F);
        assertThat(history.knows(MessageTemplate.of(before))).isTrue();
        assertThat(history.knows(MessageTemplate.of(fresh))).isFalse();
    }
}
