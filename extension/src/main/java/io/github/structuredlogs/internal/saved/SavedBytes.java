package io.github.structuredlogs.internal.saved;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file as UTF-8: PowerShell's redirection writes UTF-16, and rotated logs are packed with gzip. An
 * archive is refused: nothing would be found in it, and every assertion of absence would pass.
 */
final class SavedBytes {
    private static final int MAGIC = 4;

    private static final Map<String, String> ARCHIVES = Map.of(
            "PK\u0003\u0004", "a ZIP archive",
            "(\u00b5/\u00fd", "packed with zstd",
            "\u00fd7zX", "packed with xz",
            "BZh9", "packed with bzip2",
            "\u0001\0\0\0", "the engine's stream of frames",
            "\u0002\0\0\0", "the engine's stream of frames");

    private SavedBytes() {}

    /**
     * {@return the text}
     *
     * @throws IOException if the bytes are no text
     */
    static InputStream text(InputStream in) throws IOException {
        BufferedInputStream all = new BufferedInputStream(in);
        all.mark(MAGIC);
        String first = new String(all.readNBytes(MAGIC), StandardCharsets.ISO_8859_1);
        all.reset();
        String archive = ARCHIVES.get(first);
        if (archive != null) {
            throw new IOException("This is not a log but " + archive + ": unpack it first");
        }
        if (first.startsWith("\u001f\u008b")) {
            return new GZIPInputStream(all);
        }
        Charset wide = wide(first);
        return wide == null
                ? all
                : new ByteArrayInputStream(new String(all.readAllBytes(), wide).getBytes(StandardCharsets.UTF_8));
    }

    /** By its mark, or by the zeros between characters of ASCII. */
    private static @Nullable Charset wide(String first) {
        if (first.startsWith("\u00ff\u00fe") || first.startsWith("\u00fe\u00ff")) {
            return StandardCharsets.UTF_16;
        }
        if (first.length() < MAGIC) {
            return null;
        }
        boolean even = first.charAt(0) == 0 && first.charAt(2) == 0;
        boolean odd = first.charAt(1) == 0 && first.charAt(3) == 0;
        if (even == odd) {
            return null;
        }
        return even ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
}
