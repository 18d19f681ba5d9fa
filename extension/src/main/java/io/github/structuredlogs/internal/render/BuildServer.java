package io.github.structuredlogs.internal.render;

import java.nio.file.Path;
import java.util.Map;

/** A build server that interprets a test's output: it folds lines, or attaches files to the test. */
public enum BuildServer {
    /** None, or one that interprets nothing. */
    NONE,
    /** GitHub Actions: {@code ::group::} folds the lines that follow. */
    GITHUB,
    /** Jenkins, whose JUnit Attachments plugin reads {@code [[ATTACHMENT|path]]}. */
    JENKINS;

    /** {@return the build server of this environment} */
    public static BuildServer of(Map<String, String> environment) {
        if ("true".equals(environment.get("GITHUB_ACTIONS"))) {
            return GITHUB;
        }
        return environment.containsKey("JENKINS_URL") ? JENKINS : NONE;
    }

    /** {@return the text, folded under its title if the server can do this, otherwise the title and the text} */
    public String folded(String title, String text) {
        return this == GITHUB ? "::group::" + title + "\n" + text + "\n::endgroup::" : title + "\n" + text;
    }

    /**
     * {@return lines that attach files to the test, each after a line feed; empty if the server cannot attach files}
     */
    public String attachments(Path... files) {
        StringBuilder lines = new StringBuilder();
        if (this == JENKINS) {
            for (Path file : files) {
                lines.append("\n[[ATTACHMENT|").append(file.toAbsolutePath()).append("]]");
            }
        }
        return lines.toString();
    }
}
