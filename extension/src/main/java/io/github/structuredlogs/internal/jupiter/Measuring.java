package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.Captures;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The measuring of the containers that a test can see: from its begin, or the container's start, to the end of its
 * class, so that many short tests do not start and stop it again and again.
 */
final class Measuring implements CaptureListener {

    private final Captures captures;
    private final Set<TestScope> tests = ConcurrentHashMap.newKeySet();

    Measuring(Captures captures) {
        this.captures = captures;
    }

    /** A test begins. */
    void begins(TestScope test) {
        if (test.measures()) {
            tests.add(test);
            captures.measure(inSight(test));
        }
    }

    /** Notes that containers may have become visible: those in the fields of the test's instance are claimed now. */
    void looksAgain(TestScope test) {
        if (test.measures()) {
            captures.measure(inSight(test));
        }
    }

    private List<Capture> inSight(TestScope test) {
        return captures.list().stream().filter(test::sees).toList();
    }

    void ends(TestScope test) {
        tests.remove(test);
    }

    /** Stops measuring containers that no running test can see. */
    void classEnds() {
        captures.measureOnly(capture -> tests.stream().anyMatch(test -> test.sees(capture)));
    }

    @Override
    public void published(Capture capture, long from, long to) {}

    @Override
    public void running(Capture capture) {
        if (tests.stream().anyMatch(test -> test.sees(capture))) {
            captures.measure(List.of(capture));
        }
    }
}
