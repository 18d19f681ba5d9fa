package io.github.structuredlogs.internal.parse.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceIdReaderTest {

    private static TraceIdReader read(String text) {
        // Behind other characters, as in a line.
        char[] chars = ("…" + text).toCharArray();
        TraceIdReader traceIdReader = new TraceIdReader();
        traceIdReader.read("0af7651916cd43dd8448eb211c80319c".toCharArray(), 0, 32);
        assertThat(traceIdReader.read(chars, 1, chars.length)).isEqualTo(traceIdReader.isPresent());
        return traceIdReader;
    }

    @ParameterizedTest
    @CsvSource({
        "4bf92f3577b34da6a3ce929d0e0e4736, 4bf92f3577b34da6a3ce929d0e0e4736",
        "4BF92F3577B34DA6A3CE929D0E0E4736, 4bf92f3577b34da6a3ce929d0e0e4736",
        "projects/shop/traces/4bf92f3577b34da6a3ce929d0e0e4736, 4bf92f3577b34da6a3ce929d0e0e4736",
        "1-4bf92f35-77b34da6a3ce929d0e0e4736, 4bf92f3577b34da6a3ce929d0e0e4736",
        "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Sampled=1, 4bf92f3577b34da6a3ce929d0e0e4736",
        "ffffffffffffffff0000000000000001, ffffffffffffffff0000000000000001"
    })
    void isThirtyTwoDigits(String written, String digits) {
        TraceIdReader traceIdReader = read(written);

        assertThat(traceIdReader.text()).isEqualTo(digits);
        assertThat(traceIdReader.isHex32()).isTrue();
        assertThat(traceIdReader.high()).isEqualTo(Long.parseUnsignedLong(digits.substring(0, 16), 16));
        assertThat(traceIdReader.low()).isEqualTo(Long.parseUnsignedLong(digits.substring(16), 16));
    }

    @ParameterizedTest
    @CsvSource({
        "00F067AA0BA902B7, 00f067aa0ba902b7",
        "4bf92f3577b34da6a3ce929d0e0e473g, 4bf92f3577b34da6a3ce929d0e0e473g",
        "4bf92f3577b34da6a3ce929d0e0e47365, 4bf92f3577b34da6a3ce929d0e0e47365",
        "request 7, request 7"
    })
    void isSomethingElse(String written, String text) {
        TraceIdReader traceIdReader = read(written);

        assertThat(traceIdReader.text()).isEqualTo(text);
        assertThat(traceIdReader.isHex32()).isFalse();
        assertThat(traceIdReader.high()).isZero();
        assertThat(traceIdReader.low()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"''", "00000000000000000000000000000000", "0000000000000000", "00000000-0000-0000-0000-000000000000"})
    void isNone(String written) {
        TraceIdReader traceIdReader = read(written);

        assertThat(traceIdReader.isPresent()).isFalse();
        assertThat(traceIdReader.text()).isNull();
        assertThat(traceIdReader.isHex32()).isFalse();
    }
}
