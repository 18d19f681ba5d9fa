package io.github.structuredlogs.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.parse.Fuzz;
import io.github.structuredlogs.internal.parse.LinesTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

class JsonScannerTest {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(500).build())
            .build();

    /** The two bound the length of a number differently by some digits, and Jackson refuses half a pair in a name. */
    private static final Pattern DIFFERENT = Pattern.compile("[0-9]{900}|\\\\u[dD]");

    private final JsonScanner scanner = new JsonScanner();

    @Test
    void readsWhatJacksonReads() {
        int objects = 0;
        Supplier<byte[]> lines = Fuzz.mutatedLines(5);
        for (int left = Integer.getInteger("proof.json", 20_000); left > 0; left--) {
            byte[] line = lines.get();
            String text = new String(line, StandardCharsets.UTF_8);
            // Jackson refuses bytes that are no UTF-8, and takes a line that begins with zeros for another encoding.
            if (text.indexOf('\ufffd') < 0 && !DIFFERENT.matcher(text).find()) {
                List<String> expected = byJackson(line);
                assertThat(byScanner(line)).as(text).isEqualTo(expected);
                objects += expected == null ? 0 : 1;
            }
        }
        assertThat(objects).as("whole objects among the mutated lines").isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\t} \r\n",
                "{\"\":\"\"}",
                "{\"a\":[],\"b\":{},\"c\":[[{}],[]]}",
                "{\"a\":1,\"a\":-0,\"a\":0.50,\"a\":-1.5E+10,\"a\":2e-3}",
                "{\"a\":NaN,\"b\":Infinity,\"c\":-Infinity,\"d\":+Infinity,\"e\":-INF,\"f\":+INF}",
                "{\"a\":true,\"b\":false,\"c\":null}",
                "{\"\\u00e4\\n\":\"\\ud83d\\ude00 \\ud83d \\\\ \\/ \\\" \\b\\f\\n\\r\\t \\u0000\"}",
                "{\"Grüße\":\"你好 🚀 \u007f\"}"
            })
    void readsAnObject(String json) {
        byte[] line = json.getBytes(StandardCharsets.UTF_8);

        assertThat(byScanner(line)).isNotNull().isEqualTo(byJackson(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "}",
                "{}{}",
                "{} x",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":1x}",
                "{\"a\":nul}",
                "{\"a\":INF}",
                "{\"a\":-Inf}",
                "{\"a\":tru",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":{]}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"\\",
                "{\"a",
                "{\"a\t\":1}",
                "{\"a\":1}/**/",
                "{\"a\":1}\u0000",
                "\u00a0{}"
            })
    void refusesWhatIsNoObject(String json) {
        byte[] line = json.getBytes(StandardCharsets.UTF_8);

        assertThat(byScanner(line)).isNull();
        assertThat(byJackson(line)).as("by Jackson").isNull();
    }

    @Test
    void replacesBytesThatAreNoUtf8() {
        byte[] line = "{\"k\u00ffy\":\"Gr\u00fc\u00dfe \u00c3\u00a4 \\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(scanner.read(line, 0, line.length)).isTrue();

        assertThat(scanner.jsonTape().key(0)).isEqualTo("k\ufffdy");
        assertThat(scanner.jsonTape().text(scanner.jsonTape().first("k\ufffdy")))
                .isEqualTo("Gr\ufffd\ufffde \u00e4 \u00e4");
    }

    @Test
    void keepsTheHalfOfAPairInAName() {
        LogRecord record = LinesTest.one("{\"level\":\"error\",\"a\\ud800b\":1,\"o\":{\"\\udc00\":2},\"msg\":\"x\"}");

        assertThat(record.level()).isEqualTo(LogLevel.ERROR);
        assertThat(record.fields()).containsEntry("a\ud800b", 1).containsEntry("o", Map.of("\udc00", 2));
        assertThat(record.raw()).contains("a\\ud800b");
    }

    @Test
    void knowsMoreNamesThanItKeeps() {
        for (int i = 0; i < 5_000; i++) {
            byte[] line = ("{\"name" + i + "\":" + i + ",\"AaAa\":1,\"BBBB\":2}").getBytes(StandardCharsets.UTF_8);

            assertThat(scanner.read(line, 0, line.length)).isTrue();

            assertThat(scanner.jsonTape().integer(scanner.jsonTape().first("name" + i), -1))
                    .isEqualTo(i);
            assertThat(scanner.jsonTape().integer(scanner.jsonTape().first("BBBB"), -1))
                    .isEqualTo(2);
        }
    }

    @Test
    void boundsTheDepth() {
        byte[] deep = ("{\"a\":" + "[".repeat(499) + "]".repeat(499) + "}").getBytes(StandardCharsets.UTF_8);
        byte[] deeper = ("{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}").getBytes(StandardCharsets.UTF_8);

        assertThat(scanner.read(deep, 0, deep.length)).isTrue();
        assertThat(scanner.read(deeper, 0, deeper.length)).isFalse();
    }

    /** {@return each value with its name, and each end; null if the line is no object} */
    private @Nullable List<String> byScanner(byte[] line) {
        if (!scanner.read(line, 0, line.length)) {
            return null;
        }
        JsonTape jsonTape = scanner.jsonTape();
        List<String> values = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int node = 0; node <= jsonTape.nodes(); node++) {
            while (!open.isEmpty() && jsonTape.end(open.getLast()) == node) {
                open.removeLast();
                values.add("end");
            }
            if (node < jsonTape.nodes()) {
                values.add(jsonTape.name(node) + ": " + scalar(jsonTape, node));
                if (jsonTape.type(node) <= JsonTape.ARRAY) {
                    open.add(node);
                }
            }
        }
        return values;
    }

    private static String scalar(JsonTape jsonTape, int node) {
        return switch (jsonTape.type(node)) {
            case JsonTape.OBJECT -> "{";
            case JsonTape.ARRAY -> "[";
            case JsonTape.STRING -> '"' + jsonTape.text(node);
            case JsonTape.INTEGER -> "integer " + jsonTape.text(node);
            case JsonTape.DECIMAL, JsonTape.NON_FINITE -> "number " + jsonTape.text(node);
            default -> String.valueOf(jsonTape.text(node));
        };
    }

    private static @Nullable List<String> byJackson(byte[] line) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        utf8.writeBytes("    ".getBytes(StandardCharsets.US_ASCII));
        utf8.writeBytes(line);
        List<String> values = new ArrayList<>();
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), utf8.toByteArray())) {
            int depth = 0;
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (values.isEmpty() && token != JsonToken.START_OBJECT) {
                    return null;
                }
                if (!values.isEmpty() && depth == 0) {
                    return null;
                }
                switch (token) {
                    case PROPERTY_NAME -> {
                        name = parser.currentName();
                        continue;
                    }
                    case START_OBJECT -> values.add(name + ": {");
                    case START_ARRAY -> values.add(name + ": [");
                    case END_OBJECT, END_ARRAY -> values.add("end");
                    case VALUE_STRING -> values.add(name + ": \"" + parser.getString());
                    case VALUE_NUMBER_INT -> values.add(name + ": integer " + parser.getString());
                    case VALUE_NUMBER_FLOAT -> values.add(name + ": number " + parser.getString());
                    default -> values.add(name + ": " + (token == JsonToken.VALUE_NULL ? null : parser.getString()));
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                name = "";
            }
            return depth == 0 && !values.isEmpty() ? values : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }
}
