package io.github.structuredlogs.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/** The modules under compatibility would be green as well with every version overridden in vain. */
@Tag("containers")
@Tag("compatibility")
class VersionsTest {
    @Test
    void areTheOnesThatTheModuleNames() throws Exception {
        String junit = jarOf(Test.class);
        String testcontainers = jarOf(GenericContainer.class);
        String assertj = jarOf(Assertions.class);
        Runtime.Version java = Runtime.version();
        String wanted = System.getProperty("expected.java", "");
        boolean other = !wanted.isEmpty() && !wanted.equals(String.valueOf(java.feature()));
        System.out.println(String.format(
                "Tested with %s, %s, %s, Java %s%s",
                junit, testcontainers, assertj, java, other ? " (no JDK " + wanted + " was found here)" : ""));

        assertThat(junit).contains(System.getProperty("expected.junit", ""));
        assertThat(testcontainers).contains(System.getProperty("expected.testcontainers", ""));
        assertThat(assertj).contains(System.getProperty("expected.assertj", ""));
    }

    private static String jarOf(Class<?> type) throws Exception {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return jar.getFileName().toString().replace(".jar", "");
    }
}
