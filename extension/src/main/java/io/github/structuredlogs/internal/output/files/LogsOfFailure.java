package io.github.structuredlogs.internal.output.files;

/**
 * The logs of the containers in a failed test, as a part of its failure. Every runner reports them with the failure in
 * the place of the test, which is not possible for printed text while other tests run.
 */
public final class LogsOfFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String block;

    private LogsOfFailure(String block) {
        // The failure itself has the useful stack trace.
        super(null, null, false, false);
        this.block = block;
    }

    /**
     * Adds a block to a failure.
     *
     * @return false if it accepts none: some exceptions do not, and one that several tests fail with has the block of
     *     another test
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

    /** Omits the class's name, which is of no use to a reader. */
    @Override
    public String toString() {
        return getMessage();
    }
}
