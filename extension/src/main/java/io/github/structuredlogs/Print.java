package io.github.structuredlogs;

/**
 * When the records of the containers are printed to the test's console.
 *
 * <p>Where JUnit may run tests in parallel, the block of a failed test is not printed but part of its failure, as a
 * suppressed exception: runners credit to another test what one prints there.
 */
public enum Print {
    /** As the surrounding scope has it: the method's class, the outer class, the configuration parameter, the default. */
    DEFAULT,
    /** Each record as it arrives; a failed test prints its block as well. */
    LIVE,
    /** The test's records in one block after each test; a failed test prints its block instead. */
    AFTER_TEST,
    /** Nothing but the block of a failed test. */
    ON_FAILURE,
    /** Nothing at all, not even when a test fails. */
    NEVER
}
