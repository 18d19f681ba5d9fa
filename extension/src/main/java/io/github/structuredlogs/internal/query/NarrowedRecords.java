package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.store.StoredRecord;
import io.github.structuredlogs.internal.text.PlainRecordText;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * The records that meet some conditions, as a list for assertions.
 *
 * <p>The list does not change between two evaluations. {@link #check} evaluates as often as the kind of assertion
 * needs. Reading the list outside of it waits for {@link Settling#absence} and asks the engine, so that records that
 * were written before are there.
 */
public final class NarrowedRecords extends AbstractList<LogRecord> implements SettlingList<LogRecord> {

    /** The effect of later records on an assertion. */
    public enum ListKind {
        /** They can only make it pass: there is at least one. */
        PRESENCE,
        /** They can only make it fail: there is none. */
        ABSENCE,
        /** They can make it pass or fail: there is exactly one. */
        EXACTLY
    }

    private enum Mode {
        WAITING,
        ONCE,
        REPEATED
    }

    /** Only this number of records is searched for secrets, so that a failure does not take seconds longer. */
    static final int MAX_WITH_SECRETS = 1_000;

    private final RecordSource recordSource;
    private final List<RecordCondition> criteria;
    private final Mode mode;
    private final Searches searches;
    private final RecordSearch recordSearch;
    private final @Nullable Evaluation evaluation;
    private final List<NamedPart> parts;
    private List<String> doubts = List.of();
    private boolean checking;
    private boolean settled;

    private NarrowedRecords(
            RecordSource recordSource,
            List<RecordCondition> criteria,
            Mode mode,
            Searches searches,
            @Nullable Evaluation evaluation,
            List<NamedPart> parts) {
        this.recordSource = recordSource;
        this.criteria = List.copyOf(criteria);
        this.mode = mode;
        this.searches = searches;
        this.evaluation = evaluation;
        this.parts = new ArrayList<>(parts);
        recordSearch = mode == Mode.REPEATED
                ? searches.of(recordSource, this.criteria)
                : new RecordSearch(recordSource, this.criteria);
    }

    /**
     * The searches of repeated evaluations, each of which narrows again and continues where the previous one stopped.
     */
    private static final class Searches {
        private static final int MAX_SEARCHES = 32;

        private final Map<List<Object>, RecordSearch> scans = new HashMap<>();

        RecordSearch of(RecordSource recordSource, List<RecordCondition> criteria) {
            List<Object> keys = criteria.stream().map(RecordCondition::key).toList();
            if (scans.size() == MAX_SEARCHES && !scans.containsKey(keys)) {
                scans.clear();
            }
            return scans.computeIfAbsent(keys, any -> new RecordSearch(recordSource, criteria));
        }
    }

    /** The searches of one evaluation of assertions that wait together; those of a failed one do not count. */
    private static final class Evaluation {
        private final List<RecordSearch> concluded = new ArrayList<>();
        private final List<LogRecord> navigated = new ArrayList<>();
        private final Set<Retry.Target> reaching = new LinkedHashSet<>();
        private boolean touched;

        void begins() {
            concluded.clear();
            navigated.clear();
        }
    }

    /** A named part of records that at least one of them should have. */
    public interface NamedPart {
        /** {@return the problem if records were read and none has the part, otherwise null} */
        @Nullable String missing();
    }

    public static NarrowedRecords of(RecordSource recordSource, List<RecordCondition> criteria) {
        return new NarrowedRecords(
                recordSource,
                criteria,
                recordSource.grows() ? Mode.WAITING : Mode.ONCE,
                new Searches(),
                null,
                List.of());
    }

    /** {@return a list's records, to be narrowed; the list itself if it is already of this type} */
    public static NarrowedRecords of(List<? extends LogRecord> list) {
        return list instanceof NarrowedRecords narrowed ? narrowed : of(RecordSource.of(list), List.of());
    }

    // --- narrowing

    /** {@return the records that meet one more condition} */
    public NarrowedRecords narrow(RecordCondition recordCondition) {
        return narrow(recordSource, recordCondition);
    }

    private NarrowedRecords narrow(RecordSource inSight, RecordCondition recordCondition) {
        List<RecordCondition> more = new ArrayList<>(criteria);
        more.add(recordCondition);
        NarrowedRecords narrowed = new NarrowedRecords(inSight, more, mode, searches, evaluation, parts);
        if (evaluation != null && inSight != recordSource) {
            evaluation.reaching.add(narrowed.recordSearch);
        }
        return narrowed;
    }

    /** Makes an assertion of absence fail unless one of the records that were read has the named part. */
    public void demand(NamedPart part) {
        parts.add(part);
    }

    /**
     * Returns the records of the containers with a name.
     *
     * @throws AssertionError if no container has that name; the message lists the known names
     */
    public NarrowedRecords from(String container) {
        return narrow(containers().called(container));
    }

    /**
     * Returns the records of a container, over all attempts to start it.
     *
     * @throws AssertionError if its logs are not captured; the message lists the captured containers
     */
    public NarrowedRecords from(ContainerState container) {
        return narrow(recordSource.reaching(container), containers().of(container));
    }

    /**
     * Returns the records of the containers of an image.
     *
     * @throws AssertionError if no container has that image; the message lists the known images
     */
    public NarrowedRecords fromImage(String image) {
        return narrow(containers().ofImage(image));
    }

    private ContainerLookup containers() {
        // The lookup is an assertion: it fails if no container has the name.
        touch();
        return new ContainerLookup(
                recordSource, waits() ? recordSource.settling().settle() : Duration.ZERO);
    }

    /**
     * {@return the conditions of these records that the others do not have}
     *
     * @throws IllegalArgumentException if these are not the others, narrowed
     */
    public List<RecordCondition> criteriaBeyond(NarrowedRecords others) {
        int common = others.criteria.size();
        if (criteria.size() < common || !criteria.subList(0, common).equals(others.criteria)) {
            throw new IllegalArgumentException("A lambda has returned other records than those that it got. Narrow its"
                    + " argument, and return that: it -> it.withLevel(ERROR)");
        }
        return criteria.subList(others.criteria.size(), criteria.size());
    }

    /** {@return the same records for an evaluation that does not wait} */
    public NarrowedRecords withoutWaiting() {
        return new NarrowedRecords(recordSource, criteria, Mode.ONCE, searches, evaluation, parts);
    }

    /**
     * Waits until assertions pass, which are evaluated whenever records have arrived. Absence in them is decided by the
     * usual rule, and only the evaluation that passes declares records as expected.
     *
     * @param timeout how long to wait
     * @param assertions asserts on these records; each evaluation continues where the previous one stopped, without
     *     explaining its failure
     */
    public void eventually(Duration timeout, Consumer<NarrowedRecords> assertions) {
        if (evaluation != null) {
            // The outer one waits, and concludes what these conclude.
            assertions.accept(this);
            return;
        }
        Evaluation trial = new Evaluation();
        NarrowedRecords repeated = new NarrowedRecords(recordSource, criteria, Mode.REPEATED, searches, trial, parts);
        Retry.Target reached = new ReachingTarget(recordSearch, trial.reaching);
        check(reached, ListKind.PRESENCE, timeout, Duration.ZERO, () -> trial.concluded, () -> {
            trial.begins();
            assertions.accept(repeated);
        });
        if (!trial.touched) {
            throw new AssertionError(
                    "eventually(…) asserts nothing: assert on the records that it passes to the lambda, as with isNotEmpty().");
        }
        trial.navigated.forEach(recordSource::navigatedTo);
    }

    /** Evaluates assertions once with an explanation of their failure; nothing that they read counts. */
    public void explain(Consumer<NarrowedRecords> assertions) {
        assertions.accept(new NarrowedRecords(recordSource, criteria, Mode.ONCE, searches, new Evaluation(), parts));
    }

    private void touch() {
        if (evaluation != null) {
            evaluation.touched = true;
        }
    }

    /** {@return whether a failure is final, so that it needs an explanation} */
    @Override
    public boolean explains() {
        return mode != Mode.REPEATED;
    }

    @Override
    public boolean isOfSeveral() {
        return recordSearch.captures().size() > 1;
    }

    private boolean waits() {
        return mode == Mode.WAITING;
    }

    /** {@return how long a failing assertion of this kind is retried} */
    @Override
    public Duration patience(ListKind kind) {
        return kind == ListKind.ABSENCE || !waits()
                ? Duration.ZERO
                : recordSource.settling().settle();
    }

    /** {@return how long an assertion of absence must stay true} */
    @Override
    public Duration quiet() {
        return recordSource.settling().absence();
    }

    public List<RecordCondition> criteria() {
        return criteria;
    }

    // --- evaluating

    /**
     * Evaluates an assertion: once if the result is final, otherwise again whenever records arrive, for as long as the
     * kind of assertion needs.
     *
     * @param kind the effect of more records on it
     * @param assertion throws an AssertionError if it is false for the current list
     * @throws AssertionError the last one, or one that says that the engine does not answer
     */
    @Override
    public void check(ListKind kind, Runnable assertion) {
        check(kind, patience(kind), quiet(), assertion);
    }

    /**
     * Does the same as {@link #check(ListKind, Runnable)}, with other times.
     *
     * @param patience how long a failing assertion is retried
     * @param quiet how long a passing assertion must stay true, unless it is one of presence
     */
    @Override
    public void check(ListKind kind, Duration patience, Duration quiet, Runnable assertion) {
        check(
                recordSearch,
                kind,
                patience,
                quiet,
                () -> kind == ListKind.PRESENCE ? List.of() : List.of(recordSearch),
                assertion);
    }

    private void check(
            Retry.Target target,
            ListKind kind,
            Duration patience,
            Duration quiet,
            Supplier<? extends Collection<? extends Retry.Target>> concluded,
            Runnable assertion) {
        touch();
        if (checking) {
            assertion.run();
            return;
        }
        checking = true;
        settled = false;
        Runnable whole = kind == ListKind.PRESENCE || parts.isEmpty()
                ? assertion
                : () -> {
                    assertion.run();
                    demandParts();
                };
        try {
            if (waits()) {
                new Retry(recordSource, target, concluded, unknown -> doubts = unknown, kind, patience, quiet, whole)
                        .decide();
            } else {
                recordSearch.refresh();
                if (evaluation != null && kind != ListKind.PRESENCE) {
                    evaluation.concluded.add(recordSearch);
                }
                whole.run();
                if (kind != ListKind.PRESENCE) {
                    demandAll(recordSource);
                }
            }
            settled = kind != ListKind.PRESENCE || !waits();
        } finally {
            checking = false;
        }
    }

    /** A saved log with gaps cannot prove absence. */
    static void demandAll(RecordSource list) {
        if (!list.gaps().isEmpty()) {
            throw new UndecidedError("not everything is known:\n  "
                    + list.gaps().stream().map(list.text()::plain).collect(Collectors.joining("\n  ")));
        }
    }

    @Override
    public void demandParts() {
        parts.forEach(NarrowedRecords::requirePart);
    }

    private static void requirePart(NamedPart part) {
        String missing = part.missing();
        if (missing != null) {
            throw new MissingPartError(missing);
        }
    }

    /** The failure if a test names a part that none of the records that were read has. */
    public static final class MissingPartError extends AssertionError {
        private static final long serialVersionUID = 1;

        MissingPartError(String message) {
            super(message);
        }
    }

    /**
     * The failure if it is not known whether an assertion is true: the engine does not answer, or the thread was
     * interrupted.
     */
    public static final class UndecidedError extends AssertionError {
        private static final long serialVersionUID = 1;

        UndecidedError(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    public void settle() {
        if (checking || settled) {
            return;
        }
        settled = true;
        if (waits() || evaluation != null || !recordSource.gaps().isEmpty()) {
            check(ListKind.EXACTLY, () -> {});
        } else {
            recordSearch.refresh();
        }
    }

    /** {@return whether {@link #check} is evaluating an assertion} */
    @Override
    public boolean isLookedAt() {
        return checking;
    }

    /** {@return the answer for the records as the last evaluation found them; nothing waits} */
    @Override
    public <T> T withoutLooking(Supplier<T> question) {
        boolean before = checking;
        checking = true;
        try {
            return question.get();
        } finally {
            checking = before;
        }
    }

    // --- the list

    @Override
    public LogRecord get(int index) {
        settle();
        return recordSearch.get(index);
    }

    @Override
    public int size() {
        settle();
        return (int) Math.min(recordSearch.count(), Integer.MAX_VALUE);
    }

    @Override
    public boolean isEmpty() {
        settle();
        return recordSearch.isEmpty();
    }

    /** Notes that the test has navigated to this record, so that {@code failOn} does not fail for it. */
    public void navigatedTo(LogRecord record) {
        touch();
        if (evaluation != null) {
            evaluation.navigated.add(record);
        } else {
            recordSource.navigatedTo(record);
        }
    }

    /** Notes that the test's assertion on this record failed. */
    public void leave(LogRecord record) {
        if (evaluation != null) {
            evaluation.navigated.remove(record);
        } else {
            recordSource.leave(record);
        }
    }

    /** {@return the current records; the list does not grow, and nothing waits} */
    public List<LogRecord> snapshot() {
        NarrowedRecords now = new NarrowedRecords(recordSource, criteria, Mode.ONCE, searches, null, List.of());
        now.settled = true;
        now.recordSearch.refresh();
        return Collections.unmodifiableList(now);
    }

    /**
     * Waits for the first of these records.
     *
     * @throws AssertionError if none arrives in time
     */
    public LogRecord await(Duration timeout) {
        try {
            check(ListKind.PRESENCE, timeout, Duration.ZERO, () -> {
                if (recordSearch.isEmpty()) {
                    throw new AssertionError();
                }
            });
        } catch (UndecidedError e) {
            throw new AssertionError(undecided("a record", e), e);
        } catch (AssertionError e) {
            throw new AssertionError(wrongNumber("a record", timeout).text(), e);
        }
        return recordSearch.get(0);
    }

    // --- in words

    /** {@return a record as one line} */
    public String line(LogRecord record) {
        return recordSource.text().line(record);
    }

    /** {@return a text of the test itself, with control characters made visible} */
    public String plain(String text) {
        return recordSource.text().plain(text);
    }

    /** {@return the first records as lines, and the number of the others} */
    public String lines(int most) {
        StringBuilder text = new StringBuilder();
        long count = recordSearch.count();
        if (!explains()) {
            return text.append(count).append(" records").toString();
        }
        for (LogRecord record : recordSearch.some(most)) {
            text.append(text.isEmpty() ? "" : "\n  ").append(line(record));
        }
        if (count > most) {
            text.append("\n  … and ").append(count - most).append(" more");
        }
        return text.toString();
    }

    /**
     * The difference between the expected and the found records, for a failure message.
     *
     * @param expected the expected value, in words, for a tool that shows the difference
     * @param actual the found value, in words
     * @param text the message
     */
    public record RecordDifference(String expected, String actual, String text) {}

    /** {@return why an assertion on the number of these records failed} */
    @Override
    public RecordDifference wrongNumber(String expected, Duration waited) {
        return new FailureExplanation(recordSource, criteria, recordSearch, doubts)
                .ofNumber(expected, waits() ? waited : Duration.ZERO);
    }

    /** {@return why it is not known whether an assertion on the number of these records is true} */
    @Override
    public String undecided(String expected, UndecidedError reason) {
        return new FailureExplanation(recordSource, criteria, recordSearch, doubts)
                .undecided(expected, reason.getMessage());
    }

    /** {@return why the assertions that failed last may be true, in words; empty if everything is known} */
    public String doubts() {
        return FailureExplanation.inWords(doubts);
    }

    /** {@return why another assertion on these records failed} */
    @Override
    public RecordDifference wrongContent(String failure) {
        return new FailureExplanation(recordSource, criteria, recordSearch, doubts).ofContent(failure);
    }

    /** {@return the text of a record} */
    public static RecordText textOf(LogRecord record) {
        return record instanceof StoredRecord stored ? stored.capture().text() : PlainRecordText.INSTANCE;
    }

    @Override
    public RecordText text() {
        return recordSource.text();
    }

    /**
     * {@return the records whose values a text about these may contain; empty in a repeated evaluation, whose text
     * nobody reads}
     */
    public List<LogRecord> behindTexts() {
        return explains() ? recordSearch.some(MAX_WITH_SECRETS) : List.of();
    }

    /** {@return the difference of a record that does not meet a condition} */
    public static RecordDifference difference(LogRecord record, RecordCondition recordCondition) {
        RecordText text = textOf(record);
        String expected = text.plain(recordCondition.words());
        String actual = recordCondition.difference(record, text);
        return new RecordDifference(
                expected,
                actual,
                "Expecting the record\n  " + text.line(record) + "\nto be one " + expected + ", but " + actual);
    }
}
