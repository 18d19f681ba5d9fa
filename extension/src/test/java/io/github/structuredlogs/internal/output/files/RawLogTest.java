package io.github.structuredlogs.internal.output.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.LogStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawLogTest {

    @Test
    void takesNoMoreThanIsLeftForAllFilesOfTheRun(@TempDir Path directory) throws IOException {
        AtomicLong left = new AtomicLong(10);
        RawLog one = new RawLog(directory.resolve("one.log"), left, 10);
        RawLog other = new RawLog(directory.resolve("other.log"), left, 10);

        write(one, "123\n");
        write(other, "456\n");

        assertThatThrownBy(() -> write(one, "789\n"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the limit of 0 MiB is reached");
        one.close();
        other.close();
        assertThat(Files.readString(one.file())).isEqualTo("123\n");
        assertThat(Files.readString(other.file())).isEqualTo("456\n");
    }

    private static void write(RawLog log, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        log.write(LogStream.STDOUT, bytes, 0, bytes.length);
    }
}
