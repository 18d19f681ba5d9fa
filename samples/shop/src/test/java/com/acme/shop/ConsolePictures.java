package com.acme.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Draws what the extension prints of the shop, from real runs, below {@code target/pictures}; the README's picture is one of
 * them. Not run by the build: {@code mvn verify -pl samples/shop -am -Dit.test=ConsolePictures -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
class ConsolePictures {

    private static final Path PICTURES = Path.of("target", "pictures");

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 160})
    void drawsLiveOutputAndAFailedTestsBlock(int columns) throws IOException {
        var printed = printed(RefundIT.class, columns, "ALWAYS");
        var title = printed.lastIndexOf('\n', printed.indexOf(" FAILED "));
        var live = printed.substring(0, title);
        var block = printed.substring(title + 1, printed.indexOf('\n', printed.lastIndexOf("━━━")));

        draw(live, "live", columns);
        draw(block, "block", columns);
        draw(tail(live, 14) + "\n" + block, "console", columns);
    }

    @Test
    void writesPlainText() throws IOException {
        Files.createDirectories(PICTURES);
        var printed = printed(RefundIT.class, 120, "NEVER");
        Files.writeString(PICTURES.resolve("plain.txt"), printed);
        assertThat(printed).doesNotContain("\u001b");
    }

    private static String tail(String text, int lines) {
        var all = text.lines().toList();
        return all.stream().skip(Math.max(0, all.size() - lines)).collect(joining("\n"));
    }

    private static void draw(String text, String name, int columns) throws IOException {
        Files.createDirectories(PICTURES);
        Files.writeString(PICTURES.resolve(name + "-" + columns + ".ansi"), text);
        for (var theme : new String[] {"dark", "light"}) {
            var picture = PICTURES.resolve(name + "-" + columns + "-" + theme + ".png");
            TerminalPicture.draw(text, picture, columns, theme.equals("light"));
            assertThat(picture).isNotEmptyFile();
        }
    }

    private static String printed(Class<?> test, int columns, String color) {
        var console = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            EngineTestKit.engine("junit-jupiter")
                    .configurationParameter("structuredlogs.print", "LIVE")
                    .configurationParameter("structuredlogs.color", color)
                    .configurationParameter("structuredlogs.width", String.valueOf(columns))
                    .selectors(selectClass(test))
                    .execute();
        } finally {
            System.setOut(console);
        }
        return printed.toString(UTF_8);
    }
}
