package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The type of a {@link MetricPoint}. */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum MetricType {
    /** A value at a time, such as the number of open connections. */
    GAUGE,
    /** A sum, such as the number of requests so far. */
    SUM,
    /** The number of values in each range. */
    HISTOGRAM,
    /** A histogram whose ranges grow by a factor. */
    EXPONENTIAL_HISTOGRAM,
    /** Quantiles of values. */
    SUMMARY
}
