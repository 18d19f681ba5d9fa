package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.scope.Scope;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The output of each passed test's records, after its end. */
public final class AfterTestPrinter {
    private final Captures captures;
    private final Console console;
    private final Queue<Printed> printed = new ConcurrentLinkedQueue<>();

    private record Printed(Settings settings, String test, Scope scope, Set<LogRecord> records) {}

    public AfterTestPrinter(Captures captures, Console console) {
        this.captures = captures;
        this.console = console;
    }

    /** Prints a test's records, including those that the engine has and nobody has read yet. */
    public void print(Settings settings, String test, Scope scope) {
        printLate();
        List<Capture> containers = scope.captures();
        captures.sync(containers, Settling.DEFAULT.bound());
        awaitHeldText(containers);
        List<LogRecord> records = scope.slice().records();
        console.print(settings, test, records);
        printed.add(new Printed(settings, test, scope, Set.copyOf(records)));
    }

    /** Prints records that arrived after their tests were printed. */
    public void printLate() {
        for (Printed each = printed.poll(); each != null; each = printed.poll()) {
            Set<LogRecord> known = each.records;
            List<LogRecord> late = each.scope.slice().records().stream()
                    .filter(record -> !known.contains(record))
                    .toList();
            console.print(each.settings, each.test + ", what came late", late);
        }
    }

    private static void awaitHeldText(List<Capture> containers) {
        try {
            for (Capture each : containers) {
                // A record that is published later is printed with the late ones.
                var unused = each.writer().awaitHeld();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
