package io.github.structuredlogs.internal.viewer.beside;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Whether somebody debugs this JVM: no API says whether a debugger is attached, but the JVM was started for one. */
public final class DebuggedJvm {
    private DebuggedJvm() {}

    /** {@return whether this JVM was started for a debugger} */
    public static boolean isThis() {
        return isStartedBy(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static boolean isStartedBy(List<String> arguments) {
        return arguments.stream().anyMatch(DebuggedJvm::isAgent);
    }

    private static boolean isAgent(String argument) {
        return argument.equals("-agentlib:jdwp")
                || argument.startsWith("-agentlib:jdwp=")
                || argument.equals("-Xrunjdwp")
                || argument.startsWith("-Xrunjdwp:")
                || argument.matches("-agentpath:.*[/\\\\](lib)?jdwp\\.(so|dll|dylib)(=.*)?");
    }
}
