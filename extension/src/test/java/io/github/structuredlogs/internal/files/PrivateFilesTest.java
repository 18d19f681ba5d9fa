package io.github.structuredlogs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {

    @TempDir
    Path directory;

    @Test
    void filesAreTheirOwnersAlone() throws IOException {
        Path file = directory.resolve("a.log");
        PrivateFiles.write(file, "x");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("x");
    }

    @Test
    void aFileThatIsThereLosesWhatOthersMay() throws IOException {
        Path file = Files.writeString(directory.resolve("old.log"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        PrivateFiles.open(file, StandardOpenOption.APPEND).close();
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("old");
    }

    @Test
    void directoriesAreTheirOwnersAloneAndThoseAboveAreAsUsual() throws IOException {
        Path made = directory.resolve("a/b");
        PrivateFiles.createDirectory(made);
        PrivateFiles.createDirectory(made);
        assertThat(mode(made)).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("a"))).startsWith("rwx").isNotEqualTo("rwx------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
