package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.internal.docker.api.EngineTime;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIntake;
import io.github.structuredlogs.internal.store.LineBatch;
import io.github.structuredlogs.internal.store.Loss;
import java.time.Instant;

/** The path of a container's lines and losses into its capture. */
final class CaptureLines implements LogIntake.Lines {

    /** The end of the run that is being read. After it, the log may continue with the next run. */
    interface EndOfRun {

        /**
         * {@return when the run ended, in nanoseconds since the epoch; {@link Long#MAX_VALUE} if it is not known or not
         * needed}
         */
        long at();

        /** Notes that the next lines were logged after the end. */
        void passed();
    }

    private static final String DISCARDED = " discarded it (log rotation) before it could be read";
    private static final String MIXED =
            "its log rotates with compressed files, of which engines before 23.0 may send an older"
                    + " one in the place of a newer one, so that a gap looks like a pause";

    private final Captures captures;
    private final Capture capture;
    private final ContainerIntake records;
    private final EndOfRun end;

    CaptureLines(Captures captures, Capture capture, EndOfRun end) {
        this.captures = captures;
        this.capture = capture;
        records = capture.writer();
        this.end = end;
    }

    @Override
    public void lines(LineBatch lines) {
        long last = end.at();
        int ofRun = 0;
        while (ofRun < lines.size() && lines.time(ofRun) <= last) {
            ofRun++;
        }
        records.lines(lines, 0, ofRun);
        if (ofRun < lines.size()) {
            end.passed();
            records.lines(lines, ofRun, lines.size());
        }
    }

    @Override
    public void gap(long from, long to) {
        capture.lost(Loss.of(EngineTime.instant(from), EngineTime.instant(to), -1, "the engine" + DISCARDED));
    }

    @Override
    public void mayBeLost(long from, long to) {
        capture.mayBeLost(Loss.possible(EngineTime.instant(from), EngineTime.instant(to), MIXED));
    }

    @Override
    public void beginningMayBeLost(long to, boolean isLikely) {
        Instant first = EngineTime.instant(to);
        String reason = "the engine may have" + DISCARDED;
        capture.lost(isLikely ? Loss.possible(null, first, reason) : Loss.unproven(null, first, reason));
    }

    @Override
    public void rotates() {
        capture.doubt("its log may have rotated, and an engine may lose some of it then");
    }

    @Override
    public void trouble(String message) {
        captures.report(capture.name(), "the engine has trouble reading its log: " + message);
    }
}
