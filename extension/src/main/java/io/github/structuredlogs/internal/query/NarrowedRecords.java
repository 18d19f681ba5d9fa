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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * The records that meet some conditions, as a list that an assertion looks at.
 *
 * <p>It stands still between two looks. {@link #check} looks as often as the kind of assertion asks for; whoever reads
 * the list outside of it gets what there is once {@link Settling#absence} has passed and the engine was asked, so that
 * records which were written before are there.
 */
public final class NarrowedRecords extends AbstractList<LogRecord> implements SettlingList<LogRecord> {

    /** What records that arrive later may do to an assertion. */
    public enum ListKind {
        /** They can only make it hold: there is at least one. */
        PRESENCE,
        /** They can only make it fail: there is none. */
        ABSENCE,
        /** They can do either: there is exactly one. */
        EXACTLY
    }

    private enum Mode {
        WAITING,
        ONCE,
        REPEATED
    }

    /** As many are asked for the secrets that they hold, so that a failure does not take seconds longer. */
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

    /** The searches of repeated looks, each of which narrows anew and goes on where the one before it has stopped. */
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

    /** What one evaluation of assertions that wait together has looked at; of one that did not hold nothing counts. */
    private static final class Evaluation {
        private final List<RecordSearch> concluded = new ArrayList<>();
        private final List<LogRecord> navigated = new ArrayList<>();
        private boolean touched;

        void begins() {
            concluded.clear();
            navigated.clear();
        }
    }

    /** A part of the records that the test has named, which at least one of them should have. */
    public interface NamedPart {
        /** {@return what is wrong if records were looked at and none has it, null if nothing is} */
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

    /** {@return a list's records, to be narrowed; the list itself if it is one of these already} */
    public static NarrowedRecords of(List<? extends LogRecord> list) {
        return list instanceof NarrowedRecords narrowed ? narrowed : of(RecordSource.of(list), List.of());
    }

    // --- narrowing

    /** {@return those of these records that meet one more condition} */
    public NarrowedRecords narrow(RecordCondition recordCondition) {
        return narrow(recordSource, recordCondition);
    }

    private NarrowedRecords narrow(RecordSource inSight, RecordCondition recordCondition) {
        touch();
        List<RecordCondition> more = new ArrayList<>(criteria);
        more.add(recordCondition);
        return new NarrowedRecords(inSight, more, mode, searches, evaluation, parts);
    }

    /** Makes an assertion that no record has something fail unless one of those looked at has the part that it names. */
    public void demand(NamedPart part) {
        parts.add(part);
    }

    /**
     * Those of these records that a container with a name has logged.
     *
     * @throws AssertionError if no container has that name, with the names that there are
     */
    public NarrowedRecords from(String container) {
        return narrow(containers().called(container));
    }

    /**
     * Those of these records that a container has logged, over all attempts to start it.
     *
     * @throws AssertionError if its logs are not captured, with the names of those that are
     */
    public NarrowedRecords from(ContainerState container) {
        return narrow(recordSource.reaching(container), containers().of(container));
    }

    private ContainerLookup containers() {
        return new ContainerLookup(
                recordSource, waits() ? recordSource.settling().settle() : Duration.ZERO);
    }

    /** {@return the conditions that these records meet and that others are not asked for} */
    public List<RecordCondition> criteriaBeyond(NarrowedRecords others) {
        return criteria.subList(others.criteria.size(), criteria.size());
    }

    /** {@return the same records for a look that does not wait} */
    public NarrowedRecords withoutWaiting() {
        return new NarrowedRecords(recordSource, criteria, Mode.ONCE, searches, evaluation, parts);
    }

    /**
     * Waits until assertions hold, which are evaluated whenever records have arrived. What they conclude to be absent is
     * decided as any absence is, and only the evaluation that holds declares records as expected.
     *
     * @param timeout for how long
     * @param assertions makes them on these records; each evaluation goes on where the one before it has stopped, and
     *     nobody asks why it failed
     */
    public void eventually(Duration timeout, Consumer<NarrowedRecords> assertions) {
        Evaluation outer = evaluation;
        if (outer != null) {
            check(ListKind.PRESENCE, timeout, Duration.ZERO, () -> assertions.accept(this));
            return;
        }
        Evaluation trial = new Evaluation();
        NarrowedRecords repeated = new NarrowedRecords(recordSource, criteria, Mode.REPEATED, searches, trial, parts);
        check(ListKind.PRESENCE, timeout, Duration.ZERO, () -> trial.concluded, () -> {
            trial.begins();
            assertions.accept(repeated);
        });
        if (!trial.touched) {
            throw new AssertionError(
                    "eventually(…) asserts nothing: assert on the records that it passes to the lambda.");
        }
        trial.navigated.forEach(recordSource::navigatedTo);
    }

    /** Makes assertions once, so that one that fails says why; nothing that they look at counts. */
    public void explain(Consumer<NarrowedRecords> assertions) {
        assertions.accept(new NarrowedRecords(recordSource, criteria, Mode.ONCE, searches, new Evaluation(), parts));
    }

    private void touch() {
        if (evaluation != null) {
            evaluation.touched = true;
        }
    }

    /** {@return whether a failure is final, so that its reasons are worth telling} */
    @Override
    public boolean explains() {
        return mode != Mode.REPEATED;
    }

    private boolean waits() {
        return mode == Mode.WAITING;
    }

    /** {@return for how long an assertion of a kind that fails is tried again} */
    @Override
    public Duration patience(ListKind kind) {
        return kind == ListKind.ABSENCE || !waits()
                ? Duration.ZERO
                : recordSource.settling().settle();
    }

    /** {@return for how long an assertion that something is absent must hold} */
    @Override
    public Duration quiet() {
        return recordSource.settling().absence();
    }

    public List<RecordCondition> criteria() {
        return criteria;
    }

    // --- looking

    /**
     * Makes an assertion: once if that is conclusive, else again whenever records arrive, for as long as the kind of
     * assertion asks for.
     *
     * @param kind what more records may do to it
     * @param assertion throws an AssertionError if it does not hold for the list as it is
     * @throws AssertionError the last one, or one that says that the engine does not answer
     */
    @Override
    public void check(ListKind kind, Runnable assertion) {
        check(kind, patience(kind), quiet(), assertion);
    }

    /**
     * As {@link #check(ListKind, Runnable)}, for other times.
     *
     * @param patience for how long one that fails is tried again
     * @param quiet for how long one that holds must go on to hold, unless it is one of presence
     */
    @Override
    public void check(ListKind kind, Duration patience, Duration quiet, Runnable assertion) {
        check(kind, patience, quiet, () -> kind == ListKind.PRESENCE ? List.of() : List.of(recordSearch), assertion);
    }

    private void check(
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
                    parts.forEach(NarrowedRecords::requirePart);
                };
        try {
            if (waits()) {
                new Retry(
                                recordSource,
                                recordSearch,
                                concluded,
                                unknown -> doubts = unknown,
                                kind,
                                patience,
                                quiet,
                                whole)
                        .decide();
            } else {
                recordSearch.refresh();
                if (evaluation != null && kind != ListKind.PRESENCE) {
                    evaluation.concluded.add(recordSearch);
                }
                whole.run();
            }
            settled = kind != ListKind.PRESENCE || !waits();
        } finally {
            checking = false;
        }
    }

    private static void requirePart(NamedPart part) {
        String missing = part.missing();
        if (missing != null) {
            throw new MissingPartError(missing);
        }
    }

    /** Thrown where a test has named a part that no record has which was looked at. */
    public static final class MissingPartError extends AssertionError {
        private static final long serialVersionUID = 1;

        MissingPartError(String message) {
            super(message);
        }
    }

    /** Thrown where nobody can say whether an assertion holds: the engine does not answer, or the thread shall stop. */
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
        if (waits() || evaluation != null) {
            check(ListKind.EXACTLY, () -> {});
        } else {
            recordSearch.refresh();
        }
    }

    /** {@return whether {@link #check} is making an assertion} */
    @Override
    public boolean isLookedAt() {
        return checking;
    }

    /** {@return what is found in the records as the last look has found them; nothing waits} */
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

    /** Notes that the test has looked at this very record, so that the guard does not fail for it. */
    public void navigatedTo(LogRecord record) {
        touch();
        if (evaluation != null) {
            evaluation.navigated.add(record);
        } else {
            recordSource.navigatedTo(record);
        }
    }

    /** Notes that what the test has asserted of this very record does not hold. */
    public void leave(LogRecord record) {
        if (evaluation != null) {
            evaluation.navigated.remove(record);
        } else {
            recordSource.leave(record);
        }
    }

    /** {@return the records as they are now; the list does not grow, and nothing waits} */
    public List<LogRecord> snapshot() {
        NarrowedRecords now = new NarrowedRecords(recordSource, criteria, Mode.ONCE, searches, null, List.of());
        now.settle();
        return Collections.unmodifiableList(now);
    }

    /**
     * Waits for the first of these records.
     *
     * @throws AssertionError if none comes in time
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

    /** {@return a text of the test's own, with control characters made visible} */
    public String plain(String text) {
        return recordSource.text().plain(text);
    }

    /** {@return the first of these records as lines, and how many more there are} */
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
     * What is wrong, for a failure message.
     *
     * @param expected what is expected, in words, for a tool that shows the difference
     * @param actual what was found instead, in words
     * @param text the message
     */
    public record RecordDifference(String expected, String actual, String text) {}

    /** {@return why an assertion on the number of these records failed} */
    @Override
    public RecordDifference wrongNumber(String expected, Duration waited) {
        return new FailureExplanation(recordSource, criteria, recordSearch, doubts)
                .ofNumber(expected, waits() ? waited : Duration.ZERO);
    }

    /** {@return why nobody can say whether an assertion on the number of these records holds} */
    @Override
    public String undecided(String expected, UndecidedError reason) {
        return new FailureExplanation(recordSource, criteria, recordSearch, doubts)
                .undecided(expected, reason.getMessage());
    }

    /** {@return why another assertion on these records failed} */
    @Override
    public RecordDifference wrongContent(String failure) {
        return new FailureExplanation(recordSource, criteria, recordSearch, doubts).ofContent(failure);
    }

    /** {@return how a record is shown} */
    public static RecordText textOf(LogRecord record) {
        return record instanceof StoredRecord stored ? stored.capture().text() : PlainRecordText.INSTANCE;
    }

    /** {@return how these records are shown} */
    public RecordText text() {
        return recordSource.text();
    }

    /** {@return records whose values a text about these may hold; none in a look that is repeated, as nobody reads its text} */
    public List<LogRecord> behindTexts() {
        return explains() ? recordSearch.some(MAX_WITH_SECRETS) : List.of();
    }

    /** {@return how a record differs that does not meet a condition} */
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
