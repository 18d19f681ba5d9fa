package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.internal.otlp.Rejection;
import io.github.structuredlogs.internal.query.ItemSource;
import io.github.structuredlogs.internal.query.RecordSource;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Series;
import io.github.structuredlogs.internal.store.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The spans or measurements of a scope, as the source of an assertion.
 *
 * @param <T> the type of the items
 */
abstract class ScopeItems<T> implements ItemSource<T> {

    final ScopeSource sight;
    final Scope scope;
    final boolean run;

    ScopeItems(ScopeSource sight) {
        this.sight = sight;
        scope = sight.scope();
        run = sight.isOfRun();
    }

    @Override
    public RecordSource recordSource() {
        return sight;
    }

    abstract Series<T> items(Telemetry telemetry);

    /** Says whether an item of a capture belongs to the scope. */
    abstract boolean belongs(Capture capture, T item, long observedNanos);

    @Override
    public List<ItemPart<T>> parts() {
        List<Capture> named = sight.named();
        return sight.captures().stream()
                .filter(capture -> run || scope.sees(capture) || named.contains(capture))
                .<ItemPart<T>>map(CapturedItems::new)
                .toList();
    }

    @Override
    public @Nullable String elsewhere(Predicate<T> wanted) {
        if (run) {
            return null;
        }
        T last = null;
        int count = 0;
        for (Capture capture : sight.captures()) {
            for (T item : items(capture.telemetry()).list()) {
                if (wanted.test(item)) {
                    last = item;
                    count++;
                }
            }
        }
        if (last == null) {
            return null;
        }
        return (count == 1 ? "1 such " + noun() + " is" : count + " such " + noun() + "s are")
                + " in the run, but not in "
                + scope.words() + (count == 1 ? ":" : ", the last one:") + "\n  " + line(last)
                + (belongs().isEmpty() ? "" : "\n" + belongs())
                + "\nlogs.all() shows what the whole run has.";
    }

    private final class CapturedItems implements ItemPart<T> {
        private final Capture capture;
        private final Series<T> items;

        CapturedItems(Capture capture) {
            this.capture = capture;
            items = items(capture.telemetry());
        }

        @Override
        public Capture capture() {
            return capture;
        }

        @Override
        public int size() {
            return items.size();
        }

        @Override
        public T get(int index) {
            return items.get(index);
        }

        @Override
        public boolean includes(int index) {
            return run || belongs(capture, items.get(index), items.observedNanos(index));
        }

        @Override
        public @Nullable String missing() {
            Telemetry telemetry = capture.telemetry();
            Map<Rejection, Integer> rejections = telemetry.rejections();
            if (rejections.isEmpty() || !(run || scope.contains(capture, telemetry.lastRejected()))) {
                return null;
            }
            StringJoiner words = new StringJoiner(", ", sight.text().plain(capture.name()) + ": ", "");
            rejections.forEach((reason, number) -> words.add(number + " times " + reason.words()));
            return words.toString();
        }

        @Override
        public @Nullable String onItsWay(boolean watched) {
            Telemetry telemetry = capture.telemetry();
            if (!telemetry.maySend()) {
                return null;
            }
            String name = sight.text().plain(capture.name());
            if (!watched) {
                return name + " sends by OTLP, so that a " + noun()
                        + " may still be on its way: staysEmpty(Duration) waits for it";
            }
            return telemetry.isHeard() || !telemetry.spans().list().isEmpty()
                    ? null
                    : name + " has sent nothing by OTLP in this run, so that nobody knows whether it would:"
                            + " narrow with from(…) to those that do";
        }
    }
}
