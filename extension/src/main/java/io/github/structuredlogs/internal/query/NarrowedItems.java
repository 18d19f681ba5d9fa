package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.condition.ItemCondition;
import io.github.structuredlogs.internal.condition.RecordCondition;
import io.github.structuredlogs.internal.query.NarrowedRecords.ListKind;
import io.github.structuredlogs.internal.query.NarrowedRecords.RecordDifference;
import io.github.structuredlogs.internal.query.NarrowedRecords.UndecidedError;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/**
 * The spans or measurements that meet some conditions, as a list for assertions. Assertions wait and retry as with
 * {@link NarrowedRecords}, because the items arrive in the same way.
 *
 * @param <T> the type of the items
 */
public final class NarrowedItems<T> extends AbstractList<T> implements SettlingList<T> {

    private static final int MAX_FOUND = 5;
    private static final int MAX_NEAR = 3;
    private static final int MAX_CONTAINERS = 8;
    private static final int MAX_COMPARED = 20_000;
    private static final int MAX_LINES = 40;
    private static final int MAX_LINE_LENGTH = 400;

    private final ItemSource<T> source;
    private final List<RecordCondition.OnContainer> containers;
    private final List<ItemCondition<T>> conditions;
    private final boolean waits;
    private final boolean explains;

    /** What assertions that wait together have looked at; null for others. */
    private final @Nullable ItemEvaluation<T> evaluation;

    private final ItemSearch itemSearch = new ItemSearch();
    private boolean checking;
    private boolean settled;
    private boolean watching;

    /** What one evaluation of assertions that wait together concludes to be absent, and whether it asserts anything. */
    private static final class ItemEvaluation<T> {
        private final List<NarrowedItems<T>.ItemSearch> concluded = new ArrayList<>();
        private final Set<Retry.Target> reaching = new LinkedHashSet<>();
        private boolean touched;
    }

    private NarrowedItems(
            ItemSource<T> source,
            List<RecordCondition.OnContainer> containers,
            List<ItemCondition<T>> conditions,
            boolean waits,
            boolean explains,
            @Nullable ItemEvaluation<T> evaluation) {
        this.source = source;
        this.containers = List.copyOf(containers);
        this.conditions = List.copyOf(conditions);
        this.waits = waits;
        this.explains = explains;
        this.evaluation = evaluation;
    }

    /** {@return all items of a source, to be narrowed} */
    public static <T> NarrowedItems<T> of(ItemSource<T> source) {
        return new NarrowedItems<>(
                source, List.of(), List.of(), source.recordSource().grows(), true, null);
    }

    /** {@return the items of a list, to be narrowed; the list itself if it is already of this type} */
    @SuppressWarnings("unchecked") // the elements are only read
    public static <T> NarrowedItems<T> of(List<? extends T> list, Supplier<? extends ItemSource<T>> source) {
        return list instanceof NarrowedItems<?> narrowed ? (NarrowedItems<T>) narrowed : of(source.get());
    }

    // --- narrowing

    /** {@return the items that meet one more condition} */
    public NarrowedItems<T> narrow(ItemCondition<T> condition) {
        List<ItemCondition<T>> more = new ArrayList<>(conditions);
        more.add(condition);
        return new NarrowedItems<>(source, containers, more, waits, explains, evaluation);
    }

    /**
     * Returns the items of the containers with a name.
     *
     * @throws AssertionError if no container has that name; the message lists the known names
     */
    public NarrowedItems<T> from(String container) {
        return narrow(source, wanted().called(container), container);
    }

    /**
     * Returns the items of a container, over all attempts to start it.
     *
     * @throws AssertionError if its logs are not captured; the message lists the captured containers
     */
    public NarrowedItems<T> from(ContainerState container) {
        return narrow(source.reaching(container), wanted().of(container), null);
    }

    /** {@return the items of containers that meet a condition} */
    public NarrowedItems<T> from(RecordCondition.OnContainer container) {
        return narrow(source, container, null);
    }

    private ContainerLookup wanted() {
        return new ContainerLookup(
                source.recordSource(), waits ? source.recordSource().settling().settle() : Duration.ZERO);
    }

    private void touch() {
        if (evaluation != null) {
            evaluation.touched = true;
        }
    }

