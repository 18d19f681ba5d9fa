package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.internal.store.Capture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The search of assertions that wait together, with those among them that go beyond it: they name the object of a container
 * that it does not see.
 *
 * @param search what they begin with
 * @param beyond the searches that go beyond it, which grow in number
 */
record ReachingTarget(Retry.Target search, Collection<Retry.Target> beyond) implements Retry.Target {

    @Override
    public void refresh() {
        search.refresh();
        beyond.forEach(Retry.Target::refresh);
    }

    @Override
    public long count() {
        return search.count() + beyond.stream().mapToLong(Retry.Target::count).sum();
    }

    @Override
    public List<Capture> captures() {
        Set<Capture> all = new LinkedHashSet<>(search.captures());
        beyond.forEach(each -> all.addAll(each.captures()));
        return new ArrayList<>(all);
    }

    @Override
    public RecordSource source() {
        return search.source();
    }

    @Override
    public boolean namesContainers() {
        return search.namesContainers();
    }

    @Override
    public boolean namesOneContainer() {
        return search.namesOneContainer();
    }

    @Override
    public boolean mayBeFrom(String container) {
        return search.mayBeFrom(container);
    }

    @Override
    public Retry.Others others(int most) {
        return search.others(most);
    }

    @Override
    public boolean passesWithOthers(Runnable assertion) {
        return search.passesWithOthers(assertion);
    }
}
