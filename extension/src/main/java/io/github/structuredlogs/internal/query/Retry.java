package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.query.NarrowedRecords.ListKind;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One assertion on records that grow in number, from its first evaluation to its last. */
final class Retry {

    /**
     * If records arrive fast, a failing assertion is retried after this many times its own duration: it takes a
     * twentieth of a processor at first, and a hundredth after many failures.
     */
    private static final int MIN_RESTS = 19;

    private static final int MAX_RESTS = 99;

    /**
     * An assertion that has waited for long rests for at most a fiftieth of that time, so that it is late by at most a
     * fiftieth.
     */
    private static final long MIN_BOUND = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long MAX_BOUND = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WAITED_PER_REST = 50;

    /** A search that is updated before each evaluation. */
    interface Target {
        /** Searches the records that have arrived since. */
        void refresh();

        /** {@return the number of matches} */
        long count();

        /** {@return the searched captures} */
        List<Capture> captures();

        /** {@return where it searches} */
        RecordSource source();

        /** Says whether it searches only certain containers. */
        boolean namesContainers();

        /** Says whether it searches one known container, and no other that may be found later. */
        boolean namesOneContainer();

        /** Says whether it would search a container of which only the name is known. */
        boolean mayBeFrom(String container);

        /**
         * {@return what matches and may be another test's}
         *
         * @param most as many of them are shown
         */
        Others others(int most);

        /** Says whether an assertion also passes if all of what may be another test's is this test's. */
        boolean passesWithOthers(Runnable assertion);
    }

    /**
     * What matches and may be another test's.
     *
     * @param count how many there are
     * @param noun what one of them is called
     * @param lines some of them, each as a line
     * @param isOfNoTrace whether the test ran alone, and nobody can tell because no span of its traces has come
     */
    record Others(long count, String noun, List<String> lines, boolean isOfNoTrace) {
        static final Others NONE = new Others(0, "", List.of(), false);
    }

    private final RecordSource recordSource;
    private final Target scan;
    private final Supplier<? extends Collection<? extends Target>> concluded;
    private final Consumer<List<String>> doubts;
    private final ListKind listKind;
    private final long patience;
    private final long quiet;
    private final Runnable assertion;
    private final long begun = System.nanoTime();
    private long tried = begun;
    private long took;
    private int tries;
    private long seen;
    private long counted = -1;
    private @Nullable Throwable failure;

    /**
     * Prepares the evaluations.
     *
     * @param recordSource the records
     * @param scan the search, which continues with each evaluation
     * @param concluded returns the searches from whose results the passing assertion concludes that there are no more
     *     records
     * @param doubts receives what is not known if the assertion fails
     * @param listKind the effect of more records on the assertion
     * @param patience how long a failing assertion is retried
     * @param quiet how long a passing assertion must stay true, unless it is one of presence
     * @param assertion throws an AssertionError if it is false
     */
    Retry(
            RecordSource recordSource,
            Target scan,
            Supplier<? extends Collection<? extends Target>> concluded,
            Consumer<List<String>> doubts,
            ListKind listKind,
            Duration patience,
            Duration quiet,
            Runnable assertion) {
        this.recordSource = recordSource;
        this.scan = scan;
        this.concluded = concluded;
        this.doubts = doubts;
        this.listKind = listKind;
        this.patience = TimeUnit.NANOSECONDS.convert(patience);
        this.quiet = listKind == ListKind.PRESENCE ? 0 : TimeUnit.NANOSECONDS.convert(quiet);
        this.assertion = assertion;
    }

    /** Evaluates until the result is certain, and throws the failure then. */
    void decide() {
        while (true) {
            look();
            while (left() > 0 && !nothingMoreCanCome() && awaitMore()) {
                lookIfMore();
            }
            if (failure == null
                    && listKind == ListKind.PRESENCE
                    && concluded.get().isEmpty()) {
                return;
            }
            if (failure != null && listKind == ListKind.ABSENCE) {
                throw thrown(failure);
            }
            SyncOutcome sync = bringUpToDate();
            if (failure == null && listKind == ListKind.PRESENCE) {
                lookIfMore();
            } else {
                look();
            }
            if (left() <= 0 || nothingMoreCanCome()) {
                conclude(sync);
                return;
            }
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            return exception;
        }
        throw (Error) failure;
    }

