package io.github.structuredlogs.internal.docker.log;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.docker.api.EngineTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The decoder of the engine's frames: a byte for the stream, three zeros, the length (4 bytes, big-endian), the entry.
 *
 * @see <a
 *     href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach">Stream
 *     format</a>
 */
final class FrameDecoder extends LogDecoder {

    private static final int HEADER = 8;
    private static final int MAX_BYTES = 64 << 20;

    private final EntrySink sink;
    private final EntryTimes times = new EntryTimes();

    FrameDecoder(EntrySink sink) {
        this.sink = sink;
    }

    @Override
    int decode(byte[] bytes, int end) throws IOException {
        int at = 0;
        while (end - at >= HEADER) {
            int length = ((bytes[at + 4] & 0xff) << 24)
                    | ((bytes[at + 5] & 0xff) << 16)
                    | ((bytes[at + 6] & 0xff) << 8)
                    | (bytes[at + 7] & 0xff);
            if (bytes[at] < 0
                    || bytes[at] > 3
                    || bytes[at + 1] != 0
                    || bytes[at + 2] != 0
                    || bytes[at + 3] != 0
                    || length < 0
                    || length > MAX_BYTES) {
                throw new IOException("the engine sent something that is not a log frame");
            }
            if (end - at - HEADER < length) {
                break;
            }
            frame(bytes[at], bytes, at + HEADER, length);
            at += HEADER + length;
        }
        return at;
    }

    private void frame(int type, byte[] bytes, int offset, int length) {
        if (type == 3) {
            sink.engineError(new String(bytes, offset, length, StandardCharsets.UTF_8).strip());
            return;
        }
        LogStream stream = type == 2 ? LogStream.STDERR : LogStream.STDOUT;
        int time = EngineTime.length(bytes, offset, length);
        if (time < 0) {
            sink.entry(stream, EntrySink.NO_TIME, bytes, offset, length);
        } else {
            sink.entry(stream, times.parse(bytes, offset, time), bytes, offset + time + 1, length - time - 1);
        }
    }

    @Override
    void last(byte[] bytes, int end) throws IOException {
        throw new IOException("the log ended within a frame");
    }
}
