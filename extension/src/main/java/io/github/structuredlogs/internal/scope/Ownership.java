package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The owners of containers, by the rules in the package's description. Thread-safe. */
final class Ownership {

    private final Captures captures;
    private final Instant jvmStart;

    /** The scopes that have a container in a field, by its id: running ones, and ended ones that started it. */
    private final Map<String, Set<Scope>> holders = new ConcurrentHashMap<>();

    /** The containers that several tests have had in a field of their instance. */
    private final Set<String> contested = ConcurrentHashMap.newKeySet();

    /** The containers that a class without a claim may use. */
    private final Set<String> shared = ConcurrentHashMap.newKeySet();

    /** The first test that asked for a container by its object. */
    private final Map<String, TestScope> asked = new ConcurrentHashMap<>();

    /** The containers that several tests have asked for. */
    private final Set<String> askedBySeveral = ConcurrentHashMap.newKeySet();

    /** The name of the last class that had a container, by its id. */
    private final Map<String, String> classes = new ConcurrentHashMap<>();

    /**
     * Begins without claims.
     *
     * @param jvmStart a container that was created before was left by an earlier JVM
     */
    Ownership(Captures captures, Instant jvmStart) {
        this.captures = captures;
        this.jvmStart = jvmStart;
    }

    // --- actions of scopes

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

    /** Notes that a container is nobody's own, whoever claims it. */
    void share(String containerId) {
        shared.add(containerId);
    }

    /** Notes that a test has named a container by its object, which claims nothing. */
    void ask(Capture capture, TestScope test) {
        TestScope first = asked.putIfAbsent(capture.containerId(), test);
        if (first != null && first != test) {
            askedBySeveral.add(capture.containerId());
        }
    }

    /**
     * Ends the claims of a scope that has ended. It keeps the records of its time from containers that it started
     * itself.
     */
    void end(Scope scope) {
        for (String id : scope.claimed()) {
            Set<Scope> all = holders.getOrDefault(id, Set.of());
            Capture capture = captures.withId(id);
            if (capture == null || !keeps(scope, capture)) {
                all.remove(scope);
            }
        }
    }

    /** Notes the running class for a container that nobody has claimed. */
    void ranIn(Capture capture, ClassScope scope) {
        classes.putIfAbsent(capture.containerId(), scope.className());
    }

    // --- questions

    /** {@return the name of the class of a container, null if it is not known} */
    @Nullable String classOf(Capture capture) {
        return classes.get(capture.containerId());
    }

    /**
     * Says whether a class sees a container: no running scope keeps it for itself, and it has not ended with one that
     * did.
     */
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

    /**
     * Says whether a test sees a container; unlike a class, it does not see what another test has started for itself.
     */
    boolean isVisible(Capture capture, TestScope scope) {
        TestScope only = testThatOwns(capture);
        if (only != null && only != scope && (only.end() == null || only.ownsWhole(capture))) {
            return false;
        }
        return only == scope || isVisible(capture, scope.owner());
    }

    /**
     * Says whether a record of a visible container is from the time in which the container belonged to another scope.
     */
    boolean isKeptFrom(Scope scope, Capture capture, long index) {
        if (scope.hasClaimed(capture) || isInAFieldOf(classOf(scope), capture)) {
            return false;
        }
        for (Scope holder : holders(capture)) {
            if (isStranger(holder, scope) && keeps(holder, capture) && isOfTimeOf(holder, capture, index)) {
                return true;
            }
        }
        return false;
    }

    /** Two classes at a time may have it in a field, such as that of their base class, or the same reused container. */
    private boolean isInAFieldOf(ClassScope scope, Capture capture) {
        for (Scope holder : holders(capture)) {
            if (holder instanceof ClassScope && areRelated(classOf(holder), scope)) {
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

    /**
     * {@return the test that has started a container and is the only one with it in a field of its instance, null if
     * there is none}
     */
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
     * Says whether a test is the only one that knows a container that was created in its time: nobody has it in a
     * field, and nobody else has asked for it.
     */
    boolean isHeldByAlone(Capture capture, TestScope test) {
        return asked.get(capture.containerId()) == test
                && !askedBySeveral.contains(capture.containerId())
                && holders(capture).isEmpty()
                && test.begin.isBefore(capture);
    }

    /**
     * Says whether a container was started by the scope that has it in a field; an existing container only gets another
     * name.
     */
    boolean isOwn(Scope scope, Capture capture) {
        return isOfThisJvm(capture)
                && !shared.contains(capture.containerId())
                && (capture.created() == null || scope.begin.isBefore(capture));
    }

    /** Says whether nobody else sees a container's output while a scope has it in a field. */
    private boolean keeps(Scope holder, Capture capture) {
        return isOwn(holder, capture) || !isOfThisJvm(capture);
    }

    /** The past of a container from an earlier JVM (a reused one) belongs to nobody. */
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
