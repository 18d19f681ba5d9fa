package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The decoder of a container with a terminal: no frames, only a time before each entry, and lines that end with CRLF.
 *
 * <p>A line that the engine stored in parts contains its time again at the beginning of each part: at 16 KiB or later,
 * because an invalid character may take more room than before. An entry without a line end, such as a prompt before a
 * restart, is followed by the time of the next entry, which is later than its own and has passed. A time that a
 * container writes is different: the time of writing is earlier than the engine's, and an expiry time is in the future.
 */
final class TerminalDecoder extends LogDecoder {

    /** The engine's own limit of a part. */
    private static final int PART = 16 << 10;

    private static final int MAX_BYTES = 1 << 20;

    /** The maximum by which the engine's clock may be ahead of ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final EntrySink sink;
    private final EntryTimes times = new EntryTimes();
    private int searched;

    TerminalDecoder(EntrySink sink) {
        this.sink = sink;
    }

    @Override
    void reset() {
        super.reset();
        searched = 0;
    }

    @Override
    int decode(byte[] bytes, int end) {
        int at = 0;
        while (at < end) {
            int length = entry(bytes, at, end);
            if (length == 0) {
                break;
            }
            deliver(bytes, at, length);
            at += length;
            searched = 0;
        }
        return at;
    }

    /** {@return the length of the entry at the position, including its time; 0 if it is not complete} */
    private int entry(byte[] bytes, int at, int end) {
        int to = end;
        int length = 0;
        for (int i = at + searched; i < end; i++) {
            if (bytes[i] == '\n') {
                to = i;
                length = i + 1 - at;
                break;
            }
            if (bytes[i] == ' ' && isBehindLaterTime(bytes, at, i)) {
                to = i - EngineTime.UTC_LENGTH;
                length = to - at;
                break;
            }
        }
        int time = EngineTime.length(bytes, at, end - at);
        if (time > 0 && to - at > PART + time + 1) {
            int next = repeatedTime(bytes, at, time + 1, to);
            if (next > 0) {
                return next - at;
            }
        }
        if (length == 0) {
            searched = end - at;
            return end - at > MAX_BYTES ? end - at : 0;
        }
        return length;
    }

    private static boolean isBehindLaterTime(byte[] bytes, int at, int space) {
        int time = EngineTime.UTC_LENGTH;
        int next = space - time;
        return next > at + time
                && EngineTime.isUtc(bytes, next)
                && EngineTime.isUtc(bytes, at)
                && Arrays.compare(bytes, next, space, bytes, at, at + time) > 0
                && hasPassed(bytes, next);
    }

    /** Compares as text, because a container may write times of the year 9999. */
    private static boolean hasPassed(byte[] bytes, int time) {
        byte[] soon = Instant.now().plus(CLOCKS_APART).toString().getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.compare(bytes, time, time + EngineTime.SECOND_LENGTH, soon, 0, EngineTime.SECOND_LENGTH) < 0;
    }

    private static int repeatedTime(byte[] bytes, int at, int time, int to) {
        for (int i = at + time + PART; i + time <= to; i++) {
            if (Arrays.equals(bytes, i, i + time, bytes, at, at + time)) {
                return i;
            }
        }
        return -1;
    }

    private void deliver(byte[] bytes, int at, int length) {
        int time = EngineTime.length(bytes, at, length);
        int from = time < 0 ? at : at + time + 1;
        int to = at + length;
        if (to - from >= 2 && bytes[to - 1] == '\n' && bytes[to - 2] == '\r') {
            // The terminal made CRLF of the container's LF.
            bytes[to - 2] = '\n';
            to--;
        }
        long nanos = time < 0 ? EntrySink.NO_TIME : times.parse(bytes, at, time);
        sink.entry(LogStream.STDOUT, nanos, bytes, from, to - from);
    }

    @Override
    void last(byte[] bytes, int end) throws IOException {
        searched = 0;
        int at = 0;
        while (at < end) {
            int length = entry(bytes, at, end);
            length = length == 0 ? end - at : length;
            deliver(bytes, at, length);
            at += length;
        }
        searched = 0;
    }
}
