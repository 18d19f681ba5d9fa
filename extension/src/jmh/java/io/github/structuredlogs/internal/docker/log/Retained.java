package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** What a million stored records keep of the heap beside their own bytes: {@code java … Retained}. */
public final class Retained {
    private static final int RECORDS = 1_000_000;

    private Retained() {}

    public static void main(String[] arguments) throws IOException {
        for (String logger : new String[] {"ecs", "logstash", "pino", "text"}) {
            byte[] body = ParseBenchmark.body(ParseBenchmark.lines(logger), RECORDS / 10);
            Formats formats = Formats.builtIn();
            try (Captures captures =
                    new Captures(formats, CaptureOptions.defaults().withMemoryLimit(1L << 40))) {
                long before = used();
                Capture capture = ParseBenchmark.capture(captures, body);
                for (int i = 1; i < 10; i++) {
                    ParseBenchmark.capture(captures, body);
                }
                long kept = used() - before;
                System.out.printf(
                        "%-9s %,d records, %.1f B raw and %.1f B beside it a record%n",
                        logger,
                        capture.size(),
                        (double) capture.rawBytes() / capture.size(),
                        (double) (kept - capture.rawBytes()) / capture.size());
            }
        }
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
