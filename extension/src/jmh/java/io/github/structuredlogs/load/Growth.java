package io.github.structuredlogs.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.query.RecordSearch;
import io.github.structuredlogs.internal.query.RecordSource;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.render.ConsoleOptions;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.LineBatch;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.testcontainers.containers.ContainerState;

/**
 * What it takes to read, ask and print so many records of a container, in this JVM and without an engine: {@code java … Growth
 * records [what]}. It prints the processor time of the whole process in milliseconds, one figure a line, each as {@code name
 * value}. Cold is the first of its kind in this JVM. {@code print} prints every record to the standard output; {@code read} does no more than reading.
 */
public final class Growth {

    private static final int BATCH = 200;
    private static final int RARE = 1000;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final int records;
    private final Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults());
    private final Capture capture =
            captures.open(new ContainerIdentity("0".repeat(64), "orders", "orders:1", Map.of(), false, null));
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private Growth(int records) {
        this.records = records;
    }

    public static void main(String[] arguments) {
        Growth growth = new Growth(Integer.parseInt(arguments[0]));
        String what = arguments.length > 1 ? arguments[1] : "ask";
        growth.take("read", growth::read);
        switch (what) {
            case "ask" -> growth.ask();
            case "print" -> growth.take("print", growth::print);
            case "read" -> {}
            default -> throw new IllegalArgumentException(what);
        }
        growth.figures.forEach((name, value) -> System.err.printf(Locale.ROOT, "%s %.1f%n", name, value));
    }

    private void take(String name, Runnable work) {
        long allocated = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
        long begun = PROCESS.getProcessCpuTime();
        work.run();
        figures.put(name, (PROCESS.getProcessCpuTime() - begun) / 1e6);
        figures.put(
                name + ",bytes-a-record",
                (THREAD.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated) / (double) records);
    }

    /** {@return a line as Spring Boot's and Elastic's encoders write it, of about 215 bytes} */
    static String line(int number) {
        boolean rare = number % RARE == 0;
        return "{\"@timestamp\":\"2026-11-21T12:04:05."
                + String.valueOf(1000 + number % 1000).substring(1)
                + "Z\",\"log.level\":\"" + (rare ? "ERROR" : "INFO") + "\",\"message\":\""
                + (rare ? "payment refused" : "order placed")
                + "\",\"ecs.version\":\"1.2.0\",\"log.logger\":\"com.acme.orders.OrderService\",\"trace.id\":\""
                + (rare ? "4bf92f3577b34da6a3ce929d0e0e4736" : "0af7651916cd43dd8448eb211c80319c") + "\",\"order\":"
                + number + "}";
    }

    private void read() {
        LineBatch lines = new LineBatch();
        for (int number = 1; number <= records; number++) {
            byte[] line = line(number).getBytes(StandardCharsets.UTF_8);
            lines.add(LogStream.STDOUT, 1_795_262_645_000_000_000L + number * 1_000L, line, 0, line.length, true);
            if (lines.size() == BATCH || number == records) {
                capture.writer().lines(lines, 0, lines.size());
                lines.clear();
            }
        }
        capture.complete();
    }

    private void ask() {
        Map<String, RecordCondition> questions = new LinkedHashMap<>();
        questions.put("withMessage", RecordConditions.message("payment refused"));
        questions.put("withField", RecordConditions.field("order", records));
        questions.put("withMessageContaining", RecordConditions.messageContaining("refused"));
        questions.put("withException", RecordConditions.exception("PaymentException"));
        questions.put("withLevel", RecordConditions.level(LogLevel.ERROR));
        questions.put("withMessage of most", RecordConditions.message("order placed"));
        questions.put("matching", RecordConditions.matching("", record -> "payment refused".equals(record.message())));
        for (String pass : new String[] {"cold", "second", "warm"}) {
            questions.forEach((name, question) -> take(name + "," + pass, () -> {
                RecordSearch search = new RecordSearch(new OneCapture(capture), List.of(question));
                search.refresh();
                long found = search.count();
                figures.put(name + ",found", (double) found);
            }));
        }
    }

    private void print() {
        RecordFormatter formatter =
                new RecordFormatter(new ConsoleOptions(false, true, 120, 4, ZoneOffset.UTC, Redaction.of(List.of())));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        for (long index = 0; index < capture.size(); index++) {
            out.println(formatter.format(capture.record(index)));
        }
        out.flush();
    }

    private record OneCapture(Capture capture) implements RecordSource.Still {
        @Override
        public List<SourcePart> portions() {
            return List.of(new SourcePart.WholeCapture(capture));
        }

        @Override
        public List<Capture> capturesOf(ContainerState container) {
            return List.of();
        }

        @Override
        public Set<String> names() {
            return Set.of(capture.name());
        }

        @Override
        public String words() {
            return "one container";
        }
    }
}
