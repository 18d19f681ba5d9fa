package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
