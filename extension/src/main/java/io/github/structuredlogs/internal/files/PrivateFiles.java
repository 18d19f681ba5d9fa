package io.github.structuredlogs.internal.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Creates files and directories that only their owner can read and change: mode 0600 and 0700 where the file system knows
 * modes, an access list of the owner alone where it knows these, as on Windows. Elsewhere they are created as usual.
 *
 * <p>What containers print may hold secrets that nothing can tell, and raw output is kept as it is.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /**
     * Creates a directory, and as usual those above it that are missing. One that is there is left as it is.
     *
     * @param directory the directory
     * @throws IOException if it cannot be created
     */
    public static void createDirectory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.createDirectory(directory, attributes(directory, DIRECTORY));
            restrict(directory, DIRECTORY);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /**
     * Opens a file for writing, which it creates if it is missing.
     *
     * @param file the file
     * @param options how to write: {@code APPEND}, {@code TRUNCATE_EXISTING} …
     * @return the open file
     * @throws IOException if it cannot be opened
     */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(StandardOpenOption.CREATE);
        all.add(StandardOpenOption.WRITE);
        boolean old = Files.exists(file);
        FileChannel channel = FileChannel.open(file, all, attributes(file, FILE));
        try {
            if (old || !knowsModes(file)) {
                restrict(file, FILE);
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens a file for writing, in the place of what it held.
     *
     * @param file the file
     * @return where its bytes go, unbuffered
     * @throws IOException if it cannot be opened
     */
    public static OutputStream newOutputStream(Path file) throws IOException {
        return Channels.newOutputStream(open(file, StandardOpenOption.TRUNCATE_EXISTING));
    }

    /**
     * Writes a file, in the place of what it held.
     *
     * @param file the file
     * @param text what it is to hold
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, CharSequence text) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
        return knowsModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** What exists keeps its mode when it is opened, and access lists are set afterwards. */
    private static void restrict(Path path, Set<PosixFilePermission> mode) throws IOException {
        try {
            PosixFileAttributeView modes = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            AclFileAttributeView access = Files.getFileAttributeView(path, AclFileAttributeView.class);
            if (modes != null) {
                modes.setPermissions(mode);
            } else if (access != null) {
                access.setAcl(List.of(AclEntry.newBuilder()
                        .setType(AclEntryType.ALLOW)
                        .setPrincipal(access.getOwner())
                        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                        .build()));
            }
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Another user's file, or a file system that cannot: the log is worth more than its mode.
        }
    }
}
