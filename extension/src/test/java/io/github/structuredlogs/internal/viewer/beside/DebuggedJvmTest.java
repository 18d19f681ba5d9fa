package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebuggedJvmTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005",
                "-agentlib:jdwp",
                "-Xrunjdwp:transport=dt_socket,address=5005",
                "-agentpath:/opt/java/lib/libjdwp.so=transport=dt_socket",
                "-agentpath:C:\\java\\bin\\jdwp.dll=transport=dt_socket",
            })
    void knowsTheDebuggersAgent(String argument) {
        assertThat(DebuggedJvm.isStartedBy(List.of("-Xmx1g", argument))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:hprof=heap=sites",
                "-javaagent:/jdwp.jar",
                "-Dnote=-agentlib:jdwp",
                "-agentpath:/opt/jdwp/libprofiler.so",
                "-Xdebug",
            })
    void takesNothingElseForIt(String argument) {
        assertThat(DebuggedJvm.isStartedBy(List.of(argument))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005",
                "@build/options.txt",
                "-XX:VMOptionsFile=debug.options",
                "-XX:Flags=.hotspotrc",
            })
    void asksTheJvmWhereTheCommandLineMayNameTheAgent(String argument) {
        List<String> commandLine = List.of("java", "-Xmx1g", argument, "-cp", "lib", "Main");

        assertThat(DebuggedJvm.mayBeStartedBy(commandLine, Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void asksTheJvmWhereTheEnvironmentHasOptions(String variable) {
        assertThat(DebuggedJvm.mayBeStartedBy(List.of("java"), Map.of(variable, "-Xmx1g")))
                .isTrue();
    }

    @Test
    void asksTheJvmWhereTheSystemDoesNotTellTheCommandLine() {
        assertThat(DebuggedJvm.mayBeStartedBy(List.of(), Map.of())).isTrue();
    }

    @Test
    void asksTheJvmNothingElse() {
        List<String> commandLine = List.of("java", "-Xmx1g", "-cp", "lib", "Main");

        assertThat(DebuggedJvm.mayBeStartedBy(commandLine, Map.of("PATH", "/usr/bin")))
                .isFalse();
    }
}
