package io.github.structuredlogs.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.parse.Corpus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the rules hide has a sign, so that a text without one needs no rule. */
class SecretSignsTest {
    private static final int MUTATIONS = 100_000;
    /** What rules look for, in spellings of its own. */
    private static final List<String> PARTS = List.of(
            "bAsIc dXNlcjpwYXNz ",
            "IDENTIFIED BY ",
            "-phunter22 ",
            "mysql ",
            "curl -u a:",
            "://u:hunter22@h",
            "@tcp(",
            "jdbc:oracle:thin:scott/tiger@db",
            "$6$saltsalt$0123456789abcdef",
            "-----BEGIN PRIVATE KEY-----",
            "%26password%3D",
            "API key: ",
            "PASSWORDs=",
            "adminPwds=",
            "id token=",
            "x".repeat(58) + "token=",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh",
            "ghp_0123456789abcdefghijklmnop",
            "{\"kty\":\"RSA\",\"d\":\"0123456789abcdef\"}",
            "AUTH hunter22!",
            "\u043f\u0430\u0440\u043e\u043b\u044c: ",
            "AbC+".repeat(16));

    private final SecretNames names = SecretNames.of(List.of("order number", "x", "-cookie"));
    private final SecretSigns signs = new SecretSigns(names);

    @Test
    void whateverIsHiddenHasASign() throws IOException {
        List<String> texts = texts();
        Random random = new Random(20261201);
        int hidden = 0;
        for (int i = 0; i < texts.size() + MUTATIONS; i++) {
            String text = i < texts.size() ? texts.get(i) : mutated(texts, random);
            if (!byRules(text).equals(text)) {
                hidden++;
                assertThat(signs.any(text)).as(text).isTrue();
            }
        }
        assertThat(hidden).isGreaterThan(MUTATIONS / 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@timestamp\":\"2026-11-28T22:00:00.123Z\",\"log.level\":\"INFO\",\"message\":\"order 17 placed\","
                        + "\"log.logger\":\"com.acme.database.Service3\",\"process.thread.name\":\"worker-1\","
                        + "\"id\":\"ac13ef8e\",\"clientId\":7,\"keyword\":\"x\"}",
                "2026-11-28 22:00:00,123 WARN [main] c.a.OrderService - refused by 10.0.0.1 (100%), see --help",
                "GET /orders/17?page=2 200 12ms",
            })
    void ordinaryLinesHaveNone(String line) {
        assertThat(new SecretSigns(SecretNames.of(List.of())).any(line)).isFalse();
    }

    private String byRules(String text) {
        MaskedText masked = new MaskedText(text);
        new NamedSecrets(names, text, masked).find();
        new SecretShapes(text, masked).find();
        return masked.shown();
    }

    /** A part of one text within another, in capitals now and then. */
    private static String mutated(List<String> texts, Random random) {
        String into = part(texts.get(random.nextInt(texts.size())), random);
        String from = random.nextBoolean()
                ? PARTS.get(random.nextInt(PARTS.size()))
                : part(texts.get(random.nextInt(texts.size())), random);
        int at = random.nextInt(into.length() + 1);
        String text = into.substring(0, at) + from + into.substring(at);
        return random.nextInt(8) == 0 ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String part(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + random.nextInt(80)));
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>(PARTS);
        for (String table : List.of("secrets.tsv", "harmless.tsv")) {
            try (InputStream in =
                    Objects.requireNonNull(SecretSignsTest.class.getResourceAsStream("/redaction/" + table), table)) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.split("\t", 2)[0].replace("\\n", "\n").replace("\\t", "\t"))
                        .forEach(texts::add);
            }
        }
        Corpus.samples()
                .forEach(sample -> new String(Corpus.bytes(sample), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(texts::add));
        return texts;
    }
}
