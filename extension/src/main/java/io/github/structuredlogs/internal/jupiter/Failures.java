package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.capture.Captures;
import io.github.structuredlogs.internal.capture.Scope;
import io.github.structuredlogs.internal.capture.Settling;
import io.github.structuredlogs.internal.capture.Slice;
import io.github.structuredlogs.internal.capture.TestScope;
import io.github.structuredlogs.internal.console.FailureBlock;
import io.github.structuredlogs.internal.diagnosis.ContainerReport;
import io.github.structuredlogs.internal.diagnosis.Diagnosis;
import io.github.structuredlogs.internal.diagnosis.FailedTest;
import io.github.structuredlogs.internal.diagnosis.PassedTests;
import io.github.structuredlogs.internal.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Prints the block of each failed test, and remembers the passed ones, beside which a failed one is read. */
final class Failures {
    private final Captures captures;
    private final Console console;
    private final PassedTests passed = new PassedTests();
    private final Queue<Scope> toLearn = new ConcurrentLinkedQueue<>();

    Failures(Captures captures, Console console) {
        this.captures = captures;
        this.console = console;
    }

    void passed(Scope scope) {
        toLearn.add(scope);
    }

    /**
     * Prints the block of a test or class that failed.
     *
     * @param name its name as the reader knows it
     * @param failure what it failed with
     * @param started when the test method began, null if it never did
     */
    void failed(Scope scope, String name, Throwable failure, @Nullable Instant started, Settings settings) {
        if (settings.print() == Print.NEVER) {
            return;
        }
        List<Capture> containers = scope.captures();
        captures.sync(containers, Settling.DEFAULT.bound());
        for (Scope next = toLearn.poll(); next != null; next = toLearn.poll()) {
            passed.learn(next.slice().records());
        }
        Slice slice = scope.slice();
        FailedTest test = new FailedTest(
                name,
                failure,
                started,
                scope instanceof TestScope own ? own.traces() : Set.of(),
                slice.records(),
                slice.shared(),
                containers.stream().map(ContainerReport::of).toList(),
                passed);
        console.println(new FailureBlock(console.formatter(settings)).format(test, Diagnosis.of(test), null));
    }
}
