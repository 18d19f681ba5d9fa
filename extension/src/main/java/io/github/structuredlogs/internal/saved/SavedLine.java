package io.github.structuredlogs.internal.saved;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.json.Utf8;
import io.github.structuredlogs.internal.parse.ParsedRecord;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.lines.Prefix;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.TimestampReader;
import io.github.structuredlogs.internal.text.Ansi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a saved log without the wrapping of the tool that saved it; reused for each line. Source: the documentation
 * of {@code docker logs --timestamps}, {@code docker compose logs} and the {@code json-file} driver; the Kubernetes
 * enhancement "CRI log format".
 */
final class SavedLine {
    /** The wrapping of all lines of a file. */
    enum Wrapping {
        /** No wrapping. */
        NONE,
        /** {@code 2026-11-21T18:29:08.810621165Z line}. */
        ENGINE_TIME,
        /** {@code 2026-11-21T18:29:08.810621165Z stdout F line}, with P instead of F if the line continues. */
        KUBERNETES,
        /** {@code {"log":"line\n","stream":"stdout","time":"2026-11-21T18:29:08.810621165Z"}}. */
        JSON_FILE,
        /** {@code [pod/orders-7d9f/orders] line}, as {@code kubectl logs --prefix} writes it, possibly with the time. */
        POD,
        /** {@code job<TAB>step<TAB>2026-11-21T18:29:08.8106211Z line}, as {@code gh run view --log} writes it. */
        JOB,
        /** {@code orders-1  | line}, possibly coloured, possibly with the engine's time before the line. */
        COMPOSE
    }

    private static final Set<String> JSON_FILE_KEYS = Set.of("log", "stream", "time", "attrs");

    /** The number of first lines that decide; three in four of them must have the same wrapping. */
    static final int LINES_THAT_TELL = 16;

    private final TextCursor textCursor = new TextCursor();
    private final TimestampReader timestampReader = new TimestampReader();
    private final JsonScanner scanner = new JsonScanner();

    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private long observedNanos;
    private @Nullable LogStream stream;
    private @Nullable String container;
    private boolean goesOn;

    /** {@return the wrapping of a log that begins with these lines} */
    Wrapping wrapping(List<byte[]> lines) {
        int written = 0;
        for (byte[] line : lines) {
            written += Prefix.blanks(line, 0, line.length) < line.length ? 1 : 0;
        }
        for (Wrapping wrapping : List.of(
                Wrapping.JSON_FILE,
                Wrapping.KUBERNETES,
                Wrapping.ENGINE_TIME,
                Wrapping.POD,
                Wrapping.JOB,
                Wrapping.COMPOSE)) {
            int wrapped = 0;
            for (byte[] line : lines) {
                wrapped += read(wrapping, line, 0, line.length) ? 1 : 0;
            }
            if (wrapped > 0 && wrapped * 4 >= written * 3) {
                return wrapping;
            }
        }
        return Wrapping.NONE;
    }

