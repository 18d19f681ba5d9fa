package io.github.structuredlogs.internal.viewer.beside;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whether somebody debugs this JVM: no API says whether a debugger is attached, but the JVM was started for one. */
public final class DebuggedJvm {
    /** Variables of the environment with further options. */
    private static final List<String> OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private DebuggedJvm() {}

    /** {@return whether this JVM was started for a debugger} */
    public static boolean isThis() {
        return mayBeStartedBy(commandLine(), System.getenv())
                && isStartedBy(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /**
     * Says whether it is worth asking the JVM, which makes it load 45 classes: the command line names the debugger's agent,
     * or other places where it may stand.
     *
     * @param commandLine the arguments of this process, empty where the system does not tell them
     */
    static boolean mayBeStartedBy(List<String> commandLine, Map<String, String> environment) {
        return commandLine.isEmpty()
                || commandLine.stream().anyMatch(DebuggedJvm::isAgentOrFile)
                || OPTIONS.stream().anyMatch(environment::containsKey);
    }

    /** As Linux has it. {@link ProcessHandle} does not tell one that is longer than a page, as a class path is. */
    private static List<String> commandLine() {
        try {
            String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
            return List.of(line.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** An argument such as {@code @options.txt} stands for those in a file. */
    private static boolean isAgentOrFile(String argument) {
        return isAgent(argument)
                || argument.startsWith("@")
                || argument.startsWith("-XX:Flags=")
                || argument.startsWith("-XX:VMOptionsFile=");
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
