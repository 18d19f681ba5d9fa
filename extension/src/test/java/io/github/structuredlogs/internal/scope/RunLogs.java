package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.CapturedLogs;

/** The logs of a test of a run that a test feeds. */
public final class RunLogs {

    private RunLogs() {}

    /** {@return the logs of the whole run} */
    public static CapturedLogs of(FedCaptures run) {
        return ofTest(run).all();
    }

    /** {@return the logs of a test that begins now} */
    public static CapturedLogs ofTest(FedCaptures run) {
        ClassScope testClass = run.scopes.openClass(null, "class", RunLogs.class, FedCaptures.SETTLING);
        run.scopes.openTest(testClass, "test", "test", FedCaptures.SETTLING);
        return run.scopes.view(testClass);
    }
}
