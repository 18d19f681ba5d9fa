package io.github.structuredlogs.internal.docker.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.LineBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.testcontainers.containers.output.FrameConsumerResultCallback;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.output.ToStringConsumer;

/**
 * From the engine's frames in memory to records whose time, level, logger and trace are known, beside what a user has
 * without the extension: Testcontainers' consumer that makes a string, and Jackson's {@code readTree} for each line of it.
 * {@code -prof gc} tells what a record allocates; {@link Retained} what it keeps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ParseBenchmark {
    static final int RECORDS = 20_000;

    private static final int HEADER = 8;

    @Param({"ecs", "logstash", "pino", "text"})
    String logger = "";

    private final Formats formats = Formats.builtIn();
    private final ObjectMapper mapper = new ObjectMapper();
    private String field = "";
    private byte[] body = new byte[0];
    private byte[][] lines = new byte[0][];

    @Setup
    public void lines() throws IOException {
        lines = lines(logger);
        field = switch (logger) {
            case "ecs" -> "service.name";
            case "logstash" -> "tenant";
            case "pino" -> "orderId";
            default -> "pid";
        };
        body = body(lines, RECORDS);
    }

    /** Lines of the corpus, of which the mean is about 225 bytes. */
    public static byte[][] lines(String logger) throws IOException {
        String sample = switch (logger) {
            case "ecs" -> "ecs-log4j2.jsonl";
            case "logstash" -> "logstash-logback-encoder.jsonl";
            case "pino" -> "pino.jsonl";
            default -> "plain-spring-boot-ansi.txt";
        };
        List<byte[]> chosen = new ArrayList<>();
        Path file = Path.of("src/test/resources/corpus", sample);
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= 150 && bytes.length <= 330) {
                chosen.add(bytes);
            }
        }
        return chosen.toArray(byte[][]::new);
    }

    /** What the engine sends with timestamps: a header of eight bytes, the time, the line. */
    static byte[] body(byte[][] lines, int records) {
        byte[] time = "2026-11-21T18:29:08.810621165Z ".getBytes(StandardCharsets.US_ASCII);
        int size = 0;
        for (int i = 0; i < records; i++) {
            size += HEADER + time.length + lines[i % lines.length].length;
        }
        ByteBuffer body = ByteBuffer.allocate(size);
        for (int i = 0; i < records; i++) {
            byte[] line = lines[i % lines.length];
            body.put((byte) 1)
                    .put(new byte[3])
                    .putInt(time.length + line.length)
                    .put(time)
                    .put(line);
        }
        return body.array();
    }

    static Capture capture(Captures captures, byte[] body) throws IOException {
        Capture capture =
                captures.open(new ContainerIdentity("0".repeat(64), "orders", "orders:1", Map.of(), false, null));
        LogIntake intake =
                new LogIntake(false, LineParts.DOCKER, Rotation.none(), new LogPosition(), new LogIntake.Lines() {
                    @Override
                    public void lines(LineBatch lines) {
                        capture.writer().lines(lines, 0, lines.size());
                    }

                    @Override
                    public void gap(long from, long to) {}

                    @Override
                    public void trouble(String message) {}
                });
        intake.begin();
        for (int at = 0; at < body.length; at += 32 << 10) {
            intake.accept(body, at, Math.min(32 << 10, body.length - at));
        }
        intake.end();
        capture.complete();
        return capture;
    }

    private Captures captures() {
        return new Captures(formats, CaptureOptions.defaults().withMemoryLimit(1L << 30));
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long structuredLogs() throws IOException {
        try (Captures captures = captures()) {
            Capture capture = capture(captures, body);
            return demand(capture.size());
        }
    }

    /** And then reads the message and one field of every record, which is what was put off. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void structuredLogsAndRead(Blackhole hole) throws IOException {
        try (Captures captures = captures()) {
            Capture capture = capture(captures, body);
            for (long i = 0; i < demand(capture.size()); i++) {
                LogRecord record = capture.record(i);
                hole.consume(record.message());
                hole.consume(record.field(field));
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void testcontainersAndReadTree(Blackhole hole) throws IOException {
        for (String line : consumed().split("\n", -1)) {
            if (line.startsWith("{")) {
                hole.consume(mapper.readTree(line));
            } else {
                hole.consume(line);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void testcontainersAndReadTreeAndRead(Blackhole hole) throws IOException {
        for (String line : consumed().split("\n", -1)) {
            if (line.startsWith("{")) {
                JsonNode tree = mapper.readTree(line);
                hole.consume(tree.path("message").asText());
                hole.consume(tree.path(field).asText());
            } else {
                hole.consume(line);
            }
        }
    }

    /** docker-java's frames, one for each message, through Testcontainers' callback to its consumer. */
    private String consumed() throws IOException {
        ToStringConsumer consumer = new ToStringConsumer();
        try (FrameConsumerResultCallback callback = new FrameConsumerResultCallback()) {
            callback.addConsumer(OutputFrame.OutputType.STDOUT, consumer);
            ByteBuffer frames = ByteBuffer.wrap(body);
            int time = 31;
            while (frames.hasRemaining()) {
                int length = frames.getInt(frames.position() + 4);
                int from = frames.position() + HEADER;
                callback.onNext(new Frame(StreamType.STDOUT, Arrays.copyOfRange(body, from + time, from + length)));
                frames.position(from + length);
            }
        }
        return consumer.toUtf8String();
    }

    private static long demand(long records) {
        if (records != RECORDS) {
            throw new IllegalStateException(records + " records of " + RECORDS);
        }
        return records;
    }
}
