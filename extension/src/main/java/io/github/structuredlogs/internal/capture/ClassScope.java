package io.github.structuredlogs.internal.capture;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The time of a test class, from before its containers start until after its last test. */
public final class ClassScope extends Scope {

    private final @Nullable ClassScope outer;
    private final Class<?> testClass;
    private final List<TestScope> tests = new CopyOnWriteArrayList<>();

    ClassScope(
            Scopes scopes,
            Moment begin,
            @Nullable ClassScope outer,
            String uniqueId,
            Class<?> testClass,
            Settling settling) {
        super(scopes, begin, uniqueId, settling);
        this.outer = outer;
        this.testClass = testClass;
    }

    @Override
    public void own(String containerId) {
        scopes.claim(containerId, this);
    }

    @Override
    void ended() {}

    @Override
    String words() {
        return "the class " + testClass.getSimpleName();
    }

    ClassScope outermost() {
        return outer == null ? this : outer.outermost();
    }

    /** Whether this is the other class, or nested in it. */
    boolean isWithin(ClassScope other) {
        return this == other || (outer != null && outer.isWithin(other));
    }

    void add(TestScope test) {
        tests.add(test);
    }

    List<TestScope> tests() {
        return tests;
    }

    @Override
    boolean sees(Capture capture) {
        return scopes.isVisible(capture, this);
    }

    @Override
    Belonging belonging(Capture capture, long index) {
        if (scopes.isClaimedByAlone(capture, this)) {
            return Belonging.WHOLE;
        }
        return hasBegunBefore(capture, index) && !hasEndedBefore(capture, index) ? Belonging.WHOLE : Belonging.NONE;
    }

    @Override
    long from(Capture capture) {
        return scopes.isClaimedByAlone(capture, this) ? 0 : begin.size(capture);
    }
}
