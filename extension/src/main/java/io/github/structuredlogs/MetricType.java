package io.github.structuredlogs;

/** What a {@link MetricPoint} measures. */
public enum MetricType {
    /** A value at a time, such as the number of open connections. */
    GAUGE,
    /** A sum, such as the number of requests so far. */
    SUM,
    /** How many values fell into which range. */
    HISTOGRAM,
    /** A histogram whose ranges grow by a factor. */
    EXPONENTIAL_HISTOGRAM,
    /** Quantiles of values. */
    SUMMARY
}
