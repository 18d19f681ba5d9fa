package io.github.structuredlogs.internal.viewer.beside;

import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.json.JsonText;
import io.github.structuredlogs.internal.json.PlainJson;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run of tests tells its viewer: a line of JSON, in which control characters are escaped.
 *
 * @param kind what it is about
 * @param values what is told, by name
 */
record ViewerMark(Kind kind, Map<String, @Nullable Object> values) {

    /** The names of tests and the messages of failures are as long as their authors like. */
    private static final int MAX_TEXT = 2_000;

    /** What a mark is about. */
    enum Kind {
        /** The first mark: the run, where the engine is, and how its logs are read. */
        RUN,
        /** A container that the tests use, and how they call it. */
        CONTAINER,
        /** Names of fields that are secret from now on. */
        HIDE,
        /** A test begins. */
        BEGINS,
        /** A test has ended. */
        ENDS,
        /** Some tests were left out, because the viewer did not read fast enough. */
        LOST,
        /** The run's report is written. */
        REPORT
    }

    static ViewerMark run(String name, EngineLocation engine, List<?> mappings) {
        ViewerMark mark = new ViewerMark(Kind.RUN, new HashMap<>());
        mark.values.put("name", cut(name));
        mark.values.put("host", engine.host().toString());
        mark.values.put(
                "certificates",
                engine.certificates() == null ? null : engine.certificates().toString());
        mark.values.put("session", engine.session());
        mark.values.put("mappings", mappings);
        return mark;
    }

    static ViewerMark container(String id, String name) {
        return new ViewerMark(Kind.CONTAINER, Map.of("id", id, "name", cut(name)));
    }

    static ViewerMark hide(List<String> names) {
        return new ViewerMark(Kind.HIDE, Map.of("names", names));
    }

    static ViewerMark begins(String id, String className, String name, String displayName, Instant at) {
        return new ViewerMark(
                Kind.BEGINS,
                Map.of("id", id, "class", cut(className), "name", cut(name), "display", cut(displayName), "at", at));
    }

    static ViewerMark ends(String id, Report.ReportOutcome outcome, @Nullable String failure, Instant at) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", id);
        values.put("outcome", outcome.name());
        values.put("failure", failure == null ? null : cut(failure));
        values.put("at", at);
        return new ViewerMark(Kind.ENDS, values);
    }

    static ViewerMark lost(long tests) {
        return new ViewerMark(Kind.LOST, Map.of("tests", tests));
    }

    static ViewerMark report(Path file) {
        return new ViewerMark(Kind.REPORT, Map.of("file", file.toString()));
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    /** {@return the mark as a line of UTF-8, with its end} */
    byte[] line() {
        StringBuilder line = new StringBuilder();
        JsonText json = JsonText.object(line).put("mark", kind.name());
        values.forEach(json::put);
        json.end();
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a mark.
     *
     * @throws IOException if the line is no mark
     */
    static ViewerMark read(String line) throws IOException {
        if (!(PlainJson.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> members)) {
            throw new IOException("expected a mark, found other JSON");
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        members.forEach((name, value) -> values.put(String.valueOf(name), value));
        Object name = values.remove("mark");
        Kind kind = Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("expected a mark of a known kind, found " + name));
        return new ViewerMark(kind, values);
    }

    /** {@return the engine of the mark of a run} */
    EngineLocation engine() throws IOException {
        try {
            String certificates = textOrNull("certificates");
            return new EngineLocation(
                    URI.create(text("host")),
                    certificates == null ? null : Path.of(certificates),
                    textOrNull("session"));
        } catch (IllegalArgumentException e) {
            throw new IOException("expected where the engine is, found " + values.get("host"), e);
        }
    }

    @Nullable String textOrNull(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    String text(String name) throws IOException {
        String text = textOrNull(name);
        if (text == null) {
            throw new IOException("expected \"" + name + "\" in a mark of kind " + kind + ", found none");
        }
        return text;
    }

    Instant at() throws IOException {
        try {
            return Instant.parse(text("at"));
        } catch (DateTimeException e) {
            throw new IOException("expected an instant, found " + values.get("at"), e);
        }
    }

    long number(String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    Path file() throws IOException {
        try {
            return Path.of(text("file"));
        } catch (InvalidPathException e) {
            throw new IOException("expected a file, found " + values.get("file"), e);
        }
    }

    List<?> list(String name) {
        return values.get(name) instanceof List<?> list ? list : List.of();
    }

    Report.ReportOutcome outcome() throws IOException {
        try {
            return Report.ReportOutcome.valueOf(text("outcome"));
        } catch (IllegalArgumentException e) {
            throw new IOException("expected how a test ended, found " + values.get("outcome"), e);
        }
    }
}
