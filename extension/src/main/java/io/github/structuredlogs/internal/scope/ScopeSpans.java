package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.query.ItemSource;
import io.github.structuredlogs.internal.query.ItemText;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Series;
import io.github.structuredlogs.internal.store.Telemetry;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/** The spans of a scope: those of the traces that its test began and that its own records name. */
class ScopeSpans extends ScopeItems<Span> {

    /** The spans that arrived in the time of a scope, whoever they belong to. */
    static final class OfItsTime extends ScopeSpans {
        OfItsTime(Scope scope) {
            super(ScopeSource.of(scope, false));
        }

        /** They are told by their time, whatever records name. */
        @Override
        public boolean refresh() {
            return false;
        }

        @Override
        boolean belongs(Capture capture, Span span, long observedNanos) {
            return scope.contains(capture, observedNanos);
        }
    }

    /**
     * The spans that arrived in the time of a test, and whose trace is nobody's as far as is known. They may belong to the
     * test if other tests ran too, or if no span of a trace of the test has come.
     */
    private static final class Nobodys extends ScopeSpans {
        private final ScopeSpans own;

        Nobodys(ScopeSpans own) {
            super(own.sight);
            this.own = own;
        }

        @Override
        public @Nullable ItemSource<Span> doubtful() {
            return null;
        }

        @Override
        boolean belongs(Capture capture, Span span, long observedNanos) {
            TraceId trace = TraceId.of(span.traceId());
            return scope.contains(capture, observedNanos)
                    && !own.traces().contains(span.traceId())
                    && (trace == null || !scope.scopes.isTraceOfATest(trace));
        }
    }

    private final Set<String> traces = new HashSet<>();
    private final Set<TraceId> named = new HashSet<>();
    private final Map<Capture, Long> looked = new HashMap<>();

    /** Whether the records were not looked at, because there was no span that they could name. */
    private boolean unread;

    ScopeSpans(ScopeSource sight) {
        super(sight);
    }

    @Override
    public ItemSource<Span> reaching(ContainerState container) {
        return new ScopeSpans(sight.reaching(container));
    }

    @Override
    public String noun() {
        return "span";
    }

    @Override
    public String belongs() {
        return run
                ? ""
                : "A test's spans are those of the trace that logs.traceparent() began and of the traces that its own"
                        + " records name.";
    }

    @Override
    public boolean refresh() {
        if (run) {
            return false;
        }
        int known = traces.size();
        if (scope instanceof TestScope test) {
            traces.addAll(test.traces());
        }
        unread = sight.captures().stream()
                .allMatch(capture -> items(capture.telemetry()).size() == 0);
        if (!unread) {
            addTraces();
        }
        return traces.size() != known;
    }

    private void addTraces() {
        for (SourcePart sourcePart : sight.portions()) {
            Capture capture = sourcePart.capture();
            if (capture != null) {
                addTraces(capture, sourcePart);
            }
        }
    }

    private void addTraces(Capture capture, SourcePart sourcePart) {
        long size = sourcePart.size();
        for (long index = looked.getOrDefault(capture, sourcePart.from()); index < size; index++) {
            TraceId trace = capture.traceId(index);
            if (trace != null && !named.contains(trace) && sourcePart.includes(index)) {
                named.add(trace);
                traces.add(trace.toString());
            } else if (isAfterIt(capture, index)) {
                break;
            }
        }
        looked.put(capture, size);
    }

    /** Says whether neither this record nor a later one can name a trace of the scope that its test has not begun itself. */
    private boolean isAfterIt(Capture capture, long index) {
        return scope instanceof TestScope test && test.isAfterItsTime(capture, capture.observedNanos(index));
    }

    @Override
    public @Nullable ItemSource<Span> doubtful() {
        return !run && (!sight.named().isEmpty() || ranBesideOthers() || hasNoSpan()) ? new Nobodys(this) : null;
    }

    private boolean ranBesideOthers() {
        return scope instanceof TestScope test && !test.beside().isEmpty();
    }

    /** Says whether no span of the scope's traces has come: its requests may have been given other traces. */
    private boolean hasNoSpan() {
        Set<String> own = traces();
        return sight.captures().stream()
                .flatMap(capture -> items(capture.telemetry()).list().stream())
                .noneMatch(span -> own.contains(span.traceId()));
    }

    @Override
    public boolean isOfNoTrace() {
        return !ranBesideOthers() && hasNoSpan();
    }

    @Override
    boolean belongs(Capture capture, Span span, long observedNanos) {
        return traces().contains(span.traceId());
    }

    private Set<String> traces() {
        if (unread) {
            // The first span has come since.
            unread = false;
            addTraces();
        }
        return traces;
    }

    @Override
    Series<Span> items(Telemetry telemetry) {
        return telemetry.spans();
    }

    @Override
    public Instant time(Span span) {
        return span.start();
    }

    @Override
    public @Nullable String container(Span span) {
        return span.container();
    }

    @Override
    public String line(Span span) {
        return ItemText.line(span, sight.text());
    }
}
