package io.github.structuredlogs.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.parse.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is not looked at for secrets, or only once, has none. */
class HarmlessTextTest {

    private final Redaction redaction = Redaction.of(List.of("order", "x"));

    /** The blank makes it two words, which are looked at. */
    @Test
    void aShortWordAloneIsNoSecret() {
        Set<String> words = new LinkedHashSet<>(
                List.of("password", "PASS", "AUTH", "LOGIN", "bearer", "by", "x", "order", "requirepass", "sig"));
        lines().forEach(line -> {
            for (String word : line.split("\\W+", -1)) {
                if (word.length() < 15) {
                    words.add(word);
                }
            }
        });
        assertThat(words).hasSizeGreaterThan(1_000).allSatisfy(word -> {
            assertThat(redaction.text(word)).isEqualTo(word);
            assertThat(redaction.text(' ' + word)).isEqualTo(' ' + word);
        });
    }

    @Test
    void aTextThatComesAgainIsShownAsBefore() {
        List<String> lines = lines();
        lines.add("password=swordfish");
        lines.add("user=swordfish");
        List<String> first = lines.stream().map(redaction::text).toList();
        assertThat(lines.stream().map(redaction::text)).containsExactlyElementsOf(first);
        assertThat(lines.stream().map(Redaction.of(List.of("order", "x"))::text))
                .containsExactlyElementsOf(first);
        assertThat(first).contains("password=***", "user=swordfish");
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        Corpus.samples()
                .forEach(sample -> new String(Corpus.bytes(sample), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(lines::add));
        return lines;
    }
}
