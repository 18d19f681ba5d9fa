package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.CapturedMetrics;
import io.github.structuredlogs.CapturedSpans;
import io.github.structuredlogs.ContainerStats;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.assertj.CapturedMetricsAssert;
import io.github.structuredlogs.assertj.CapturedSpansAssert;
import io.github.structuredlogs.assertj.Narrowing;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.NarrowedRecords;
import io.github.structuredlogs.internal.query.RecordSource;
import io.github.structuredlogs.internal.store.Capture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.ContainerState;

/** The records of the scope in which it is used. */
final class LogsView implements CapturedLogs {

    private final Scopes scopes;
    private final Supplier<Scope> scope;
    private final boolean run;
    private final List<RecordCondition> criteria;
    private final List<ContainerState> objects;

    /**
     * Creates a view of all records of a scope.
     *
     * @param scope returns the scope whenever the view is used
     */
    LogsView(Scopes scopes, Supplier<Scope> scope) {
        this(scopes, scope, false, List.of(), List.of());
    }

    private LogsView(
            Scopes scopes,
            Supplier<Scope> scope,
            boolean run,
            List<RecordCondition> criteria,
            List<ContainerState> objects) {
        this.scopes = scopes;
        this.scope = scope;
        this.run = run;
        this.criteria = List.copyOf(criteria);
        this.objects = List.copyOf(objects);
    }

    /** {@return what gives the scope whenever the view is used} */
    Supplier<Scope> scope() {
        return scope;
    }

    private NarrowedRecords resolved() {
        Scope now = scope.get();
        RecordSource recordSource =
                run ? ScopeSource.ofRun(now) : ScopeSource.of(now, Scope.Belonging.BETWEEN, Scope.Belonging.WHOLE);
        for (ContainerState object : objects) {
            recordSource = recordSource.reaching(object);
        }
        return NarrowedRecords.of(recordSource, criteria);
    }

    @Override
    public CapturedLogs all() {
        return new LogsView(scopes, scope, true, criteria, objects);
    }

    @Override
    public CapturedLogs from(ContainerState container) {
        List<ContainerState> more = new ArrayList<>(objects);
        more.add(container);
        return narrowed(more, records -> records.from(container));
    }

    @Override
    public CapturedLogs from(String container) {
        return narrowed(objects, records -> records.from(container));
    }

    private CapturedLogs narrowed(List<ContainerState> reached, UnaryOperator<NarrowedRecords> narrowing) {
        try {
            return new LogsView(scopes, scope, run, narrowing.apply(resolved()).criteria(), reached);
        } catch (AssertionError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public List<LogRecord> records() {
        NarrowedRecords records = resolved();
        records.settle();
        return records.snapshot();
    }

    @Override
    public LogRecord await(Duration timeout, Predicate<? super LogRecord> condition) {
        NarrowedRecords records =
                resolved().narrow(RecordConditions.matching("that meet the given condition", condition));
        return records.await(timeout);
    }

    @Override
    public String traceparent() {
        TraceId trace = TraceId.fresh();
        if (scope.get() instanceof TestScope test) {
            test.trace(trace);
        }
        return trace.traceparent();
    }

    @Override
    public CapturedSpans spans() {
        return new CapturedSpans() {
            private NarrowedItems<Span> spans() {
                return narrowed(NarrowedItems.of(new ScopeSpans(scope.get(), run)));
            }

            @Override
            public List<Span> list() {
                return spans().settled();
            }

            @Override
            public CapturedSpansAssert assertThat() {
                return new CapturedSpansAssert(spans());
            }
        };
    }

    @Override
    public CapturedMetrics metrics() {
        return new CapturedMetrics() {
            private NarrowedItems<MetricPoint> points() {
                return narrowed(NarrowedItems.of(new ScopePoints(scope.get(), run)));
            }

            @Override
            public List<MetricPoint> list() {
                return points().settled();
            }

            @Override
            public CapturedMetricsAssert assertThat() {
                return new CapturedMetricsAssert(points());
            }
        };
    }

    @Override
    public ContainerStats stats(ContainerState container) {
        return stats(records -> records.from(container));
    }

    @Override
    public ContainerStats stats(String container) {
        return stats(records -> records.from(container));
    }

    private ContainerStats stats(UnaryOperator<NarrowedRecords> narrowing) {
        NarrowedRecords records;
        try {
            records = narrowing.apply(resolved());
        } catch (AssertionError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        List<Capture> captures = scopes.captures().list().stream()
                .filter(capture -> records.criteria().stream()
                        .allMatch(each -> !(each instanceof RecordCondition.OnContainer of) || of.test(capture)))
                .toList();
        return ScopeStats.of(scope.get(), captures, run);
    }

    private <T> NarrowedItems<T> narrowed(NarrowedItems<T> all) {
        NarrowedItems<T> items = all;
        for (RecordCondition recordCondition : criteria) {
            if (recordCondition instanceof RecordCondition.OnContainer container) {
                items = items.from(container);
            }
        }
        return items;
    }

    @Override
    public void expect(Narrowing narrowing) {
        scope.get().expect(expectation(narrowing, false));
    }

    @Override
    public void expectAtLeastOne(Narrowing narrowing) {
        scope.get().expect(expectation(narrowing, true));
    }

    private Expectation expectation(Narrowing narrowing, boolean required) {
        CapturedLogsAssert records =
                new CapturedLogsAssert(NarrowedRecords.of(new RecordSource.OfFuture(scopes.captures()), criteria));
        List<RecordCondition> expected = new ArrayList<>();
        narrowing.narrow(records).matches(list -> {
            expected.addAll(NarrowedRecords.of(list).criteria());
            return true;
        });
        return new Expectation(expected, required);
    }

    @Override
    public CapturedLogsAssert assertThat() {
        return new CapturedLogsAssert(resolved());
    }
}
