package io.github.structuredlogs.internal.docker;

import io.github.structuredlogs.internal.capture.Capture;
import io.github.structuredlogs.internal.capture.Captures;
import io.github.structuredlogs.internal.capture.LineBatch;
import io.github.structuredlogs.internal.capture.Loss;

/** The lines of a container's log, and what is missing of them, into its capture. */
final class CaptureLines implements LogIntake.Lines {

    private final Captures captures;
    private final Capture capture;

    CaptureLines(Captures captures, Capture capture) {
        this.captures = captures;
        this.capture = capture;
    }

    @Override
    public void lines(LineBatch lines) {
        capture.lines(lines);
    }

    @Override
    public void gap(long from, long to) {
        capture.lost(Loss.of(
                from == EntrySink.NO_TIME ? null : EngineTime.instant(from),
                EngineTime.instant(to),
                -1,
                "the engine discarded it (log rotation) before it could be read"));
    }

    @Override
    public void trouble(String message) {
        captures.report(capture.name(), "the engine has trouble to read its log: " + message);
    }
}
