package io.github.structuredlogs.internal.parse.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTest {

    private static Id read(String text) {
        // Behind other characters, as in a line.
        char[] chars = ("…" + text).toCharArray();
        Id id = new Id();
        id.read("0af7651916cd43dd8448eb211c80319c".toCharArray(), 0, 32);
        assertThat(id.read(chars, 1, chars.length)).isEqualTo(id.isPresent());
        return id;
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
        Id id = read(written);

        assertThat(id.text()).isEqualTo(digits);
        assertThat(id.isHex32()).isTrue();
        assertThat(id.high()).isEqualTo(Long.parseUnsignedLong(digits.substring(0, 16), 16));
        assertThat(id.low()).isEqualTo(Long.parseUnsignedLong(digits.substring(16), 16));
    }

    @ParameterizedTest
    @CsvSource({
        "00F067AA0BA902B7, 00f067aa0ba902b7",
        "4bf92f3577b34da6a3ce929d0e0e473g, 4bf92f3577b34da6a3ce929d0e0e473g",
        "4bf92f3577b34da6a3ce929d0e0e47365, 4bf92f3577b34da6a3ce929d0e0e47365",
        "request 7, request 7"
    })
    void isSomethingElse(String written, String text) {
        Id id = read(written);

        assertThat(id.text()).isEqualTo(text);
        assertThat(id.isHex32()).isFalse();
        assertThat(id.high()).isZero();
        assertThat(id.low()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"''", "00000000000000000000000000000000", "0000000000000000", "00000000-0000-0000-0000-000000000000"})
    void isNone(String written) {
        Id id = read(written);

        assertThat(id.isPresent()).isFalse();
        assertThat(id.text()).isNull();
        assertThat(id.isHex32()).isFalse();
    }
}
