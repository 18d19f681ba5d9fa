package io.github.structuredlogs.internal.render;

import java.nio.file.Path;
import java.util.Map;

/** What a build server reads out of a test's output: lines that fold, files that belong to the test. */
public enum BuildServer {
    /** None that reads anything. */
    NONE,
    /** GitHub Actions: {@code ::group::} folds what follows. */
    GITHUB,
    /** Jenkins, whose JUnit Attachments plugin looks for {@code [[ATTACHMENT|path]]}. */
    JENKINS;

    /** {@return the one whose environment this is} */
    public static BuildServer of(Map<String, String> environment) {
        if ("true".equals(environment.get("GITHUB_ACTIONS"))) {
            return GITHUB;
        }
        return environment.containsKey("JENKINS_URL") ? JENKINS : NONE;
    }

    /** {@return the text with what follows the title folded, where that is known; else the title and the text} */
    public String folded(String title, String text) {
        return this == GITHUB ? "::group::" + title + "\n" + text + "\n::endgroup::" : title + "\n" + text;
    }

    /** {@return the lines that attach files to the test, each with a line feed before it; empty where nobody reads them} */
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
