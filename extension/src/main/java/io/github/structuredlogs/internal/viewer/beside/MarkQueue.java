package io.github.structuredlogs.internal.viewer.beside;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The marks on their way to the viewer. Adding one never waits: if the viewer does not read, tests are left out and counted,
 * each with its beginning and its end. Thread-safe.
 */
final class MarkQueue {
    static final int MAX_TESTS = 5_000;

    // guarded by this
    private final Deque<ViewerMark> marks = new ArrayDeque<>();
    /** The ids of tests whose beginning was left out, and that have not ended. */
    private final Set<String> leftOut = new HashSet<>();

    private int tests;
    private long lost;
    private boolean closed;

    /** Adds a mark, unless the queue is closed, or too many tests wait in it. */
    synchronized void add(ViewerMark mark) {
        if (closed || isLeftOut(mark)) {
            return;
        }
        marks.add(mark);
        notifyAll();
    }

    private boolean isLeftOut(ViewerMark mark) {
        String id = String.valueOf(mark.values().get("id"));
        return switch (mark.kind()) {
            case BEGINS -> {
                if (tests < MAX_TESTS) {
                    tests++;
                    yield false;
                }
                lost++;
                yield leftOut.add(id);
            }
            case ENDS -> leftOut.remove(id);
            default -> false;
        };
    }

    /** {@return the next mark, waited for; null if there will be no more} */
    synchronized @Nullable ViewerMark take() throws InterruptedException {
        while (marks.isEmpty() && lost == 0 && !closed) {
            wait();
        }
        ViewerMark next = marks.poll();
        if (next == null && lost > 0) {
            next = ViewerMark.lost(lost);
            lost = 0;
        }
        if (next != null && next.kind() == ViewerMark.Kind.BEGINS) {
            tests--;
        }
        return next;
    }

    /** {@return whether there is nothing to take for now} */
    synchronized boolean isEmpty() {
        return marks.isEmpty() && lost == 0;
    }

    /** Accepts no more marks. Those in the queue can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
