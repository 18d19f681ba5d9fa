package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which containers are whose, by the rules in the package's description. Thread-safe. */
final class Ownership {

    private final Captures captures;
    private final Instant jvmStart;

    /** Who has a container in a field, by its id: who runs, and who has ended and had started it. */
    private final Map<String, Set<Scope>> holders = new ConcurrentHashMap<>();

    /** The containers that several tests have had in a field of their instance. */
    private final Set<String> contested = ConcurrentHashMap.newKeySet();

    /** Which test has asked for a container by its object first. */
    private final Map<String, TestScope> asked = new ConcurrentHashMap<>();

    /** The containers that several tests have asked for. */
    private final Set<String> askedBySeveral = ConcurrentHashMap.newKeySet();

    /** The name of the class that has had a container last, by its id. */
    private final Map<String, String> classes = new ConcurrentHashMap<>();

    /**
     * Begins without a claim.
     *
     * @param jvmStart what was created before is a container that an earlier JVM has left
     */
    Ownership(Captures captures, Instant jvmStart) {
        this.captures = captures;
        this.jvmStart = jvmStart;
    }

    // --- what scopes do

    void claim(String containerId, Scope scope) {
        Set<Scope> all = holders.computeIfAbsent(containerId, id -> ConcurrentHashMap.newKeySet());
        if (scope instanceof TestScope
                && all.stream()
                        .anyMatch(other -> other != scope && other instanceof TestScope && other.end() == null)) {
            contested.add(containerId);
        }
        all.add(scope);
        classes.put(containerId, scope.ofClass().className());
    }

    /** A test has named a container by its object, which claims nothing. */
    void ask(Capture capture, TestScope test) {
        TestScope first = asked.putIfAbsent(capture.containerId(), test);
        if (first != null && first != test) {
            askedBySeveral.add(capture.containerId());
        }
    }

    /** Ends the claims of a scope that has ended. Of what it had started itself, the records of its time stay its. */
    void end(Scope scope) {
        for (String id : scope.claimed()) {
            Set<Scope> all = holders.getOrDefault(id, Set.of());
            Capture capture = captures.withId(id);
            if (capture == null || !keeps(scope, capture)) {
                all.remove(scope);
            }
        }
    }

    /** Remembers which class was running when a container was there that nobody has claimed. */
    void ranIn(Capture capture, ClassScope scope) {
        classes.putIfAbsent(capture.containerId(), scope.className());
    }

    // --- what is asked

    /** {@return the name of the class that a container was of, null if that cannot be said} */
    @Nullable String classOf(Capture capture) {
        return classes.get(capture.containerId());
    }

    /** Whether a class sees a container: nobody who runs keeps it for himself, and it has not ended with who did. */
    boolean isVisible(Capture capture, ClassScope scope) {
        boolean isHidden = false;
        for (Scope holder : holders(capture)) {
            if (areRelated(classOf(holder), scope)) {
                return true;
            }
            isHidden |= keeps(holder, capture) && (holder.end() == null || holder.ownsWhole(capture));
        }
        return !isHidden;
    }

    /** Whether a test sees a container: also what another test has started for itself it does not see. */
    boolean isVisible(Capture capture, TestScope scope) {
        TestScope only = testThatOwns(capture);
        if (only != null && only != scope && (only.end() == null || only.ownsWhole(capture))) {
            return false;
        }
        return only == scope || isVisible(capture, scope.owner());
    }

    /** Whether a record of a container that a scope sees is of the time in which it was another's own. */
    boolean isKeptFrom(Scope scope, Capture capture, long index) {
        if (scope.hasClaimed(capture)) {
            return false;
        }
        for (Scope holder : holders(capture)) {
            if (isStranger(holder, scope) && keeps(holder, capture) && isOfTimeOf(holder, capture, index)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfTimeOf(Scope holder, Capture capture, long index) {
        return (isOwn(holder, capture) || holder.hasBegunBefore(capture, index))
                && !holder.hasEndedBefore(capture, index);
    }

    private static boolean isStranger(Scope holder, Scope scope) {
        return (holder instanceof TestScope && scope instanceof TestScope)
                ? holder != scope
                : !areRelated(classOf(holder), classOf(scope));
    }

    private static boolean areRelated(ClassScope one, ClassScope other) {
        return one.isWithin(other) || other.isWithin(one);
    }

    private static ClassScope classOf(Scope scope) {
        return scope instanceof TestScope test ? test.owner() : (ClassScope) scope;
    }

    /** {@return the test that has started a container and alone has it in a field of its instance, null if there is none} */
    @Nullable TestScope testThatOwns(Capture capture) {
        if (contested.contains(capture.containerId())) {
            return null;
        }
        for (Scope holder : holders(capture)) {
            if (holder instanceof TestScope test && isOwn(test, capture)) {
                return test;
            }
        }
        return null;
    }

    /**
     * Whether a test is the only one that knows of a container which was created in its time: nobody has it in a
     * field, and nobody else has asked for it.
     */
    boolean isHeldByAlone(Capture capture, TestScope test) {
        return asked.get(capture.containerId()) == test
                && !askedBySeveral.contains(capture.containerId())
                && holders(capture).isEmpty()
                && test.begin.isBefore(capture);
    }

    /** Whether a container was started by whoever has it in a field: to one that was there before it is another name. */
    boolean isOwn(Scope scope, Capture capture) {
        return isOfThisJvm(capture) && (capture.created() == null || scope.begin.isBefore(capture));
    }

    /** Whether nobody else sees what a container writes while somebody has it in a field. */
    private boolean keeps(Scope holder, Capture capture) {
        return isOwn(holder, capture) || !isOfThisJvm(capture);
    }

    /** One that an earlier JVM has started (a reused one) has a past that is nobody's. */
    private boolean isOfThisJvm(Capture capture) {
        Instant created = capture.created();
        return created == null || !created.isBefore(jvmStart);
    }

    /** Whether somebody who has not ended has a container in a field. */
    boolean isHeld(Capture capture) {
        return holders(capture).stream().anyMatch(holder -> holder.end() == null);
    }

    private Set<Scope> holders(Capture capture) {
        return holders.getOrDefault(capture.containerId(), Set.of());
    }
}
