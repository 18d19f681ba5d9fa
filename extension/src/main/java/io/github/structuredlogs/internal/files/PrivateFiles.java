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
 * Files and directories that only their owner can read and change: with mode 0600 and 0700 if the file system has
 * modes, with an access list of the owner if it has access lists, as on Windows. On other file systems they are created
 * as usual.
 *
 * <p>The output of containers may contain secrets that cannot be recognised, and raw output is not redacted.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /**
     * Creates a directory, and missing parents in the usual way. An existing directory is not changed.
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
     * Opens a file for writing, and creates it if it is missing.
     *
     * @param file the file
     * @param options the way to write: {@code APPEND}, {@code TRUNCATE_EXISTING} …
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
     * Opens a file for writing, and replaces its contents.
     *
     * @param file the file
     * @return an unbuffered stream to the file
     * @throws IOException if it cannot be opened
     */
    public static OutputStream newOutputStream(Path file) throws IOException {
        return Channels.newOutputStream(open(file, StandardOpenOption.TRUNCATE_EXISTING));
    }

    /**
     * Writes a file, and replaces its contents.
     *
     * @param file the file
     * @param text its new contents
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

    /** An existing file keeps its mode when it is opened, and access lists are set afterwards. */
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
            // The file belongs to another user, or the file system cannot do this: the log is more important than its
            // mode.
        }
    }
}
