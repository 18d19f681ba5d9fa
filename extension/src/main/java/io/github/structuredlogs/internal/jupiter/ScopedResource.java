package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.internal.output.console.ActiveTests;
import io.github.structuredlogs.internal.scope.Scope;
import io.github.structuredlogs.internal.text.FailureMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The resources of a test or a class until JUnit closes its store, with the common steps at their end. */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else.
abstract class ScopedResource implements CloseableResource, AutoCloseable, ActiveTests.ActiveTest {

    abstract ExtensionContext context();

    abstract Run run();

    abstract Scope scope();

    abstract ScopedContainers containers();

    /** Notes that a container was found and will be shown. */
    final void expect(String container) {
        run().console().formatter(settings()).expect(container);
    }

    /**
     * Handles the end, when the records are known.
     *
     * @param failure its failure, possibly an unexpected record; null if there is none
     */
    abstract void ended(@Nullable Throwable failure);

    @Override
    public final void close() {
        AssertionError unexpected = end();
        if (unexpected != null) {
            throw unexpected;
        }
    }

    @Override
    public final void claim() {
        containers().claim();
    }

    /** {@return the failure for unexpected records, null if there are none} */
    final @Nullable AssertionError end() {
        try {
            run().activeTests().claim();
            run().testsGoOn();
            Throwable failure = Contexts.failure(context()).orElse(null);
            if (failure != null) {
                run().failures().settle(settings());
            }
            scope().close();
            AssertionError unexpected = judged();
            show(failure == null ? unexpected : failure);
            return unexpected;
        } finally {
            run().activeTests().leave(this);
        }
    }

    /** A test's expectation is its own code, which may throw anything. */
    private @Nullable AssertionError judged() {
        try {
            return scope().judge(Contexts.failOn(settings()));
        } catch (RuntimeException | Error e) {
            return new AssertionError(
                    "Could not check which records were expected, because a condition of this test threw " + describe(e)
                            + ". Correct the condition that is given to expect(…) or expectAtLeastOne(…).",
                    e);
        }
    }

    /** If anything goes wrong in showing a failure, the failure itself must reach JUnit unchanged. */
    private void show(@Nullable Throwable failure) {
        try {
            ended(failure);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            run().captures()
                    .report(
                            "",
                            "What was logged in " + context().getDisplayName() + " could not be shown: " + describe(e));
        }
    }

    static String describe(Throwable thrown) {
        return thrown.getClass().getName() + ": " + FailureMessage.of(thrown);
    }
}
