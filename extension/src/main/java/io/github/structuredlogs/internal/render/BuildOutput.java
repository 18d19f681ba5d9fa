package io.github.structuredlogs.internal.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The destination of the build's output. A JVM that runs tests always writes to a pipe; only the standard output of the
 * build that started it shows whether a person reads it. Known only on Linux.
 */
public final class BuildOutput {

    /** There may be a shell or two between the build and this JVM. */
    private static final int MAX_ANCESTORS = 6;

    private BuildOutput() {}

    /** {@return whether the output is known to go somewhere other than a terminal} */
    public static boolean isRedirected() {
        Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
        for (int i = 0; i < MAX_ANCESTORS && ancestor.isPresent(); i++) {
            if (isJava(ancestor.get())) {
                return isRedirected(
                        Path.of("/proc", Long.toString(ancestor.get().pid()), "fd", "1"));
            }
            ancestor = ancestor.get().parent();
        }
        return isRedirected(Path.of("/proc", "self", "fd", "1"));
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().filter(it -> it.endsWith("/java")).isPresent();
    }

    static boolean isRedirected(Path standardOutput) {
        try {
            String target = Files.readSymbolicLink(standardOutput).toString();
            return !target.startsWith("/dev/pts/") && !target.startsWith("/dev/tty") && !target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }
}
