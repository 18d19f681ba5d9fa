package io.github.structuredlogs.internal.saved;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file as UTF-8: PowerShell's redirection writes UTF-16, and rotated logs are packed with gzip. What is no
 * log is refused: nothing would be found in it, and every assertion of absence would pass.
 */
final class SavedBytes {
    /** The number of first bytes that tell what a file is. */
    private static final int SAMPLE = 4096;

    private static final int TAR_MARK = 257;
    private static final int MIN_CONTROLS = 8;
    private static final int MAX_LAYERS = 2;

    private static final Map<String, String> NO_LOGS = new TreeMap<>(Map.ofEntries(
            Map.entry("PK\u0003\u0004", "a ZIP archive"),
            Map.entry("PK\u0005\u0006", "a ZIP archive"),
            Map.entry("PK\u0007\b", "a ZIP archive"),
            Map.entry("(\u00b5/\u00fd", "packed with zstd"),
            Map.entry("\u00fd7zX", "packed with xz"),
            Map.entry("BZh", "packed with bzip2"),
            Map.entry("7z\u00bc\u00af", "a 7z archive"),
            Map.entry("Rar!\u001a", "a RAR archive"),
            Map.entry("\u0004\"M\u0018", "packed with lz4"),
            Map.entry("\u001f\u009d", "packed with compress"),
            Map.entry("%PDF-", "a PDF file"),
            Map.entry("LPKSHHRH", "a journal of systemd"),
            Map.entry("\u0001\0\0\0", "the engine's stream of frames"),
            Map.entry("\u0002\0\0\0", "the engine's stream of frames")));

    private SavedBytes() {}

    /**
     * {@return the text}
     *
     * @param judges whether to refuse what may be text but no log
     * @throws IOException if the bytes are no text
     */
    static InputStream text(InputStream in, boolean judges) throws IOException {
        return text(in, judges, 0);
    }

    private static InputStream text(InputStream in, boolean judges, int layers) throws IOException {
        BufferedInputStream all = new BufferedInputStream(in);
        all.mark(SAMPLE);
        byte[] bytes = all.readNBytes(SAMPLE);
        all.reset();
        String first = new String(bytes, StandardCharsets.ISO_8859_1);
        if (GzipMembers.isBegunBy(first)) {
            if (layers == MAX_LAYERS) {
                throw new IOException("This is packed with gzip more than twice: unpack it first");
            }
            return text(new ByteArrayInputStream(GzipMembers.unpacked(all.readAllBytes())), judges, layers + 1);
        }
        String archive = archive(first);
        if (archive != null) {
            throw new IOException("This is not a log but " + archive + ": unpack or convert it first");
        }
        Charset wide = wide(bytes, first);
        if (wide != null) {
            byte[] text = new String(all.readAllBytes(), wide).getBytes(StandardCharsets.UTF_8);
            return text(new ByteArrayInputStream(text), judges, layers);
        }
        if (!judges) {
            return all;
        }
        if (isBinary(bytes)) {
            throw new IOException("This is not a log but binary data: save the output of docker logs instead");
        }
        String answer = NoLog.answer(bytes, bytes.length < SAMPLE);
        if (answer != null) {
            throw new IOException(answer);
        }
        return all;
    }

    private static @Nullable String archive(String first) {
        for (Map.Entry<String, String> each : NO_LOGS.entrySet()) {
            if (first.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        if (first.startsWith("ustar", TAR_MARK)) {
            return "a tar archive";
        }
        // Each entry of that driver begins with its length, in four bytes.
        boolean isLocal = first.startsWith("\0\0") && first.matches("(?s)\0\0..\n.(stdout|stderr).*");
        return isLocal ? "the file of the engine's logging driver local" : null;
    }

    /** By its mark, or by the zeros between characters of ASCII. */
    private static @Nullable Charset wide(byte[] bytes, String first) {
        if (first.startsWith("\u00ff\u00fe\0\0") || first.startsWith("\0\0\u00fe\u00ff")) {
            return Charset.forName("UTF-32");
        }
        if (first.startsWith("\u00ff\u00fe") || first.startsWith("\u00fe\u00ff")) {
            return StandardCharsets.UTF_16;
        }
        int[] zeros = new int[4];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i % 4] += bytes[i] == 0 ? 1 : 0;
        }
        int even = zeros[0] + zeros[2];
        int odd = zeros[1] + zeros[3];
        // What was appended in another encoding does not make all of it wide.
        boolean beginsWide = first.substring(0, Math.min(32, first.length())).indexOf('\0') >= 0;
        if ((even + odd) * 8 < bytes.length || bytes.length < 4 || !beginsWide) {
            return null;
        }
        if (zeros[2] > 0 && zeros[3] > 0 && zeros[1] * 8 > bytes.length && zeros[0] == 0) {
            return Charset.forName("UTF-32LE");
        }
        if (zeros[0] > 0 && zeros[1] > 0 && zeros[2] * 8 > bytes.length && zeros[3] == 0) {
            return Charset.forName("UTF-32BE");
        }
        if (Math.min(even, odd) * 8 > Math.max(even, odd)) {
            return null;
        }
        return even > odd ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /** What containers write to a terminal has control characters as well, but hardly these, and few of them. */
    private static boolean isBinary(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && bytes[from] == 0) {
            // A file that was truncated while it was written begins with zeros.
            from++;
        }
        int controls = 0;
        for (int i = from; i < bytes.length; i++) {
            controls += isControl(bytes[i]) ? 1 : 0;
        }
        return controls >= MIN_CONTROLS && controls * 20 > bytes.length - from;
    }

    private static boolean isControl(byte c) {
        return (c >= 0 && c < '\b') || (c > '\r' && c < ' ' && c != 0x1b);
    }
}
