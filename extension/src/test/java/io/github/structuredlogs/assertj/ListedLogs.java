package io.github.structuredlogs.assertj;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.testcontainers.containers.ContainerState;

/** Logs of a list that a test has put together. */
record ListedLogs(List<LogRecord> records) implements CapturedLogs {

    @Override
    public CapturedLogs all() {
        return this;
    }

    @Override
    public CapturedLogs from(ContainerState container) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CapturedLogs from(String container) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LogRecord await(Duration timeout, Predicate<? super LogRecord> condition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String traceparent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void expect(Narrowing narrowing) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void expectAtLeastOne(Narrowing narrowing) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CapturedLogsAssert assertThat() {
        return new CapturedLogsAssert(records);
    }
}
