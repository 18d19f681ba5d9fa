package io.github.structuredlogs;

/** When the records of the containers are printed to the test's console. */
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
