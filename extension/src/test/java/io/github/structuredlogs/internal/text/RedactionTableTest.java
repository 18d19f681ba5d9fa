package io.github.structuredlogs.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Redaction against two tables that were written without knowledge of its rules: texts as programs log them, with the
 * secrets that each holds behind tabs, and texts that only sound like it. {@code \n} and {@code \t} stand for themselves.
 */
class RedactionTableTest {

    private static final double ALLOWED = 0.02;

    private final Redaction redaction = Redaction.of(List.of());

    @Test
    void missesNoMoreThanTwoInAHundred() throws IOException {
        List<String> lines = lines("secrets.tsv");
        List<String> missed = lines.stream().filter(this::misses).toList();

        assertThat(lines).hasSizeGreaterThan(150);
        assertThat(missed).hasSizeLessThanOrEqualTo((int) (lines.size() * ALLOWED));
    }

    private boolean misses(String line) {
        String[] columns = line.split("\t", -1);
        assertThat(columns).as(line).hasSizeGreaterThan(1);
        String shown = redaction.text(unescaped(columns[0]));
        return Arrays.stream(columns).skip(1).anyMatch(secret -> shown.contains(unescaped(secret)));
    }

    @Test
    void hidesNoMoreThanTwoInAHundredWithoutNeed() throws IOException {
        List<String> lines = lines("harmless.tsv");
        List<String> hidden = lines.stream()
                .map(RedactionTableTest::unescaped)
                .filter(text -> !redaction.text(text).equals(text))
                .toList();

        assertThat(lines).hasSizeGreaterThan(150);
        assertThat(hidden).hasSizeLessThanOrEqualTo((int) (lines.size() * ALLOWED));
    }

    @Test
    void hidesNothingMoreInWhatItHasShown() throws IOException {
        Stream<String> shown =
                lines("secrets.tsv").stream().map(line -> redaction.text(unescaped(line.split("\t", -1)[0])));

        assertThat(shown).allSatisfy(text -> assertThat(redaction.text(text)).isEqualTo(text));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RedactionTableTest.class.getResourceAsStream("/redaction/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
