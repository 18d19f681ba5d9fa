package io.github.structuredlogs.assertj;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A selection of records: {@code it -> it.from("orders").withLevel(ERROR)}.
 *
 * <p>It only narrows. Assertions in it are not evaluated.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface Narrowing {

    /**
     * Narrows records.
     *
     * @param records the records to narrow
     * @return the narrowed records
     */
    CapturedLogsAssert narrow(CapturedLogsAssert records);
}
