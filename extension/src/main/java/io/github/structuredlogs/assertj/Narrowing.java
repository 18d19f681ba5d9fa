package io.github.structuredlogs.assertj;

/**
 * Narrows records down: {@code it -> it.from("orders").withLevel(ERROR)}.
 *
 * <p>It only narrows. What it asserts besides is not looked at.
 */
@FunctionalInterface
public interface Narrowing {

    /**
     * Narrows.
     *
     * @param records the records to begin with
     * @return the narrowed ones
     */
    CapturedLogsAssert narrow(CapturedLogsAssert records);
}
