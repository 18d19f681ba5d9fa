package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.stack.Stacks;
import org.jspecify.annotations.Nullable;

/**
 * The text that a crashing program prints without a logger's level: the heading of an uncaught exception is an error,
 * the end of a process is fatal.
 */
final class CrashHeading {

    private static final int MAX_HEADING_LENGTH = 400;

    private static final int STREAM = "stdout".length();

    private static final String[] FATAL = {
        "java.lang.OutOfMemoryError: ",
        "panic: ",
        "fatal error: ",
        "Fatal error: ",
        "Fatal error. ",
        "Fatal Python error: ",
        "SIGSEGV: ",
        "SIGABRT: ",
        "SIGBUS: ",
        "SIGILL: ",
        "Segmentation fault",
        "Bus error",
        "Illegal instruction",
        "Floating point exception",
        "Aborted (core dumped)",
        "terminate called ",
        "libc++abi: terminating",
        "*** stack smashing detected ***",
        "double free or corruption",
        "free(): ",
        "malloc(): ",
        "munmap_chunk(): ",
        "corrupted size vs. prev_size",
        "Process terminated. ",
        "Stack overflow.",
        "Error occurred during initialization of VM",
        "Error: Could not create the Java Virtual Machine",
        "Error: A JNI error has occurred",
        "Error: Unable to access jarfile",
        "Error: Could not find or load main class ",
        "Error: LinkageError occurred while loading main class ",
        "core.exception.",
        "Assertion failed: ",
        "FATAL ERROR: ",
        "Crash dump is being written to:"
    };

    /**
     * Text anywhere in the first lines of a record that begins with a number sign, or after a shell's name and line.
     */
    private static final String[] FATAL_WITHIN = {
        "A fatal error has been detected by the Java Runtime Environment",
        "There is insufficient memory for the Java Runtime Environment",
        "Segmentation fault",
        "(core dumped)",
        "exec format error",
        "executable file not found in $PATH",
        "ERROR: AddressSanitizer",
        "ERROR: LeakSanitizer",
        ": Assertion `",
        ": Fatal error: ",
        "init terminating in do_boot",
        "exec user process caused",
        "Terminating due to java.lang.OutOfMemoryError",
        "Aborting due to java.lang.OutOfMemoryError"
    };

    private static final String[] UNCAUGHT = {
        "Exception in thread \"",
        "Exception in thread Thread-",
        "Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler",
        "Traceback (most recent call last)",
        "Unhandled exception. ",
        "Unhandled Exception: ",
        "Unhandled exception:",
        "Unhandled exception at ",
        "Unhandled exception in thread ",
        "Uncaught exception",
        "Uncaught Exception",
        "uncaught exception",
        "uncaughtException",
        "Uncaught ",
        "Unhandled promise rejection",
        "Unhandled rejection",
        "unhandledRejection",
        "[UnhandledPromiseRejection",
        "UnhandledPromiseRejection",
        "triggerUncaughtException",
        "Error: unhandled exception",
        "http: panic serving ",
        "Internal Server Error: /",
        "Execution error (",
        "Execution halted",
        "stack traceback:",
        "CallStack (from HasCallStack):",
        "** ("
    };

    private CrashHeading() {}

    /** Sets the level of a text that has none. */
    static void level(TextCursor t, IndexedValues h) {
        if (h.level() != null || h.hasLevelText() || t.lineEnd == 0) {
            return;
        }
        int from = 0;
        while (from < t.lineEnd && t.c[from] <= ' ') {
            from++;
        }
        LogLevel level = of(t, from);
        if (level == null && t.at > from && (t.c[from] == '[' || (t.c[from] >= '0' && t.c[from] <= '9'))) {
            // after a time
            int at = t.at;
            while (at < t.lineEnd && (t.c[at] == ' ' || t.c[at] == ':' || t.c[at] == ']')) {
                at++;
            }
            if (t.indexOf("std", at) == at && t.indexOf(" F ", at) == at + STREAM) {
                // Kubernetes' "time stderr F ".
                at += STREAM + 3;
            }
            level = of(t, at);
        }
        if (level != null) {
            h.impliedLevel(level);
        }
    }

    private static @Nullable LogLevel of(TextCursor t, int from) {
        if (from >= t.lineEnd) {
            return null;
        }
        String heading = t.string(from, Math.min(t.lineEnd, from + MAX_HEADING_LENGTH));
        if (startsWithOne(heading, FATAL)) {
            return LogLevel.FATAL;
        }
        String begin = heading.startsWith("#") ? t.string(from, Math.min(t.end, from + MAX_HEADING_LENGTH)) : heading;
        if (heading.strip().equals("Killed") || isZig(heading)) {
            return LogLevel.FATAL;
        }
        for (String words : FATAL_WITHIN) {
            if (begin.contains(words)) {
                return LogLevel.FATAL;
            }
        }
        boolean uncaught = startsWithOne(heading, UNCAUGHT)
                || heading.contains(") UnhandledPromiseRejectionWarning: ")
                || isNode(t, from, heading)
                || isRuby(heading)
                || isPython(heading)
                || heading.contains("BEGIN failed--compilation aborted")
                || (t.lineEnd < t.end && Stacks.isHeader(heading.strip()) && goesOnWithFrames(t));
        return uncaught ? LogLevel.ERROR : null;
    }

    private static boolean startsWithOne(String text, String[] beginnings) {
        for (String beginning : beginnings) {
            if (text.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** Says whether an exception was printed rather than logged: its heading, and frames on the next line. */
    private static boolean goesOnWithFrames(TextCursor t) {
        int next = t.lineEnd;
        while (next < t.end && (t.c[next] == '\r' || t.c[next] == '\n')) {
            next++;
        }
        return Stacks.isFrame(t.string(next, Math.min(t.end, next + MAX_HEADING_LENGTH)), 0);
    }

    /** {@code thread 1 panic: reached unreachable code}. */
    private static boolean isZig(String heading) {
        int panic = heading.startsWith("thread ") ? heading.indexOf(" panic: ") : -1;
        return panic > "thread ".length()
                && heading.substring("thread ".length(), panic).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** What Python prints before it runs anything: a file and a line above the place, or a missing module. */
    private static boolean isPython(String heading) {
        return (heading.startsWith("File \"") && heading.contains("\", line "))
                || (heading.startsWith("/") && heading.contains(": No module named "));
    }

    /** {@code /app/index.js:3} above the throwing line and its underline. */
    private static boolean isNode(TextCursor t, int from, String heading) {
        if (t.lineEnd == t.end
                || heading.indexOf(' ') >= 0
                || !(heading.contains("js:") || heading.contains("ts:") || heading.startsWith("node:"))) {
            return false;
        }
        return t.string(from, Math.min(t.end, from + 4 * MAX_HEADING_LENGTH)).contains("^");
    }

    /** {@code a.rb:3:in `f': message (RuntimeError)}. */
    private static boolean isRuby(String heading) {
        int place = heading.indexOf(":in ");
        return place > 0
                && heading.indexOf(' ') == place + 3
                && heading.endsWith(")")
                && heading.lastIndexOf(" (") > place
                && Character.isUpperCase(heading.charAt(heading.lastIndexOf(" (") + 2));
    }
}
