package io.github.structuredlogs.internal.docker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLengthTest {

    /** As Docker Engine 20.10.24 wrote it. */
    @Test
    void countsAsTheEngineWrites() {
        assertThat(atMost("a\tb<c>&\"\\\u0001z\r"))
                .isEqualTo("a\\u0009b\\u003cc\\u003e\\u0026\\\"\\\\\\u0001z\\r".length());
    }

    @Test
    void takesTextForNoMoreThanTwice() {
        assertThat(atMost("é日\u2028")).isEqualTo(2 * (2 + 3 + 3));
    }

    /** Of a byte that is no text the engine writes {@code \ufffd}. */
    @Test
    void takesWhatIsNoTextForAsMuchAsItMayBe() {
        byte[] line = {'a', (byte) 0xff, (byte) 0xc3};
        assertThat(JsonLength.atMost(line, 0, line.length)).isEqualTo(1 + 2 * 6);
    }

    private static int atMost(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return JsonLength.atMost(bytes, 0, bytes.length);
    }
}
