package io.github.structuredlogs.internal.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the output of the build goes that has started this JVM. A JVM that runs tests writes to a pipe in any case; only the
 * build's own standard output shows whether a person looks at it. Known on Linux alone.
 */
public final class BuildOutput {

    /** Between the build and this JVM there may be a shell or two. */
    private static final int MAX_ANCESTORS = 6;

    private BuildOutput() {}

    /** {@return whether it is known to go somewhere else than to a terminal} */
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
