package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.query.Period;
import io.github.structuredlogs.internal.query.RecordSearch;
import io.github.structuredlogs.internal.query.RecordSource;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.StoredRecord;
import io.github.structuredlogs.internal.store.SyncOutcome;
import io.github.structuredlogs.internal.text.ContainerName;
import io.github.structuredlogs.internal.text.RecordText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/** The records of a scope, as the source of an assertion. */
record ScopeSource(Scopes scopes, Scope scope, Set<Scope.Belonging> wanted, List<ContainerState> reached, boolean minds)
        implements RecordSource {

    /** {@return the records with one of these relations to a scope} */
    static ScopeSource of(Scope scope, Scope.Belonging... wanted) {
        return new ScopeSource(scope.scopes, scope, EnumSet.copyOf(List.of(wanted)), List.of(), true);
    }

    /**
     * {@return a scope's records for {@code failOn}, which leaves those that may belong to another test to the class}
     */
    static ScopeSource ofGuard(Scope scope) {
        return new ScopeSource(scope.scopes, scope, EnumSet.of(Scope.Belonging.WHOLE), List.of(), false);
    }

    /** {@return a scope's own records, or those of the whole run} */
    static ScopeSource of(Scope scope, boolean run) {
        return run ? ofRun(scope) : of(scope, Scope.Belonging.BETWEEN, Scope.Belonging.WHOLE);
    }

    /** Whether it has the records of the whole run. */
    boolean isOfRun() {
        return wanted.isEmpty();
    }

    /** {@return the records of the whole run, as a scope sees them} */
    static ScopeSource ofRun(Scope scope) {
        return new ScopeSource(scope.scopes, scope, Set.of(), List.of(), false);
    }

    /** {@return the records with one of these relations to a scope, to be narrowed} */
    static NarrowedRecords records(Scope scope, Scope.Belonging... wanted) {
        return NarrowedRecords.of(of(scope, wanted), List.of());
    }

    /** The maximum number of records that are searched, so that a failing test does not take seconds longer. */
    private static final long MAX_SEARCHED = 200_000;

    @Override
    public List<SourcePart> portions() {
        if (wanted.isEmpty()) {
            return captures().stream()
                    .<SourcePart>map(SourcePart.WholeCapture::new)
                    .toList();
        }
        List<Capture> named = named();
        return captures().stream()
                .filter(capture -> scope.sees(capture) || named.contains(capture))
                .<SourcePart>map(capture -> new CapturedRecords(capture, scope, wanted, named.contains(capture)))
                .toList();
    }

    /** {@return the captures that the assertion has named by their containers' objects} */
    List<Capture> named() {
        return reached.stream()
                .flatMap(object -> scopes.captures().of(object).stream())
                .toList();
    }

    @Override
    public ScopeSource reaching(ContainerState container) {
        List<ContainerState> more = new ArrayList<>(reached);
        more.add(container);
        return new ScopeSource(scopes, scope, wanted, List.copyOf(more), minds);
    }

    @Override
    public boolean concerns(Capture capture) {
        return wanted.isEmpty() || scope.looksAt(capture) || named().contains(capture);
    }

    @Override
    public Period period() {
        return wanted.isEmpty() ? Period.ALWAYS : scope.period();
    }

    @Override
    public @Nullable String clockChange() {
        return wanted.isEmpty() ? null : scopes.captures().clockChange();
    }

    @Override
    public List<String> unseen() {
        return reached.stream()
                .filter(object -> {
                    String id = object.getContainerId();
                    return id != null && scopes.captures().withId(id) == null;
                })
                .map(object -> scopes.captures().of(object).stream()
                        .map(Capture::name)
                        .findFirst()
                        .orElse("its object"))
                .toList();
    }

    @Override
    public @Nullable RecordSource doubtful() {
        boolean mayBeOthers = minds
                && !wanted.isEmpty()
                && !wanted.contains(Scope.Belonging.SHARED)
                && (!reached.isEmpty()
                        || (scope instanceof TestScope test && !test.beside().isEmpty()));
        return mayBeOthers ? new ScopeSource(scopes, scope, EnumSet.of(Scope.Belonging.SHARED), reached, false) : null;
    }

    @Override
    public void said(Collection<String> unproven) {
        scope.said(unproven);
    }

    @Override
    public void leave(LogRecord record) {
        scope.leave(record);
    }

    @Override
    public List<Capture> captures() {
        return scopes.captures().list();
    }

    @Override
    public List<String> notCaptured() {
        return scopes.captures().notCaptured();
    }

    @Override
    public boolean looksAt(Capture capture) {
        return scope.ofClass().looksAt(capture);
    }

    @Override
    public List<Capture> capturesOf(ContainerState container) {
        List<Capture> captures = scopes.captures().of(container);
        if (scope instanceof TestScope test) {
            captures.forEach(capture -> scopes.ownership().ask(capture, test));
        }
        return captures;
    }

    @Override
    public Set<String> names() {
        return captures().stream()
                .filter(capture -> wanted.isEmpty() || looksAt(capture))
                .map(Capture::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public @Nullable String classOf(String container) {
        return captures().stream()
                .filter(capture -> ContainerName.isCalled(capture.name(), container))
                .map(scopes.ownership()::classOf)
                .filter(Objects::nonNull)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    @Override
    public String words() {
        return wanted.isEmpty() ? "the run" : scope.words();
    }

    @Override
    public Settling settling() {
        return scope.settling();
    }

    @Override
    public RecordText text() {
        return scopes.text();
    }

    @Override
    public @Nullable Path file() {
        return scope.file();
    }

    @Override
    public long seen() {
        return scopes.captures().arrivalSignal().seen();
    }

    @Override
    public boolean await(long seen, Duration timeout) throws InterruptedException {
        return scopes.captures().arrivalSignal().await(seen, timeout);
    }

    @Override
    public SyncOutcome sync(Collection<Capture> captures) {
        return scopes.captures().sync(captures, scope.settling().bound());
    }

    @Override
    public void navigatedTo(LogRecord record) {
        scope.navigatedTo(record);
    }

    @Override
    public @Nullable String elsewhere(List<RecordCondition> criteria) {
        if (wanted.isEmpty()) {
            return null;
        }
        if (captures().stream().mapToLong(Capture::size).sum() > MAX_SEARCHED) {
            return null;
        }
        String before = beforeTheFirstTest(criteria);
        if (before != null) {
            return before;
        }
        RecordSearch run = found(ofRun(scope), criteria);
        long count = run.count();
        if (count == 0 || !(run.get(count - 1) instanceof StoredRecord last)) {
            return null;
        }
        boolean isShared =
                scope.sees(last.capture()) && scope.belonging(last.capture(), last.index()) == Scope.Belonging.SHARED;
        return (count == 1 ? "1 such record is" : count + " such records are") + " in the run, but not in "
                + scope.words() + (count == 1 ? ":" : ", the last one:") + "\n  "
                + text().line(last).strip()
                + (isShared
                        ? "\nIt arrived while several tests ran, so its test is not known; send"
                                + " logs.traceparent() with each test's requests."
                        : "\nlogs.all() shows what other tests have logged.");
    }

    private static RecordSearch found(ScopeSource source, List<RecordCondition> criteria) {
        RecordSearch recordSearch = new RecordSearch(source, criteria);
        recordSearch.refresh();
        return recordSearch;
    }

    /**
     * Explains that a container's start-up records belong to the class, which surprises a reader who searches for them
     * in the first test.
     */
    private @Nullable String beforeTheFirstTest(List<RecordCondition> criteria) {
        ScopeBoundary first = scope instanceof TestScope test ? test.ofClass().firstTest() : null;
        if (first == null) {
            return null;
        }
        List<RecordCondition> early = new ArrayList<>(criteria);
        early.add(RecordConditions.matching(
                "before the first test",
                record -> record instanceof StoredRecord stored && !first.isBefore(stored.capture(), stored.index())));
        RecordSearch found = found(of(scope.ofClass(), Scope.Belonging.WHOLE), early);
        long count = found.count();
        return count == 0
                ? null
                : (count == 1
                                ? "1 record before the first test matches"
                                : count + " records before the first test match")
                        + ": logs.all()\n  "
                        + text().line(found.get(count - 1)).strip();
    }

    @Override
    public boolean grows() {
        return true;
    }

    /** Those of a capture that stand to a scope as is asked, be it that only its container's name leads to it. */
    private record CapturedRecords(Capture capture, Scope scope, Set<Scope.Belonging> wanted, boolean isNamed)
            implements SourcePart.InCapture {

        /** Written out: a record's own makes a fresh JVM compose it of method handles, for some 20 ms. */
        @Override
        public boolean equals(Object other) {
            return other instanceof CapturedRecords records
                    && capture.equals(records.capture)
                    && scope.equals(records.scope)
                    && wanted.equals(records.wanted)
                    && isNamed == records.isNamed;
        }

        @Override
        public int hashCode() {
            return capture.hashCode();
        }

        @Override
        public long from() {
            return scope.from(capture);
        }

        @Override
        public boolean includesAll() {
            return wanted.contains(Scope.Belonging.WHOLE)
                    && (!isNamed || scope.sees(capture))
                    && scope.ownsAll(capture);
        }

        @Override
        public boolean includes(long index) {
            return wanted.contains(isNamed ? scope.belongingOfNamed(capture, index) : scope.belonging(capture, index));
        }

        @Override
        public boolean endsBefore(long index) {
            return scope instanceof TestScope test && test.isPast(capture, capture.observedNanos(index));
        }
    }
}
