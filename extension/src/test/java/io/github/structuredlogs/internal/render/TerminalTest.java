package io.github.structuredlogs.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {

    private static final String SUREFIRE = "/repo/target/surefire/surefirebooter.jar";

    private static boolean colored(Map<String, String> environment) {
        return Terminal.isColored(null, environment, SUREFIRE, () -> false);
    }

    @Test
    void colorsInATerminalAndInAnIde() {
        assertThat(colored(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(colored(Map.of())).isFalse();
        assertThat(colored(Map.of("TERM", "dumb"))).isFalse();
        assertThat(colored(Map.of("TERM", "xterm", "CI", "true"))).isFalse();
        assertThat(Terminal.isColored(null, Map.of(), "com.intellij.rt.junit.JUnitStarter -ideVersion5", () -> false))
                .isTrue();
        assertThat(Terminal.isColored(null, Map.of(), null, () -> false)).isFalse();
    }

    @Test
    void heedsTheVariablesInTheirOrder() {
        assertThat(colored(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
        assertThat(colored(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
        assertThat(colored(Map.of("NO_COLOR", "1", "FORCE_COLOR", "1"))).isFalse();
        assertThat(colored(Map.of("FORCE_COLOR", "1", "CI", "true"))).isTrue();
        assertThat(colored(Map.of("CLICOLOR_FORCE", "1", "TERM", "dumb"))).isTrue();
        assertThat(colored(Map.of("FORCE_COLOR", "0", "TERM", "xterm"))).isFalse();
        assertThat(colored(Map.of("CLICOLOR", "0", "TERM", "xterm"))).isFalse();
        assertThat(colored(Map.of("CLICOLOR", "1", "TERM", "xterm"))).isTrue();
    }

    @Test
    void putsTheSettingAboveAll() {
        assertThat(Terminal.isColored(true, Map.of("NO_COLOR", "1"), null, () -> false))
                .isTrue();
        assertThat(Terminal.isColored(false, Map.of("FORCE_COLOR", "1", "TERM", "xterm"), null, () -> false))
                .isFalse();
    }

    @Test
    void takesTheWidthFromTheSettingOrColumns() {
        assertThat(Terminal.width(100, Map.of("COLUMNS", "80"))).isEqualTo(100);
        assertThat(Terminal.width(null, Map.of("COLUMNS", "80"))).isEqualTo(80);
        assertThat(Terminal.width(null, Map.of("COLUMNS", "wide"))).isEqualTo(120);
        assertThat(Terminal.width(null, Map.of())).isEqualTo(120);
        assertThat(Terminal.width(1, Map.of())).isEqualTo(40);
    }

    @Test
    void knowsWhichCharsetsHoldOurCharacters() {
        assertThat(Terminal.showsUnicode(StandardCharsets.UTF_8)).isTrue();
        assertThat(Terminal.showsUnicode(StandardCharsets.US_ASCII)).isFalse();
        assertThat(Terminal.showsUnicode(StandardCharsets.ISO_8859_1)).isFalse();
    }

    @Test
    void whatIsRedirectedHasNoColors(@TempDir Path directory) throws IOException {
        assertThat(Terminal.isColored(null, Map.of("TERM", "xterm"), SUREFIRE, () -> true))
                .isFalse();
        assertThat(Terminal.isColored(null, Map.of("FORCE_COLOR", "1"), SUREFIRE, () -> true))
                .isTrue();

        Path pipe = Files.createSymbolicLink(directory.resolve("1"), Path.of("pipe:[1234]"));
        Path terminal = Files.createSymbolicLink(directory.resolve("2"), Path.of("/dev/pts/0"));
        assertThat(BuildOutput.isRedirected(pipe)).isTrue();
        assertThat(BuildOutput.isRedirected(terminal)).isFalse();
        assertThat(BuildOutput.isRedirected(directory.resolve("unknown"))).isFalse();
    }
}
