package io.github.structuredlogs.internal.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Several needles at once are found wherever one of them is, and nowhere else. */
class NeedlesTest {

    private final Random random = new Random(3);

    private String text(int length, int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(letters)));
        }
        return text.toString();
    }

    @Test
    void areFoundWhereOneIs() {
        int found = 0;
        for (int round = 0; round < 6_000; round++) {
            String text = text(random.nextInt(60), 2 + round % 3);
            List<String> wanted = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int length = 2 + random.nextInt(i < 2 ? 24 : 9);
                int from = random.nextInt(Math.max(1, text.length()));
                wanted.add(
                        random.nextInt(8) == 0 && from + length <= text.length()
                                ? text.substring(from, from + length)
                                : text(length, 2 + round % 3));
            }
            Needles needles = Needles.of(wanted.stream()
                    .map(each -> Objects.requireNonNull(Needle.longestIn(each)))
                    .toList());
            String around = "abab";
            byte[] bytes = (around + text + around).getBytes(StandardCharsets.UTF_8);
            boolean expected = wanted.stream().anyMatch(text::contains);
            found += expected ? 1 : 0;
            if (needles != null) {
                assertThat(needles.isAnyIn(bytes, around.length(), bytes.length - around.length()))
                        .describedAs("%s in %s", wanted, text)
                        .isEqualTo(expected);
            }
        }
        assertThat(found).isBetween(600, 5_400);
    }

    @Test
    void areFoundAtBothEnds() {
        List<Needle> wanted = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            wanted.add(new Needle(("message number " + i + " of all").getBytes(StandardCharsets.UTF_8)));
        }
        Needles needles = Objects.requireNonNull(Needles.of(wanted));
        byte[] text = "message number 299 of all, and message number 300 of all".getBytes(StandardCharsets.UTF_8);

        assertThat(needles.isAnyIn(text, 0, text.length)).isTrue();
        assertThat(needles.isAnyIn(text, 0, 25)).isTrue();
        assertThat(needles.isAnyIn(text, 0, 24)).isFalse();
        assertThat(needles.isAnyIn(text, 1, text.length)).isFalse();
    }

    @Test
    void manyShortOnesAreNotWorthASearch() {
        assertThat(Needles.of(List.of(needle("up"), needle("ok"), needle("on"), needle("go"), needle("in"))))
                .isNull();
        assertThat(Needles.of(List.of(needle("up")))).isNotNull();
    }

    private static Needle needle(String text) {
        return new Needle(text.getBytes(StandardCharsets.UTF_8));
    }
}
