package io.github.structuredlogs.internal.viewer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A stream of bytes for a script element: raw deflate, then base64. */
final class Base64Text {
    private Base64Text() {}

    static void write(byte[] bytes, OutputStream out) throws IOException {
        Deflater deflater = new Deflater(6, true);
        // Closing base64's stream ends its text; the stream below it stays open.
        OutputStream kept = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(byte[] b, int from, int length) throws IOException {
                out.write(b, from, length);
            }
        };
        try (OutputStream deflated =
                new DeflaterOutputStream(Base64.getEncoder().wrap(kept), deflater, 1 << 16)) {
            deflated.write(bytes);
        } finally {
            deflater.end();
        }
    }
}