    private NarrowedItems<T> narrow(ItemSource<T> inSight, RecordCondition container, @Nullable String name) {
        touch();
        List<RecordCondition.OnContainer> more = new ArrayList<>(containers);
        List<ItemCondition<T>> all = new ArrayList<>(conditions);
        if (container instanceof RecordCondition.OnContainer onContainer) {
            more.add(onContainer);
        }
        all.add(new ItemCondition<>(
                container.words(),
                item -> source.recordSource().grows() || name == null || Objects.equals(source.container(item), name),
                (item, values) -> "it is from " + source.container(item)));
        NarrowedItems<T> narrowed = new NarrowedItems<>(inSight, more, all, waits, explains, evaluation);
        if (evaluation != null && inSight != source) {
            evaluation.reaching.add(narrowed.itemSearch);
        }
        return narrowed;
    }

    /** {@return the same items for an evaluation that does not wait} */
    public NarrowedItems<T> withoutWaiting() {
        return new NarrowedItems<>(source, containers, conditions, false, explains, null);
    }

    /**
     * Waits until assertions hold, which are evaluated whenever something has arrived. What they conclude to be absent is
     * decided as any absence is.
     *
     * @param timeout for how long
     * @param assertions makes them on these; nobody asks why one of the evaluations failed
     */
    public void eventually(Duration timeout, Consumer<NarrowedItems<T>> assertions) {
        if (evaluation != null) {
            // The outer one waits, and concludes what these conclude.
            assertions.accept(this);
            return;
        }
        ItemEvaluation<T> trial = new ItemEvaluation<>();
        NarrowedItems<T> repeated = new NarrowedItems<>(source, containers, conditions, false, false, trial);
        Retry.Target reached = new ReachingTarget(itemSearch, trial.reaching);
        check(reached, ListKind.PRESENCE, timeout, Duration.ZERO, () -> trial.concluded, () -> {
            trial.concluded.clear();
            assertions.accept(repeated);
        });
        if (!trial.touched) {
            throw new AssertionError("Nothing is asserted on the " + source.noun()
                    + "s that eventually(…) gives: narrow its argument and assert on that.");
        }
        trial.concluded.forEach(this::demandAll);
    }

    // --- evaluating

    @Override
    public boolean explains() {
        return explains;
    }

    @Override
    public boolean isLookedAt() {
        return checking;
    }

    @Override
    public boolean isOfSeveral() {
        return itemSearch.captures().size() > 1;
    }

    @Override
    public Duration patience(ListKind listKind) {
        return listKind == ListKind.ABSENCE || !waits
                ? Duration.ZERO
                : source.recordSource().settling().settle();
    }

    @Override
    public Duration quiet() {
        return source.recordSource().settling().absence();
    }

    @Override
    public void check(ListKind listKind, Runnable assertion) {
        check(listKind, patience(listKind), quiet(), assertion);
    }

    @Override
    public void check(ListKind listKind, Duration patience, Duration quiet, Runnable assertion) {
        check(
                itemSearch,
                listKind,
                patience,
                quiet,
                () -> listKind == ListKind.PRESENCE ? List.of() : List.of(itemSearch),
                assertion);
    }

    private void check(
            Retry.Target target,
            ListKind listKind,
            Duration patience,
            Duration quiet,
            Supplier<List<NarrowedItems<T>.ItemSearch>> searches,
            Runnable assertion) {
        touch();
        if (checking) {
            assertion.run();
            return;
        }
        checking = true;
        settled = false;
        try {
            if (waits) {
                new Retry(source.recordSource(), target, searches, unknown -> {}, listKind, patience, quiet, assertion)
                        .decide();
            } else {
                itemSearch.refresh();
                if (evaluation != null && listKind != ListKind.PRESENCE) {
                    evaluation.concluded.add(itemSearch);
                }
                assertion.run();
            }
            if (listKind != ListKind.PRESENCE) {
                demandAll(itemSearch);
                NarrowedRecords.demandAll(source.recordSource());
            }
            if (listKind == ListKind.ABSENCE || (listKind == ListKind.EXACTLY && itemSearch.count() == 0)) {
                demandArrival();
            }
            settled = listKind != ListKind.PRESENCE || !waits;
        } finally {
            checking = false;
        }
    }

