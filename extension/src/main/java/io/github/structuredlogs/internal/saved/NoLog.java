package io.github.structuredlogs.internal.saved;

import io.github.structuredlogs.internal.json.Utf8;
import io.github.structuredlogs.internal.text.PlainRecordText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises an HTML page, a server's error or a tool's message that was saved instead of a log, or at its end. */
final class NoLog {
    private static final Pattern PAGE = Pattern.compile(
            "(?is)(<\\?xml[^>]{0,200}>\\s*)?(<!--.{0,500}?-->\\s*)*+<(!doctype\\s+html|html|head)\\b.*");
    private static final Pattern XML_ERROR = Pattern.compile("(?s)(<\\?xml[^>]{0,200}>\\s*)?<Error>\\s*<Code>.*");

    /** What servers answer: GitHub, GitLab, Docker, Kubernetes. */
    private static final Pattern JSON_ERROR = Pattern.compile("(?s)\\{\\s*\"(message|error)\"\\s*:\\s*"
            + "(\"([45]\\d\\d (Not|Unauth|Forbidden|Bad|Gone|Internal|Too|Service|Gateway)|No such container)[^\"]*\"\\s*\\}|\"[^\"]*\"\\s*,\\s*(\"errors\"\\s*:\\s*\\[[^\\]]*\\]\\s*,\\s*)?\"documentation_url\"\\s*:[^{}]*\\})"
            + "|\\{\\s*\"kind\"\\s*:\\s*\"Status\"\\s*,\\s*\"apiVersion\".*");

    /** How Docker, Compose, kubectl, gh and podman say that they have no log. */
    private static final List<String> INSTEAD = List.of(
            "Error: No such container: ",
            "Error: no container with name or ID ",
            "Error response from daemon: ",
            "Cannot connect to the Docker daemon at ",
            "error during connect: ",
            "Got permission denied while trying to connect to the Docker daemon ",
            "permission denied while trying to connect to the Docker daemon ",
            "no such service: ",
            "no configuration file provided: not found",
            "Error from server (",
            "error: You must be logged in to the server",
            "error: timed out waiting for the condition",
            "Unable to connect to the server: ",
            "No resources found in ",
            "The logs for this run have expired",
            "failed to get run log: ",
            "gh: Not Found (HTTP ");

    /** Of kubectl, whose first words a database's driver may say as well. */
    private static final String HOST_OR_PORT = "did you specify the right host or port?";

    /** How Docker, kubectl and build servers say that they have no more of a log. */
    private static final List<String> AT_THE_END = List.of(
            "error from daemon in stream: ",
            "unable to retrieve container logs for ",
            "failed to create fsnotify watcher: ",
            "Job's log exceeded limit of ",
            "The job exceeded the maximum log length");

    /** GitLab colours its own words. */
    private static final Pattern COLORS = Pattern.compile("^(\u001b\\[[\\d;]*m)+");

    private NoLog() {}

    /**
     * {@return what stands in the place of a log, as a sentence; null if it may be a log}
     *
     * @param bytes the beginning of a file
     * @param isWhole whether this is all of it
     */
    static @Nullable String answer(byte[] bytes, boolean isWhole) {
        int from = Utf8.afterMark(bytes, 0, bytes.length);
        String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
        if (PAGE.matcher(text).matches()) {
            return "This is not a log but an HTML page, such as that of a login or an error: save the log again";
        }
        if (XML_ERROR.matcher(text).matches()) {
            return "This is not a log but a server's error: " + start(text);
        }
        if (!isWhole) {
            return null;
        }
        boolean isAnswer = JSON_ERROR.matcher(text).matches();
        boolean isOfATool = text.equals("log not found")
                || isIn(INSTEAD, text)
                || isIn(AT_THE_END, text)
                || (text.startsWith("The connection to the server ") && text.contains(HOST_OR_PORT));
        return isAnswer || (isOfATool && text.lines().count() <= 3)
                ? "This is not a log but what was said in its place: " + start(text)
                : null;
    }

    /** Says whether a line is what a tool says when it has no more of a log. */
    static boolean isTheLastOfATool(String line) {
        return isIn(AT_THE_END, line);
    }

    private static boolean isIn(List<String> beginnings, String text) {
        String plain = COLORS.matcher(text).replaceFirst("");
        return beginnings.stream().anyMatch(plain::startsWith);
    }

    private static String start(String text) {
        return PlainRecordText.INSTANCE.plain(text.lines().findFirst().orElse(""));
    }
}
