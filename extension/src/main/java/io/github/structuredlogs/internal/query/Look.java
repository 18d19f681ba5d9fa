package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.query.NarrowedRecords.Kind;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerSet;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One assertion on records that grow in number, from its first try to its last. */
final class Look {

    /**
     * An assertion that fails is tried again after this many times the time that it took, if records arrive so fast: a
     * twentieth of a processor at first, a hundredth when it has failed often.
     */
    private static final int FEWEST_RESTS = 19;

    private static final int MOST_RESTS = 99;

    /** One that has waited for long rests for a fiftieth of that, so that it comes no later by more than a fiftieth. */
    private static final long SHORTEST_BOUND = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long LONGEST_BOUND = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WAITED_PER_REST = 50;

    /** What is searched for, which is found out anew with each look. */
    interface Target {
        /** Looks at what has arrived since. */
        void refresh();

        /** {@return how many were found} */
        long count();

        /** {@return the captures that are searched} */
        List<Capture> captures();
    }

    private final Sight sight;
    private final Target scan;
    private final boolean namesContainers;
    private final Kind kind;
    private final long patience;
    private final long quiet;
    private final Runnable assertion;
    private final long begun = System.nanoTime();
    private long tried = begun;
    private long took;
    private int tries;
    private long seen;
    private long counted = -1;
    private @Nullable AssertionError failure;

    /**
     * Prepares a look.
     *
     * @param sight what is looked at
     * @param scan the search, which goes on with each look
     * @param namesContainers whether it is over when the containers that are searched are gone
     * @param kind what more records may do to the assertion
     * @param patience for how long one that fails is tried again
     * @param quiet for how long one that holds must go on to hold, unless it is one of presence
     * @param assertion throws an AssertionError if it does not hold
     */
    Look(
            Sight sight,
            Target scan,
            boolean namesContainers,
            Kind kind,
            Duration patience,
            Duration quiet,
            Runnable assertion) {
        this.sight = sight;
        this.scan = scan;
        this.namesContainers = namesContainers;
        this.kind = kind;
        this.patience = patience.toNanos();
        this.quiet = kind == Kind.PRESENCE ? 0 : quiet.toNanos();
        this.assertion = assertion;
    }

    /** Tries until it is certain, and throws what is wrong then. */
    void decide() {
        while (true) {
            look();
            while (left() > 0 && !nothingMoreCanCome() && awaitMore()) {
                lookIfMore();
            }
            if (failure == null && kind == Kind.PRESENCE) {
                return;
            }
            if (failure != null && kind == Kind.ABSENCE) {
                throw failure;
            }
            SyncOutcome sync = bringUpToDate();
            look();
            if (left() <= 0 || nothingMoreCanCome()) {
                conclude(sync);
                return;
            }
        }
    }

    private void conclude(SyncOutcome sync) {
        if (failure != null) {
            throw failure;
        }
        if (kind != Kind.PRESENCE && !sync.upToDate()) {
            throw new NarrowedRecords.UndecidedError(behind(sync));
        }
    }

    private long left() {
        return (failure == null ? quiet : patience) - (System.nanoTime() - begun);
    }

    private boolean awaitMore() {
        rest();
        return arrived(sight, seen, left());
    }

    /** What arrives in quick succession is looked at together: trying must not take the processor from arriving. */
    private void rest() {
        long bound = Math.min(Math.max((tried - begun) / WAITED_PER_REST, SHORTEST_BOUND), LONGEST_BOUND);
        long pause = Math.min(
                tried + Math.min(Math.min(FEWEST_RESTS + tries, MOST_RESTS) * took, bound) - System.nanoTime(), left());
        if (pause > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(pause);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    private void look() {
        seen = sight.seen();
        scan.refresh();
        counted = scan.count();
        tryOnce();
    }

    /** Tries again if what arrived concerns it: beside a container that writes all the time, most does not. */
    private void lookIfMore() {
        seen = sight.seen();
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
        } catch (AssertionError e) {
            failure = e;
        }
        tried = System.nanoTime();
        took = tried - now;
        tries = Math.min(tries + 1, MOST_RESTS);
    }

    static boolean arrived(Sight sight, long seen, long nanos) {
        try {
            return nanos > 0 && sight.await(seen, Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static NarrowedRecords.UndecidedError interrupted() {
        Thread.currentThread().interrupt();
        return new NarrowedRecords.UndecidedError("the waiting thread was interrupted");
    }

    /** Whether every container that the narrowing names is gone for good, and its capture has ended. */
    private boolean nothingMoreCanCome() {
        List<Capture> captures = scan.captures();
        return namesContainers
                && !captures.isEmpty()
                && captures.stream()
                        .allMatch(capture ->
                                capture.status().phase() == ContainerStatus.Phase.REMOVED && capture.hasEnded());
    }

    private SyncOutcome bringUpToDate() {
        List<Capture> captures = scan.captures();
        SyncOutcome outcome = sight.sync(captures);
        try {
            for (Capture capture : captures) {
                capture.writer().awaitHeld();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return outcome;
    }

    private static String behind(SyncOutcome sync) {
        StringBuilder text = new StringBuilder("the engine did not say in time what it has:");
        String unknown = sync.containers().unknown();
        if (unknown != null) {
            text.append("\n  which containers there are: ").append(unknown);
        }
        for (ContainerSet.Uncaptured each : sync.containers().uncaptured()) {
            text.append("\n  ").append(each.name()).append(": ").append(each.reason());
        }
        for (SyncOutcome.Behind each : sync.behind()) {
            text.append("\n  ").append(each.capture().name()).append(": ").append(each.reason());
        }
        return text.toString();
    }
}