    /** What could not be captured might be what must not be there. */
    private void demandAll(NarrowedItems<T>.ItemSearch search) {
        StringJoiner missing = new StringJoiner("; ").setEmptyValue("");
        for (ItemSource.ItemPart<T> itemPart : search.parts()) {
            String words = itemPart.missing();
            if (words != null) {
                missing.add(words);
            }
        }
        if (missing.length() > 0) {
            throw new UndecidedError("some of the output could not be captured: " + missing);
        }
    }

    /** What has not come yet might be what must not be there. */
    private void demandArrival() {
        StringJoiner late = new StringJoiner("; ").setEmptyValue("");
        for (ItemSource.ItemPart<T> itemPart : itemSearch.parts()) {
            String words = itemPart.onItsWay(watching);
            if (words != null) {
                late.add(words);
            }
        }
        if (late.length() > 0) {
            throw new UndecidedError(late.toString());
        }
    }

    /** Makes an assertion that has been given its own time to wait for what is on its way. */
    public <R> R watching(Supplier<R> assertion) {
        watching = true;
        try {
            return assertion.get();
        } finally {
            watching = false;
        }
    }

    private void settle() {
        if (checking || settled) {
            return;
        }
        settled = true;
        if (waits || evaluation != null || !source.recordSource().gaps().isEmpty()) {
            check(ListKind.EXACTLY, () -> {});
        } else {
            itemSearch.refresh();
        }
    }

