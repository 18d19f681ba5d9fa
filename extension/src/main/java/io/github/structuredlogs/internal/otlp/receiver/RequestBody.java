package io.github.structuredlogs.internal.otlp.receiver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** Reads the bodies of requests, each within a bound and all together within one. Thread-safe. */
final class RequestBody {

    /** Of one request, decompressed. */
    static final int MAX_BYTES = 64 << 20;

    /** Of all that are read at once: an array that grows is there twice for a moment. */
    private static final long MAX_BYTES_AT_ONCE =
            Math.max(MAX_BYTES, Runtime.getRuntime().maxMemory() / 4);

    private static final int PART = 16 << 10;

    private final int maxBytes;
    private final long maxBytesAtOnce;
    private final AtomicLong inUse = new AtomicLong();

    /** A body is longer than what is taken. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** The bodies that are being read are, together, longer than what is taken. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1;
    }

    RequestBody() {
        this(MAX_BYTES, MAX_BYTES_AT_ONCE);
    }

    RequestBody(int maxBytes, long maxBytesAtOnce) {
        this.maxBytes = maxBytes;
        this.maxBytesAtOnce = maxBytesAtOnce;
    }

    /** What to do with the bytes of a body. */
    interface BodyReading<R> {
        R read(byte[] body) throws IOException;
    }

    /**
     * Reads a body and does something with it.
     *
     * @param gzip whether it is compressed
     * @throws TooLongException if it is too long
     * @throws NoRoomException if there are too many at once
     */
    <R> R with(InputStream in, boolean gzip, BodyReading<R> reading) throws IOException {
        long taken = 0;
        try {
            InputStream plain = gzip ? new GZIPInputStream(in) : in;
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] part = new byte[PART];
            for (int count = plain.read(part); count >= 0; count = plain.read(part)) {
                if (body.size() + count > maxBytes) {
                    throw new TooLongException();
                }
                taken += count;
                if (inUse.addAndGet(count) > maxBytesAtOnce) {
                    throw new NoRoomException();
                }
                body.write(part, 0, count);
            }
            return reading.read(body.toByteArray());
        } finally {
            inUse.addAndGet(-taken);
        }
    }
}
