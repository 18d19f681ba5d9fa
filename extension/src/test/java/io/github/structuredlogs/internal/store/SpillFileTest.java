package io.github.structuredlogs.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpillFileTest {

    @TempDir
    private Path directory;

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(ByteBuffer stored) {
        byte[] bytes = new byte[stored.remaining()];
        stored.duplicate().get(bytes);
        return bytes;
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        try (SpillFile file = new SpillFile(0, directory)) {
            // More than one mapping holds, and pieces that do not end where one does.
            int piece = (1 << 20) + 7;
            List<ByteBuffer> stored = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                stored.add(file.store(ByteBuffer.wrap(bytes(i, piece))));
            }

            assertThat(file.onDisk()).isEqualTo(40L * piece);
            for (int i = 0; i < 40; i++) {
                assertThat(read(stored.get(i))).isEqualTo(bytes(i, piece));
            }
        }
    }

    @Test
    void takesAPieceThatIsLargerThanItsMappings() throws IOException {
        try (SpillFile file = new SpillFile(0, directory)) {
            ByteBuffer small = file.store(ByteBuffer.wrap(bytes(1, 100)));
            ByteBuffer large = file.store(ByteBuffer.wrap(bytes(2, 40 << 20)));
            ByteBuffer after = file.store(ByteBuffer.wrap(bytes(3, 100)));

            assertThat(read(small)).isEqualTo(bytes(1, 100));
            assertThat(read(large)).isEqualTo(bytes(2, 40 << 20));
            assertThat(read(after)).isEqualTo(bytes(3, 100));
        }
    }

    @Test
    void makesNoFileBeforeSomethingGoesThere() throws IOException {
        try (SpillFile file = new SpillFile(1_000, directory)) {
            file.hold(1_000);
            assertThat(file.overLimit()).isFalse();
            file.hold(1);
            assertThat(file.overLimit()).isTrue();
            file.hold(-1);
            assertThat(file.overLimit()).isFalse();
            assertThat(directory).isEmptyDirectory();
        }
    }

    /** What containers log may be secret, and a killed JVM must leave nothing of it. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void hasNoNameOnceItIsOpen() throws IOException {
        try (SpillFile file = new SpillFile(0, directory)) {
            assertThat(file.store(ByteBuffer.wrap(bytes(1, 100)))).isNotNull();
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void canBeReadByItsOwnerAlone() throws IOException {
        try (SpillFile file = new SpillFile(0, directory)) {
            assertThat(file.store(ByteBuffer.wrap(bytes(1, 100)))).isNotNull();
            List<Path> open = new ArrayList<>();
            try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
                for (Path descriptor : descriptors) {
                    if (Files.isSymbolicLink(descriptor)
                            && Files.readSymbolicLink(descriptor).startsWith(directory)) {
                        open.add(descriptor);
                    }
                }
            }
            assertThat(open)
                    .hasSize(1)
                    .allSatisfy(each -> assertThat(Files.getPosixFilePermissions(each))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void saysWhyNothingCanBeWritten() throws IOException {
        try (SpillFile file = new SpillFile(0, directory.resolve("missing"))) {
            assertThat(file.failure()).isNull();
            assertThat(file.store(ByteBuffer.wrap(bytes(1, 100)))).isNull();
            assertThat(file.failure()).hasMessageContaining("missing");
            assertThat(file.onDisk()).isZero();
        }
    }

    @Test
    void takesNoMoreThanItsBound() throws IOException {
        try (SpillFile file = new SpillFile(0, directory, anywhere -> 3 << 20)) {
            ByteBuffer first = file.store(ByteBuffer.wrap(bytes(1, 2 << 20)));

            assertThat(file.store(ByteBuffer.wrap(bytes(2, 2 << 20)))).isNull();
            assertThat(file.failure()).hasMessageContaining("the limit of 3 MiB is reached");
            assertThat(file.onDisk()).isEqualTo(2 << 20);
            assertThat(read(first)).isEqualTo(bytes(1, 2 << 20));
            assertThat(file.isFull()).as("memory has room").isFalse();
            file.hold(Runtime.getRuntime().maxMemory());
            assertThat(file.isFull()).isTrue();
        }
    }

    @Test
    void takesNothingMoreOnceItIsClosed() throws IOException {
        SpillFile file = new SpillFile(0, directory);
        ByteBuffer stored = file.store(ByteBuffer.wrap(bytes(1, 100)));
        file.close();

        assertThat(file.store(ByteBuffer.wrap(bytes(2, 100)))).isNull();
        assertThat(read(stored)).as("a reader may still hold it").isEqualTo(bytes(1, 100));
    }
}
