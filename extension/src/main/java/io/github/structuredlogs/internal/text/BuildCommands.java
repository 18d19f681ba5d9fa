package io.github.structuredlogs.internal.text;

import java.util.List;

/**
 * The escaping of build servers' commands in text that a container wrote: Azure Pipelines ({@code ##vso[}, {@code
 * ##[}), TeamCity ({@code ##teamcity[}), GitHub Actions ({@code ::error::} at the beginning of a line), GitLab and
 * Travis (sections), Buildkite (groups at the beginning of a line), Jenkins ({@code [[ATTACHMENT|}), and Surefire's own
 * channel. The text stays readable.
 */
public final class BuildCommands {

    /** Each one is broken by a backslash before its last character. */
    private static final List<String> MARKS = List.of(
            "section_start:",
            "section_end:",
            "travis_fold:",
            "travis_time:",
            ":maven-surefire-event:",
            ":maven-surefire-command:",
            "[[ATTACHMENT|",
            "[[PROPERTY|");

    /** At the beginning of a line, with or without blanks before it. */
    private static final List<String> AT_LINE_START = List.of("::", "--- ", "+++ ", "~~~ ", "^^^ ");

    private static final int MAX_NAME_LENGTH = 20;

    private BuildCommands() {}

    /** {@return the text without commands that work anywhere in a line; the same object if it has none} */
    public static String broken(String text) {
        StringBuilder out = null;
        int copied = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            int end = endOfCommand(text, i);
            if (end > 0) {
                out = out == null ? new StringBuilder(length + 8) : out;
                out.append(text, copied, end - 1).append('\\');
                copied = end - 1;
                i = end - 1;
            }
        }
        return out == null ? text : out.append(text, copied, length).toString();
    }

    private static int endOfCommand(String text, int at) {
        switch (text.charAt(at)) {
            case '#' -> {
                return text.startsWith("##", at) ? endOfHashes(text, at + 2) : -1;
            }
            case '[', ':', 's', 't' -> {
                for (String mark : MARKS) {
                    if (text.startsWith(mark, at)) {
                        return at + mark.length();
                    }
                }
                return -1;
            }
            default -> {
                return -1;
            }
        }
    }

    /** {@code ##vso[}, {@code ##[}. */
    private static int endOfHashes(String text, int from) {
        int end = from;
        while (end < text.length() && end < from + MAX_NAME_LENGTH && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '[' ? end + 1 : -1;
    }

    /** {@return text of several lines without commands, for lines that begin where its own begin} */
    public static String brokenLines(String text) {
        String inline = broken(text);
        if (inline.indexOf('\n') < 0) {
            return atLineStart(inline);
        }
        StringBuilder out = new StringBuilder(inline.length() + 8);
        int from = 0;
        while (from <= inline.length()) {
            int feed = inline.indexOf('\n', from);
            int to = feed < 0 ? inline.length() : feed;
            out.append(atLineStart(inline.substring(from, to)));
            if (feed >= 0) {
                out.append('\n');
            }
            from = to + 1;
        }
        return out.toString();
    }

    /** {@return a line without commands that work only at the beginning of a line} */
    public static String atLineStart(String line) {
        int at = 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        for (String mark : AT_LINE_START) {
            if (line.startsWith(mark, at)) {
                return "\\" + line;
            }
        }
        return line;
    }
}
