package io.github.structuredlogs.internal.output.files;

/**
 * What the containers logged in a test that failed, as a part of its failure: whatever runner reports that reports this
 * with it, in the place of that test, which it cannot do with what is printed while other tests run.
 */
public final class LogsOfFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String block;

    private LogsOfFailure(String block) {
        // What it is about is the failure's own stack trace.
        super(null, null, false, false);
        this.block = block;
    }

    /**
     * Adds a block to a failure.
     *
     * @return false if it takes none: some are made so, and one that several tests fail with has that of another test
     */
    public static boolean addTo(Throwable failure, String block) {
        synchronized (failure) {
            if (isIn(failure)) {
                return false;
            }
            failure.addSuppressed(new LogsOfFailure(block));
            return isIn(failure);
        }
    }

    private static boolean isIn(Throwable failure) {
        for (Throwable each : failure.getSuppressed()) {
            if (each instanceof LogsOfFailure) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String getMessage() {
        return "what the containers logged\n" + block;
    }

    /** Without the class's name, which says nothing to a test's reader. */
    @Override
    public String toString() {
        return getMessage();
    }
}
