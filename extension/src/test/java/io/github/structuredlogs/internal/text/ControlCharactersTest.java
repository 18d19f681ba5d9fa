package io.github.structuredlogs.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCharactersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "Grüße, 你好, здравствуй, مرحبا, नमस्ते",
                "👩‍👩‍👧 family",
                "می‌خواهم",
                "a\\u001b b",
                "… │ ═"
            })
    void leavesTextAlone(String text) {
        assertThat(ControlCharacters.visible(text)).isSameAs(text).isEqualTo(text);
    }

    @Test
    void showsEveryCharacterThatActsOrHides() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean control = Character.isISOControl(c);
            boolean bidi = (c >= 0x202a && c <= 0x202e)
                    || (c >= 0x2066 && c <= 0x2069)
                    || c == 0x200e
                    || c == 0x200f
                    || c == 0x61c;
            boolean hidden = c == 0x200b
                    || c == 0xfeff
                    || c == 0xad
                    || (c >= 0xe0000 && c <= 0xe007f)
                    || c == 0x2028
                    || c == 0x2029;
            boolean lone = c >= 0xd800 && c <= 0xdfff;
            if (control || bidi || hidden || lone) {
                String shown = ControlCharacters.visible("a" + Character.toString(c) + "b");
                assertThat(shown.codePoints().allMatch(shownOne -> shownOne >= ' ' && shownOne < 0x7f))
                        .as("U+%04X: %s", c, shown)
                        .isTrue();
            }
        }
    }

    @Test
    void keepsLineFeedsWhereLinesAreWanted() {
        assertThat(ControlCharacters.visibleLines("a\r\nb\rc\n\u001b")).isEqualTo("a\nb\\rc\n\\u001b");
        assertThat(ControlCharacters.visible("a\nb")).isEqualTo("a\\nb");
    }
}
