package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The time at which the records of the containers are printed to the test's console.
 *
 * <p>If JUnit may run tests in parallel, the block of a failed test is not printed. It is part of the failure, as a suppressed
 * exception, because runners may assign printed text to the wrong test.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum Print {
    /** Takes the value of the surrounding scope: the method's class, the outer class, the configuration parameter, the default. */
    DEFAULT,
    /** Prints each record as it arrives, and the block of a failed test. */
    LIVE,
    /** Prints the test's records in one block after each test, or the block of a failed test. */
    AFTER_TEST,
    /** Prints only the block of a failed test. */
    ON_FAILURE,
    /** Prints nothing, not even when a test fails. */
    NEVER
}
