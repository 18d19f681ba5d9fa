package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.internal.text.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The page without data, for a server that brings it up to date; and what the server tells it, in the form of the file. */
public final class LivePage {
    private final ReportIndex index;

    /**
     * Begins with nothing to tell.
     *
     * @param redaction what is hidden
     */
    public LivePage(Redaction redaction) {
        index = new ReportIndex(redaction);
    }

    /**
     * The page.
     *
     * @param name what the reader calls what is watched
     * @param zone the zone in which times are shown at first
     * @param start when watching began
     * @param versions what runs
     * @param live what the page knows of the server from the beginning
     * @return the page in UTF-8
     */
    public byte[] html(String name, ZoneId zone, Instant start, Map<String, String> versions, Map<String, ?> live) {
        Report.ReportRun run = new Report.ReportRun(name, zone, start, start, versions);
        Report nothing = new Report(run, List.of(), List.of(), List.of(), List.of(), List.of());
        String json = index.json(nothing, 0, List.of(), new TimeHistogram(start, start));
        String whole = json.substring(0, json.length() - 1) + ",\"live\":" + index.json(live) + '}';
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
        try {
            PageShell.writeLive(name + " – live", out);
            out.writeBytes("\n<script type=\"text/plain\" id=\"index\">".getBytes(StandardCharsets.UTF_8));
            Base64Text.write(whole.getBytes(StandardCharsets.UTF_8), out);
            out.writeBytes("</script>\n</html>\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /**
     * {@return what a page is told, as JSON in one line; redacted, and its control characters made visible}
     *
     * @param members texts, numbers, instants, records of {@link Report}, and lists and maps of these
     */
    public String json(Map<String, ?> members) {
        return index.json(members);
    }
}