    @Override
    public <R> R withoutLooking(Supplier<R> question) {
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
    public T get(int index) {
        settle();
        return itemSearch.ordered().get(index);
    }

    @Override
    public int size() {
        settle();
        return (int) itemSearch.count();
    }

    /** {@return the current items; the list does not grow, and nothing waits} */
    public List<T> snapshot() {
        NarrowedItems<T> now = withoutWaiting();
        now.settled = true;
        now.itemSearch.refresh();
        return List.copyOf(now.itemSearch.ordered());
    }

    /** {@return the items after the engine was asked; the list does not grow} */
    public List<T> settled() {
        settle();
        return List.copyOf(itemSearch.ordered());
    }

    private boolean matches(T item) {
        for (ItemCondition<T> condition : conditions) {
            if (!condition.test().test(item)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSearched(@Nullable Capture capture) {
        return capture == null || containers.stream().allMatch(each -> each.test(capture));
    }

    /** The search, which continues where it stopped unless earlier items were added to the test. */
    private final class ItemSearch implements Retry.Target {

        private final Map<Object, Integer> next = new HashMap<>();
        private final List<T> found = new ArrayList<>();
        private boolean sorted = true;

        @Override
        public RecordSource source() {
            return source.recordSource();
        }

        @Override
        public boolean namesContainers() {
            return !containers.isEmpty();
        }

        @Override
        public boolean namesOneContainer() {
            return containers.stream().anyMatch(RecordCondition.OnContainer::isOfOne);
        }

        @Override
        public boolean mayBeFrom(String container) {
            return containers.stream().allMatch(criterion -> criterion.mayBeCalled(container));
        }

        @Override
        public Retry.Others others(int most) {
            ItemSource<T> doubtful = source.doubtful();
            if (doubtful == null) {
                return Retry.Others.NONE;
            }
            NarrowedItems<T> found = new NarrowedItems<>(doubtful, containers, conditions, false, true, null);
            List<T> items = found.snapshot();
            return new Retry.Others(
                    items.size(),
                    source.noun(),
                    items.stream().limit(most).map(found::line).toList(),
                    source.isOfNoTrace());
        }

        @Override
        public boolean passesWithOthers(Runnable assertion) {
            ItemSource<T> doubtful = source.doubtful();
            List<T> others = doubtful == null
                    ? List.of()
                    : new NarrowedItems<>(doubtful, containers, conditions, false, true, null).snapshot();
            if (others.isEmpty()) {
                return true;
            }
            List<T> own = List.copyOf(ordered());
            found.addAll(others);
            sorted = false;
            try {
                return Retry.passes(assertion);
            } finally {
                found.clear();
                found.addAll(own);
            }
        }

        @Override
        public void refresh() {
            if (source.refresh()) {
                next.clear();
                found.clear();
            }
            for (ItemSource.ItemPart<T> itemPart : parts()) {
                Object key = itemPart.capture() == null ? this : itemPart.capture();
                int size = itemPart.size();
                for (int i = next.getOrDefault(key, 0); i < size; i++) {
                    if (itemPart.includes(i) && matches(itemPart.get(i))) {
                        found.add(itemPart.get(i));
                        sorted = false;
                    }
                }
                next.put(key, size);
            }
        }

        List<ItemSource.ItemPart<T>> parts() {
            return source.parts().stream()
                    .filter(itemPart -> isSearched(itemPart.capture()))
                    .toList();
        }

        List<T> ordered() {
            if (!sorted) {
                found.sort(Comparator.comparing(source::time));
                sorted = true;
            }
            return found;
        }

        @Override
        public long count() {
            return found.size();
        }

        @Override
        public List<Capture> captures() {
            List<Capture> captures = new ArrayList<>();
            for (ItemSource.ItemPart<T> itemPart : parts()) {
                Capture capture = itemPart.capture();
                if (capture != null) {
                    captures.add(capture);
                }
            }
            return captures;
        }
    }

    // --- in words

    /** {@return an item as a line} */
    public String line(T item) {
        String line = source.line(item);
        return line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) + '…' : line;
    }

    /** {@return the first items as lines, and the number of the others} */
    public String lines(int most) {
        StringBuilder text = new StringBuilder();
        List<T> all = itemSearch.ordered();
        if (!explains) {
            return number(all.size());
        }
        for (T item : all.subList(0, Math.min(most, all.size()))) {
            text.append(text.isEmpty() ? "" : "\n  ").append(line(item));
        }
        if (all.size() > most) {
            text.append("\n  … and ").append(all.size() - most).append(" more");
        }
        return text.toString();
    }

    @Override
    public RecordText text() {
        return source.recordSource().text();
    }

    /** {@return text from others, with control characters made visible} */
    public String foreign(String words) {
        return source.recordSource().text().foreign(words, List.of());
    }

    /** {@return the difference of an item that does not meet a condition} */
    public static <T> RecordDifference difference(T item, ItemCondition<T> condition, ItemSource<T> source) {
        String actual =
                condition.itemDifference().of(item, source.recordSource().text()::value);
        String expected = source.recordSource().text().plain(condition.words());
        return new RecordDifference(
                expected,
                actual,
                "Expecting the " + source.noun() + "\n  " + source.line(item) + "\nto be one " + expected + ", but "
                        + actual);
    }

    @Override
    public RecordDifference wrongNumber(String expected, Duration waited) {
        List<T> found = itemSearch.ordered();
        StringBuilder out = new StringBuilder("Expecting ").append(expected);
        appendConditions(out);
        out.append("\nbut ")
                .append(found.isEmpty() ? "found none" : "found " + found.size())
                .append(" in ")
                .append(source.recordSource().words());
        if (waits && !waited.isZero()) {
            out.append(" (waited ")
                    .append(waited.toMillis())
                    .append(" ms")
                    .append(found.isEmpty() ? "; eventually(…) waits longer)" : ")");
        }
        out.append('.');
        List<T> near = List.of();
        if (found.isEmpty()) {
            near = nearest();
            appendNear(out, near);
            String elsewhere = source.elsewhere(this::matches);
            if (elsewhere != null) {
                out.append("\n\n").append(elsewhere);
            }
        } else {
            out.append("\n  ").append(lines(MAX_FOUND));
        }
        appendLookedAt(out);
        return new RecordDifference(inLines(expected), actual(found, near), out.toString());
    }

    @Override
    public RecordDifference wrongContent(String failure) {
        List<T> found = itemSearch.ordered();
        StringBuilder out = new StringBuilder("Of the ").append(number(found.size()));
        appendConditions(out);
        out.append(conditions.isEmpty() ? " in " : "\nin ")
                .append(source.recordSource().words())
                .append(":\n");
        List<String> lines = foreign(failure.strip()).lines().toList();
        out.append(String.join("\n", lines.subList(0, Math.min(lines.size(), MAX_LINES))));
        if (lines.size() > MAX_LINES) {
            out.append("\n… and ").append(lines.size() - MAX_LINES).append(" more lines");
        }
        List<T> near = found.isEmpty() ? nearest() : List.of();
        appendNear(out, near);
        appendLookedAt(out);
        return new RecordDifference(inLines(source.noun() + "s"), actual(found, near), out.toString());
    }

    @Override
    public String undecided(String expected, UndecidedError reason) {
        StringBuilder out = new StringBuilder("Expecting ").append(expected);
        appendConditions(out);
        return out.append("\nbut cannot tell, because ")
                .append(reason.getMessage())
                .toString();
    }

    private String number(int count) {
        return count == 1 ? "1 " + source.noun() : count + " " + source.noun() + "s";
    }

    private void appendConditions(StringBuilder out) {
        for (ItemCondition<T> condition : conditions) {
            out.append("\n  ").append(source.recordSource().text().plain(condition.words()));
        }
    }

    private String inLines(String expected) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(expected);
        conditions.forEach(each -> lines.add(source.recordSource().text().plain(each.words())));
        return lines.toString();
    }

    private String actual(List<T> found, List<T> near) {
        StringJoiner lines = new StringJoiner("\n");
        if (!found.isEmpty()) {
            lines.add(number(found.size()));
            found.subList(0, Math.min(MAX_FOUND, found.size())).forEach(item -> lines.add(line(item)));
            return lines.toString();
        }
        lines.add(near.isEmpty() ? "none" : "none; the nearest is");
        if (!near.isEmpty()) {
            lines.add(line(near.get(0)));
        }
        return lines.toString();
    }

    private void appendNear(StringBuilder out, List<T> near) {
        if (near.isEmpty()) {
            return;
        }
        out.append("\n\nNearest:");
        for (T item : near) {
            out.append("\n  ").append(line(item));
            for (ItemCondition<T> condition : conditions) {
                if (!condition.test().test(item)) {
                    out.append("\n    ")
                            .append(condition
                                    .itemDifference()
                                    .of(item, source.recordSource().text()::value));
                }
            }
        }
    }

    /**
     * Returns the items that meet most conditions; if none meets any, the last ones, so that a reader sees what exists.
     */
    private List<T> nearest() {
        if (conditions.isEmpty()) {
            return List.of();
        }
        Map<T, Integer> met = new LinkedHashMap<>();
        for (ItemSource.ItemPart<T> itemPart : itemSearch.parts()) {
            for (int i = Math.max(0, itemPart.size() - MAX_COMPARED); i < itemPart.size(); i++) {
                if (itemPart.includes(i)) {
                    T item = itemPart.get(i);
                    met.put(item, (int) conditions.stream()
                            .filter(each -> each.test().test(item))
                            .count());
                }
            }
        }
        Comparator<Map.Entry<T, Integer>> byMet = Comparator.comparingInt(Map.Entry::getValue);
        return met.entrySet().stream()
                .sorted(byMet.thenComparing(entry -> source.time(entry.getKey()))
                        .reversed())
                .limit(MAX_NEAR)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void appendLookedAt(StringBuilder out) {
        StringJoiner counts = new StringJoiner("; ");
        int all = 0;
        int shown = 0;
        for (ItemSource.ItemPart<T> itemPart : itemSearch.parts()) {
            int count = 0;
            for (int i = 0; i < itemPart.size(); i++) {
                count += itemPart.includes(i) ? 1 : 0;
            }
            all += count;
            Capture capture = itemPart.capture();
            if (count > 0 && capture != null && shown++ < MAX_CONTAINERS) {
                counts.add(source.recordSource().text().plain(capture.name()) + ' ' + count);
            }
        }
        out.append("\n\nLooked at ")
                .append(number(all))
                .append(" of ")
                .append(source.recordSource().words());
        if (counts.length() > 0) {
            out.append(": ").append(counts);
        }
        out.append('.');
        if (all == 0 && !source.belongs().isEmpty()) {
            out.append('\n').append(source.belongs());
        }
        StringJoiner missing = new StringJoiner("; ");
        itemSearch.parts().stream()
                .map(ItemSource.ItemPart::missing)
                .filter(Objects::nonNull)
                .forEach(missing::add);
        if (missing.length() > 0) {
            out.append("\nNot captured: ").append(missing).append('.');
        }
    }
}
