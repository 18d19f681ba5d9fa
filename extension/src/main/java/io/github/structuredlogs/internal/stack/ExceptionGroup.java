package io.github.structuredlogs.internal.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's exception groups: several exceptions in one, each in a tree of lines and plus signs. Taken apart, each of them reads
 * like any other traceback.
 */
final class ExceptionGroup {

    /** Stands for the rule above one of the exceptions in a group. */
    static final String ITEM = "\u0000item";

    private static final Pattern HEAD =
            Pattern.compile("\\s*(?:\\| +)*\\+ Exception Group Traceback \\(most recent call last\\):");
    private static final Pattern RULE = Pattern.compile("\\s*(?:\\| +)*\\+-\\+?-{4,} (?:\\d+|\\.\\.\\.) -{4,}");
    private static final Pattern END = Pattern.compile("\\s*(?:\\| +)*\\+-{10,}");
    private static final Pattern BAR = Pattern.compile("\\s*(?:\\|\\s{0,4}(?=\\|))*\\| ?(.*)");

    private ExceptionGroup() {}

    static boolean isIn(List<String> lines) {
        return lines.stream().anyMatch(line -> HEAD.matcher(line).matches());
    }

    /** {@return the lines without the tree, with {@link #ITEM} before each exception of a group} */
    static List<String> flattened(List<String> lines) {
        List<String> flat = new ArrayList<>();
        for (String line : lines) {
            Matcher bar = BAR.matcher(line);
            if (HEAD.matcher(line).matches()) {
                flat.add("Traceback (most recent call last):");
            } else if (RULE.matcher(line).matches()) {
                flat.add(ITEM);
            } else if (bar.matches()) {
                flat.add(bar.group(1));
            } else if (!END.matcher(line).matches()) {
                flat.add(line);
            }
        }
        return flat;
    }

    /** Whether the title is that of a group, which says no more than how many exceptions are in it. */
    static boolean isTitle(String title) {
        return title.endsWith(" sub-exception)") || title.endsWith(" sub-exceptions)");
    }
}