    /** Unwraps a line; {@return whether it had this wrapping, otherwise it is unchanged} */
    boolean read(Wrapping wrapping, byte[] line, int offset, int end) {
        bytes = line;
        from = offset;
        to = end;
        observedNanos = ParsedRecord.NO_TIME;
        stream = null;
        container = null;
        goesOn = false;
        return switch (wrapping) {
            case NONE -> true;
            case ENGINE_TIME -> takeTime();
            case KUBERNETES -> {
                boolean taken = takeTime() && takeStream();
                if (!taken) {
                    from = offset;
                    observedNanos = ParsedRecord.NO_TIME;
                }
                yield taken;
            }
            case JSON_FILE -> takeObject();
            case POD -> takePod();
            case JOB -> takeJob();
            case COMPOSE -> takeName();
        };
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int length() {
        return to - from;
    }

    /** {@return when the engine received it, or {@link ParsedRecord#NO_TIME}} */
    long observedNanos() {
        return observedNanos;
    }

    @Nullable LogStream stream() {
        return stream;
    }

    @Nullable String container() {
        return container;
    }

    /** {@return whether it is a part of a line that continues in the next one of its stream} */
    boolean goesOn() {
        return goesOn;
    }

    /** The engine's time, which always has nine digits, or a Kubernetes node's time with its zone. */
    private boolean takeTime() {
        int end = from + 20;
        if (to - from < 30 || bytes[from + 10] != 'T' || bytes[from + 19] != '.') {
            return false;
        }
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        boolean utc = end < to && bytes[end] == 'Z';
        int zone = utc ? 1 : 6;
        if (end != from + 29 || end + zone > to || (!utc && bytes[end] != '+' && bytes[end] != '-')) {
            return false;
        }
        end += zone;
        if (end < to && bytes[end] != ' ') {
            return false;
        }
        textCursor.set(bytes, from, end);
        if (!timestampReader.text(textCursor.c, 0, textCursor.end)) {
            return false;
        }
        observedNanos = timestampReader.epochNanos();
        from = Math.min(end + 1, to);
        return true;
    }

    private boolean takeStream() {
        boolean out = startsWith("stdout ");
        if ((!out && !startsWith("stderr ")) || to - from < 8) {
            return false;
        }
        byte tag = bytes[from + 7];
        if ((tag != 'F' && tag != 'P') || (to - from > 8 && bytes[from + 8] != ' ')) {
            return false;
        }
        stream = out ? LogStream.STDOUT : LogStream.STDERR;
        goesOn = tag == 'P';
        from = Math.min(from + 9, to);
        return true;
    }

    private boolean startsWith(String word) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean takeObject() {
        int end = Prefix.jsonEnd(bytes, from, to);
        if (from == to || bytes[from] != '{' || !scanner.read(bytes, from, end)) {
            return false;
        }
        JsonTape t = scanner.jsonTape();
        for (int i = 0; i < t.keys(); i++) {
            if (!JSON_FILE_KEYS.contains(t.key(i))) {
                return false;
            }
        }
        String log = t.text(t.last("log"));
        if (log == null || !t.hasString("stream") || !timestampReader.read(t, t.last("time"))) {
            return false;
        }
        observedNanos = timestampReader.epochNanos();
        stream = t.textEquals(t.last("stream"), "stderr") ? LogStream.STDERR : LogStream.STDOUT;
        goesOn = !log.endsWith("\n");
        bytes = log.getBytes(StandardCharsets.UTF_8);
        from = 0;
        to = goesOn ? bytes.length : bytes.length - 1;
        return true;
    }

    private boolean takePod() {
        if (!startsWith("[pod/")) {
            return false;
        }
        int slash = indexOf('/', from + 5, to);
        int close = indexOf(']', from, to);
        if (slash >= close || close >= to || (close + 1 < to && bytes[close + 1] != ' ')) {
            return false;
        }
        container = new String(bytes, slash + 1, close - slash - 1, StandardCharsets.UTF_8);
        from = Math.min(close + 2, to);
        takeTime();
        return true;
    }

    /** The time is left where it is, because formats of text know it. */
    private boolean takeJob() {
        int job = indexOf('\t', from, to);
        int step = indexOf('\t', job + 1, to);
        int time = Utf8.afterMark(bytes, Math.min(step + 1, to), to);
        if (to - time < 20 || bytes[time + 4] != '-' || bytes[time + 7] != '-' || bytes[time + 10] != 'T') {
            return false;
        }
        from = time;
        return true;
    }

    private int indexOf(char c, int begin, int end) {
        int at = begin;
        while (at < end && bytes[at] != c) {
            at++;
        }
        return at;
    }

    private boolean takeName() {
        int name = Prefix.blanks(bytes, from, to);
        int line = Prefix.compose(bytes, name, to);
        if (line == name) {
            return false;
        }
        int end = name;
        while (bytes[end] != ' ' && bytes[end] != Ansi.ESCAPE) {
            end++;
        }
        String word = new String(bytes, name, end - name, StandardCharsets.US_ASCII);
        if (LevelScale.NAMES.of(word) != null) {
            return false;
        }
        container = word;
        from = line;
        takeTime();
        return true;
    }
}
