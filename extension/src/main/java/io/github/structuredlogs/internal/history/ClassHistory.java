package io.github.structuredlogs.internal.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the tests of one class logged when each of them passed last. Not thread-safe. */
final class ClassHistory {

    private static final int MAX_METHODS = 500;
    static final int MAX_MESSAGES = 400;
    private static final int MAX_BEFORE = 2000;

    /**
     * A test's entry.
     *
     * @param run which run it passed in
     * @param passed when
     * @param said its messages, by their templates
     * @param images the images of its containers, by the containers' names
     */
    record PassedMethod(String run, Instant passed, Map<Long, SaidMessage> said, Map<String, ContainerImage> images) {}

    final Map<String, PassedMethod> methods = new LinkedHashMap<>();
    final Set<Long> before = new LinkedHashSet<>();

    /** {@return what is known of a test from runs before this one, else what is known of its class; null if nothing is} */
    @Nullable GreenRun of(String method) {
        PassedMethod own = methods.get(method);
        if (own != null) {
            return new GreenRun(own.passed, false, List.copyOf(own.said.values()), before, own.images);
        }
        if (methods.isEmpty()) {
            return null;
        }
        Map<Long, SaidMessage> all = new LinkedHashMap<>();
        methods.values()
                .forEach(each -> each.said
                        .values()
                        .forEach(said -> all.merge(
                                said.template(), said, (one, other) -> one.count() > other.count() ? one : other)));
        Instant latest = methods.values().stream()
                .map(PassedMethod::passed)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new GreenRun(latest, true, List.copyOf(all.values()), before, Map.of());
    }

    /** Takes what a test has logged; what it logged in earlier runs is forgotten, its other invocations in this one are not. */
    void add(String method, String run, Instant passed, List<SaidMessage> said, Map<String, ContainerImage> images) {
        PassedMethod known = methods.remove(method);
        Map<Long, SaidMessage> all = new LinkedHashMap<>();
        Map<String, ContainerImage> used = new TreeMap<>();
        if (known != null && known.run.equals(run)) {
            all.putAll(known.said);
            used.putAll(known.images);
        }
        for (SaidMessage each : said) {
            if (all.size() < MAX_MESSAGES || all.containsKey(each.template())) {
                all.merge(each.template(), each, (one, other) -> one.times(Math.max(one.count(), other.count())));
            }
        }
        used.putAll(images);
        methods.put(method, new PassedMethod(run, passed, all, used));
        while (methods.size() > MAX_METHODS) {
            methods.remove(methods.keySet().iterator().next());
        }
    }

    /** Takes what the containers had logged before the tests: the latest are kept. */
    void addBefore(Set<Long> templates) {
        before.removeAll(templates);
        before.addAll(templates);
        List<Long> all = new ArrayList<>(before);
        if (all.size() > MAX_BEFORE) {
            before.retainAll(Set.copyOf(all.subList(all.size() - MAX_BEFORE, all.size())));
        }
    }
}
