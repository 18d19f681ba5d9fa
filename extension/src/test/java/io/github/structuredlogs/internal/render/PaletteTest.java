package io.github.structuredlogs.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PaletteTest {

    /** Black, two editors' dark, white and Solarized's light. */
    private static final int[] BACKGROUNDS = {0x000000, 0x1e1e1e, 0x2b2b2b, 0xffffff, 0xfdf6e3};

    /** WCAG 2 asks for 3:1 of large text and of what is not text alone. */
    private static final double LEAST_CONTRAST = 3;

    @Test
    void canBeReadOnDarkAndLight() {
        List<Integer> colors = new ArrayList<>();
        for (int color : Palette.CONTAINERS) {
            colors.add(color);
        }
        for (String style :
                List.of(Palette.DIM, Palette.ERROR, Palette.WARN, Palette.INFO, Palette.DEBUG, Palette.REDIRECT)) {
            Matcher matcher = Pattern.compile("38;5;(\\d+)").matcher(style);
            assertThat(matcher.find()).isTrue();
            colors.add(Integer.valueOf(matcher.group(1)));
        }
        for (int color : colors) {
            for (int background : BACKGROUNDS) {
                assertThat(contrast(rgb(color), background))
                        .as("colour %d on %06x", color, background)
                        .isGreaterThan(LEAST_CONTRAST);
            }
        }
    }

    @Test
    void givesAContainerTheSameColorInEveryRun() {
        assertThat(new ContainerColumn().style("orders")).isEqualTo(new ContainerColumn().style("orders"));
    }

    @Test
    void givesMoreContainersThanColorsAColorToo() {
        ContainerColumn containers = new ContainerColumn();
        for (int i = 0; i < 100; i++) {
            assertThat(containers.style("container-" + i)).isNotEmpty();
        }
    }

    private static int rgb(int index) {
        if (index >= 232) {
            return (8 + 10 * (index - 232)) * 0x010101;
        }
        int[] levels = {0, 95, 135, 175, 215, 255};
        int cube = index - 16;
        return levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6];
    }

    private static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
