package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The score of the last records of containers that crashed, or never started. */
final class CrashScore {

    /** The number of last records in the block of a container that never started. */
    static final int LAST_OF_A_START = 40;

    private final TestFailure test;
    private final List<Candidate> all;
    private final List<ContainerReport> neverStarted;

    CrashScore(TestFailure test, List<ContainerReport> neverStarted, List<Candidate> all) {
        this.test = test;
        this.all = all;
        this.neverStarted = neverStarted;
    }

    /** {@return the containers whose start failed, if that made the test fail} */
    static List<ContainerReport> neverStarted(TestFailure test, FailureClues failureClues) {
        if (!failureClues.startFailed()) {
            return List.of();
        }
        List<ContainerReport> named = test.containers().stream()
                .filter(it -> failureClues.names(it.image()))
                .toList();
        // Other attempts and containers of the same image may run.
        List<ContainerReport> ended = (named.isEmpty() ? test.containers() : named)
                .stream().filter(it -> it.status().ended() || !named.isEmpty()).toList();
        List<ContainerReport> notRunning =
                ended.stream().filter(it -> it.status().ended()).toList();
        return notRunning.isEmpty() ? ended : notRunning;
    }

    boolean neverStarted(String container) {
        return neverStarted.stream().anyMatch(it -> it.name().equals(container));
    }

    /** {@return whether another container crashed during the test, even if it runs again} */
    boolean anotherCrashed(String container) {
        return test.containers().stream()
                .anyMatch(it -> !it.name().equals(container)
                        && ((it.crashed() && endedInTest(it))
                                || !crashesBeforeARestart(it).isEmpty()));
    }

    /** Adds points to the last records of containers that crashed or never started. */
    void score() {
        for (ContainerReport container : test.containers()) {
            int from = 0;
            for (int to : crashesBeforeARestart(container)) {
                scoreLastWords(container, from, to, false);
                from = to;
            }
            boolean failedStart = neverStarted.contains(container);
            if (!failedStart
                    && container.status().ended()
                    && !container.crashed()
                    && !container.status().stopped()) {
                scoreLastWordsOfWork(container);
            }
            if (failedStart || (container.crashed() && endedInTest(container))) {
                scoreLastWords(container, from, all.size(), failedStart);
            }
        }
    }

    /** Adds points for a container that did its work and ended before the test, such as a migration. */
    private void scoreLastWordsOfWork(ContainerReport container) {
        all.stream()
                .filter(each ->
                        each.suspicion > 0 && each.before && container.name().equals(each.record.container()))
                .forEach(each -> each.points += Weight.WORK_DONE.value());
    }

    private void scoreLastWords(ContainerReport container, int from, int to, boolean failedStart) {
        int fromEnd = 0;
        for (int i = to - 1; i >= from && fromEnd < LAST_OF_A_START; i--) {
            Candidate each = all.get(i);
            if (container.name().equals(each.record.container()) && each.parent == null) {
                fromEnd++;
                each.points += failedStart ? ofAStart(fromEnd) : ofACrash(each, fromEnd);
            }
        }
    }

    /** {@return the number of records at each crash in this test after which it was restarted} */
    private List<Integer> crashesBeforeARestart(ContainerReport container) {
        List<Integer> crashes = new ArrayList<>();
        LifecycleEvent crash = null;
        for (LifecycleEvent event : container.lifecycle()) {
            if (event.kind() == LifecycleEvent.LifecycleKind.EXITED) {
                crash = event.crash() ? event : null;
            } else if (event.kind() == LifecycleEvent.LifecycleKind.RESTARTED && crash != null) {
                int before = CandidateList.loggedBy(crash.at(), all);
                if (before > 0) {
                    crashes.add(before);
                }
                crash = null;
            }
        }
        return crashes;
    }

    private static double ofAStart(int fromEnd) {
        return fromEnd <= 5 ? Weight.START_LAST_FIVE.value() : Weight.START_LAST_FORTY.value();
    }

    private static double ofACrash(Candidate each, int fromEnd) {
        if (each.suspicion >= TroubleWords.STRONG && fromEnd <= 15) {
            return Weight.CRASH_TROUBLE.value();
        }
        return fromEnd <= 3 ? Weight.CRASH_LAST_THREE.value() : fromEnd <= 10 ? Weight.CRASH_LAST_TEN.value() : 0;
    }

    private boolean endedInTest(ContainerReport container) {
        Instant finished = container.status().finished();
        return finished == null || all.isEmpty() || CandidateList.nanos(finished) >= all.get(0).order;
    }
}
