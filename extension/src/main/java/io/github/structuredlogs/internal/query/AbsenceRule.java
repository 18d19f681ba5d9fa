package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.Absence;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureKnowledge;
import io.github.structuredlogs.internal.store.CaptureKnowledge.Standing;
import io.github.structuredlogs.internal.store.ContainerSet;
import io.github.structuredlogs.internal.store.Loss;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The only rule for what may be concluded from the known records by an assertion that one more record could make false:
 * an assertion of absence, or of an exact number.
 *
 * <p>It considers only the captures that the assertion sees, and only the time that it looks at.
 *
 * <ul>
 *     <li>Undecided: a capture is behind or was given up, a container has no capture, output is lost or may be, a clock
 *       was set, or a matching record may belong to another test.
 *     <li>Passes with a note: nothing is known to be missing, but the proof is missing.
 *     <li>Does not count: a log that its driver does not keep, unless the assertion names the container.
 * </ul>
 */
final class AbsenceRule {

    private static final int MAX_LINES = 5;

    private final RecordSource recordSource;
    private final SyncOutcome sync;
    private final Set<String> undecided = new LinkedHashSet<>();
    private final Set<String> advice = new LinkedHashSet<>();
    private final Set<String> said = new LinkedHashSet<>();

    /**
     * Creates a rule that has considered nothing yet.
     *
     * @param recordSource the records of the assertions
     * @param sync the result of the sync at their end
     */
    AbsenceRule(RecordSource recordSource, SyncOutcome sync) {
        this.recordSource = recordSource;
        this.sync = sync;
    }

    /**
     * Considers what is not known about the records of a search.
     *
     * @param mindsOthers whether records that may belong to another test make a difference
     */
    void consider(Retry.Target search, boolean mindsOthers) {
        considerCaptures(search);
        considerClock(search);
        considerSet(search);
        if (mindsOthers) {
            considerOthers(search.others(MAX_LINES));
        }
    }

    /** {@return what is not known, why, and what to do, one line each; empty if the assertions are decided} */
    List<String> undecided() {
        List<String> lines = new ArrayList<>(undecided);
        if (recordSource.settling().rule() == Absence.STRICT) {
            lines.addAll(said);
        }
        lines.addAll(advice);
        return lines;
    }

    /** {@return what could not be proved, one line each} */
    Collection<String> said() {
        return said;
    }

    // --- the visible containers

    private void considerCaptures(Retry.Target scan) {
        List<Capture> searched = scan.captures();
        for (SyncOutcome.Behind each : sync.behind()) {
            if (searched.contains(each.capture())) {
                undecided.add(name(each.capture()) + ": the engine did not answer in time: " + plain(each.reason()));
            }
        }
        for (Capture capture : searched) {
            if (scan.source().concerns(capture)) {
                consider(capture, scan.namesContainers(), scan.source().period());
            }
        }
    }

    private void consider(Capture capture, boolean isNamed, Period period) {
        CaptureKnowledge known = capture.knowledge();
        if (known.standing() == Standing.GAVE_UP) {
            undecided.add(name(capture) + ": its log is no longer read: " + plain(String.valueOf(known.why())));
            advise("When the engine answers again, its log is read again; then run the test again.");
        } else if (known.standing() == Standing.NOTHING_KEPT) {
            if (isNamed) {
                undecided.add(name(capture) + ": its log cannot be read: " + plain(String.valueOf(known.why())));
                advise("Give it a logging driver that keeps the log, such as json-file.");
            }
            return;
        }
        for (Loss loss : known.losses()) {
            if (period.overlaps(loss.from(), loss.to())) {
                boolean isNamedLoss = loss.certainty() != Loss.Certainty.UNPROVEN;
                if (isNamedLoss && recordSource.settling().rule() != Absence.LENIENT) {
                    undecided.add(name(capture) + ": " + plain(loss.describe()));
                    advise("Let the container log less, or keep more of its log (max-size, max-file); absence = LENIENT"
                            + " only reports what is lost.");
                } else {
                    said.add(name(capture) + ": " + plain(loss.describe()));
                }
            }
        }
        known.unproven().forEach(what -> said.add(name(capture) + ": " + plain(what)));
    }

    // --- the time

    /** Tests are told apart by time, so after a clock change nobody knows whose a record is. */
    private void considerClock(Retry.Target scan) {
        String set = scan.source().clockChange();
        // Whether a container had ended before the test is judged by the same clock, so all of them count.
        if (set != null && !scan.captures().isEmpty()) {
            undecided.add("which records are of " + scan.source().words() + ": " + plain(set));
            advise("Run the tests again; logs.all() has all records.");
        }
    }

    // --- the set of containers

    private void considerSet(Retry.Target scan) {
        ContainerSet set = sync.containers();
        // The object of a container may be about to start another one.
        if (set.unknown() != null && (!scan.namesOneContainer() || set.isCreating())) {
            undecided.add("which containers exist: " + plain(set.unknown()));
        }
        for (String name : scan.source().unseen()) {
            undecided.add(plain(name) + " runs another container than those that are captured");
        }
        for (ContainerSet.Uncaptured each : set.uncaptured()) {
            boolean mayBeMeant = !each.isNameCertain() || scan.mayBeFrom(each.name());
            if (mayBeMeant && scan.source().period().overlaps(each.since(), each.until())) {
                undecided.add(plain(each.name()) + " has no capture: " + plain(each.reason()));
            }
        }
    }

    // --- records that may belong to another test

    private void considerOthers(Retry.Others others) {
        if (others.count() == 0) {
            return;
        }
        boolean isOne = others.count() == 1;
        StringBuilder text = new StringBuilder()
                .append(others.count())
                .append(' ')
                .append(others.noun())
                .append(isOne ? " matches that arrived " : "s match that arrived ")
                .append(
                        others.isOfNoTrace()
                                ? "in the time of this test. No span of a trace of the test has come, so nobody can tell whether "
                                : "while other tests ran, so it is not known which test ")
                .append(isOne ? "it belongs to" : "they belong to")
                .append(others.isOfNoTrace() ? " it:" : ":");
        for (String line : others.lines()) {
            text.append("\n    ").append(line);
        }
        undecided.add(text.toString());
        if (others.isOfNoTrace()) {
            advise("Send logs.traceparent() with the test's requests, or let a container log the trace ids. "
                    + "logs.all() has the spans of the whole run.");
            return;
        }
        advise("Send logs.traceparent() with each test's requests, give each test a container of its own, or do not run"
                + " these tests at the same time (@ResourceLock).");
    }

    // --- in words

    private void advise(String what) {
        advice.add(what);
    }

    private String name(Capture capture) {
        return plain(capture.name());
    }

    private String plain(Object words) {
        return recordSource.text().plain(String.valueOf(words));
    }
}
