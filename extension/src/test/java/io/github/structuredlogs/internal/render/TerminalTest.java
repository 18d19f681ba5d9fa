package io.github.structuredlogs.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final String SUREFIRE = "/repo/target/surefire/surefirebooter.jar";

    private static boolean colored(Map<String, String> environment) {
        return Terminal.isColored(null, environment, SUREFIRE);
    }

    @Test
    void colorsInATerminalAndInAnIde() {
        assertThat(colored(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(colored(Map.of())).isFalse();
        assertThat(colored(Map.of("TERM", "dumb"))).isFalse();
        assertThat(colored(Map.of("TERM", "xterm", "CI", "true"))).isFalse();
        assertThat(Terminal.isColored(null, Map.of(), "com.intellij.rt.junit.JUnitStarter -ideVersion5"))
                .isTrue();
        assertThat(Terminal.isColored(null, Map.of(), null)).isFalse();
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
        assertThat(Terminal.isColored(true, Map.of("NO_COLOR", "1"), null)).isTrue();
        assertThat(Terminal.isColored(false, Map.of("FORCE_COLOR", "1", "TERM", "xterm"), null))
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
}