    private void conclude(SyncOutcome sync) {
        AbsenceRule rule = new AbsenceRule(recordSource, sync);
        if (failure != null) {
            rule.consider(scan, true);
            doubts.accept(rule.undecided());
            throw thrown(failure);
        }
        for (Target each : concluded.get()) {
            // What more records can only make fail passes with some of them if it passes with all of them.
            boolean mindsOthers = listKind != ListKind.ABSENCE || each != scan || !scan.passesWithOthers(assertion);
            rule.consider(each, mindsOthers);
        }
        List<String> undecided = rule.undecided();
        if (!undecided.isEmpty()) {
            throw new NarrowedRecords.UndecidedError("not everything is known:\n  " + String.join("\n  ", undecided));
        }
        recordSource.said(rule.said());
    }

    private long left() {
        return (failure == null ? quiet : patience) - (System.nanoTime() - begun);
    }

    private boolean awaitMore() {
        rest();
        return arrived(recordSource, seen, left());
    }

    /**
     * Waits so that records in quick succession are evaluated together: evaluating must not take the processor from
     * capturing.
     */
    private void rest() {
        long bound = Math.min(Math.max((tried - begun) / WAITED_PER_REST, MIN_BOUND), MAX_BOUND);
        long pause = Math.min(
                tried + Math.min(Math.min(MIN_RESTS + tries, MAX_RESTS) * took, bound) - System.nanoTime(), left());
        if (pause > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(pause);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    private void look() {
        seen = recordSource.seen();
        scan.refresh();
        counted = scan.count();
        tryOnce();
    }

    /** Evaluates again if the new records may match; beside a busy container most do not. */
    private void lookIfMore() {
        seen = recordSource.seen();
        scan.refresh();
        long count = scan.count();
        if (count != counted) {
            counted = count;
            tryOnce();
        }
    }

    private void tryOnce() {
        long now = System.nanoTime();
        try {
            assertion.run();
            failure = null;
        } catch (AssertionError | RuntimeException e) {
            // A missing record looks like null or an empty list to the assertion, and may still arrive.
            failure = e;
        }
        tried = System.nanoTime();
        took = tried - now;
        tries = Math.min(tries + 1, MAX_RESTS);
    }

    static boolean arrived(RecordSource recordSource, long seen, long nanos) {
        try {
            return nanos > 0 && recordSource.await(seen, Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static NarrowedRecords.UndecidedError interrupted() {
        Thread.currentThread().interrupt();
        return new NarrowedRecords.UndecidedError("the waiting thread was interrupted");
    }

    /** Says whether every container that the narrowing names is gone for good, and its capture has ended. */
    private boolean nothingMoreCanCome() {
        List<Capture> captures = scan.captures();
        return scan.namesContainers()
                && !captures.isEmpty()
                && captures.stream()
                        .allMatch(capture ->
                                capture.status().phase() == ContainerStatus.Phase.REMOVED && capture.hasEnded());
    }

    /** Says whether an assertion passes. */
    static boolean passes(Runnable assertion) {
        try {
            assertion.run();
            return true;
        } catch (AssertionError | RuntimeException e) {
            return false;
        }
    }

    private List<Capture> capturesBeside(List<Capture> asked) {
        return scan.captures().stream()
                .filter(capture -> !asked.contains(capture))
                .toList();
    }

    private SyncOutcome bringUpToDate() {
        List<Capture> captures = new ArrayList<>(scan.captures());
        SyncOutcome outcome = recordSource.sync(captures);
        // A container may have got its capture just after the question.
        for (List<Capture> more = capturesBeside(captures); !more.isEmpty(); more = capturesBeside(captures)) {
            captures.addAll(more);
            outcome = outcome.and(recordSource.sync(more));
        }
        List<SyncOutcome.Behind> unread = new ArrayList<>();
        try {
            for (Capture capture : captures) {
                if (!capture.writer().awaitHeld()) {
                    unread.add(new SyncOutcome.Behind(capture, "its last lines are still being read"));
                }
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return unread.isEmpty() ? outcome : outcome.and(new SyncOutcome(unread, outcome.containers()));
    }
}
