package io.github.structuredlogs.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.json.PlainJson;
import io.github.structuredlogs.internal.json.RecordJson;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files' line is that of {@link LogRecord#toJson()}, but for the raw line, what is null, and what is secret. */
class NormalFormTest {

    private final NormalFormWriter form = new NormalFormWriter(Redaction.of(List.of()));

    @Test
    void writesWhatARecordsOwnJsonSays() throws IOException, URISyntaxException {
        List<LogRecord> records = new ArrayList<>(List.of(
                SampleRecord.of("orders", LogLevel.ERROR, "a.B", "unknown sku \u001b[2J \u202e \"quoted\"\t\\\n")
                        .levelText("SEVERE")
                        .with("price", new BigDecimal("1.10"))
                        .with("large", new BigInteger("123456789012345678901234567890"))
                        .with("numbers", Arrays.asList(1, 2L, 3.5, null, true))
                        .with("nested", Map.of("a", Map.of("b", List.of(Map.of("c", "d")))))
                        .with("none", null)
                        .with("", "")
                        .trace("4bf92f3577b34da6a3ce929d0e0e4736")
                        .thrown("a.C", "boom", "a.C: boom\n\tat a.C.d(C.java:1)"),
                SampleRecord.text("db", "ready")));
        try (Stream<Path> corpus =
                Files.list(Path.of(Objects.requireNonNull(NormalFormWriter.class.getResource("/corpus"))
                        .toURI()))) {
            for (Path file : corpus.filter(it -> it.toString().matches(".*\\.(?:txt|jsonl)"))
                    .toList()) {
                records.addAll(CapturedLogs.read(file).records());
            }
        }
        assertThat(records).hasSizeGreaterThan(500);

        for (LogRecord record : records) {
            Map<Object, Object> own = members(withoutBareNumbers(RecordJson.write(record)));
            Map<Object, Object> written = members(form.line(record));
            own.remove("raw");
            assertThat(written).as(record.raw()).isEqualTo(masked(own, written));
        }
    }

    /** A record's own JSON has NaN as it was read; the files are to be read by everything that reads JSON. */
    private static String withoutBareNumbers(String json) {
        return json.replaceAll("(?<=[:\\[,])(NaN|-?Infinity)(?=[,\\]}])", "\"$1\"");
    }

    private static Map<Object, Object> members(String json) throws IOException {
        return withoutNull((Map<?, ?>) Objects.requireNonNull(PlainJson.read(json.getBytes(StandardCharsets.UTF_8))));
    }

    private static Map<Object, Object> withoutNull(Map<?, ?> all) {
        Map<Object, Object> known = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            boolean noFields = "fields".equals(name) && ((Map<?, ?>) Objects.requireNonNull(value)).isEmpty();
            boolean absent = value == null || noFields;
            if (!absent) {
                known.put(name, "exception".equals(name) ? withoutNull((Map<?, ?>) value) : value);
            }
        });
        return known;
    }

    /** {@return the same with what the other has masked} */
    private static Map<Object, Object> masked(Map<?, ?> own, Map<?, ?> written) {
        Map<Object, Object> masked = new LinkedHashMap<>();
        own.forEach((name, value) -> masked.put(name, masked(value, written.get(name))));
        return masked;
    }

    private static Object masked(Object own, Object written) {
        if (own instanceof Map<?, ?> map && written instanceof Map<?, ?> other) {
            return masked(map, other);
        }
        return String.valueOf(written).contains(Redaction.MASK) ? written : own;
    }
}
