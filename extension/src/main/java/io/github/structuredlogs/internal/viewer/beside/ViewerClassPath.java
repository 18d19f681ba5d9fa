package io.github.structuredlogs.internal.viewer.beside;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The class path of the viewer: all that this JVM has, because the tests may bring log formats of their own. Jars that only
 * list others, as Surefire and IDEs make them, are unfolded: they are deleted when the tests have ended.
 */
final class ViewerClassPath {
    /** The length that every system allows for an environment variable; Windows allows the least. */
    private static final int MAX_LENGTH = 32_000;

    private final Set<Path> elements = new LinkedHashSet<>();

    private ViewerClassPath() {}

    /**
     * {@return the class path}
     *
     * @param properties the system properties of this JVM
     * @param needed classes without which the viewer cannot be
     * @throws IOException if one of those is in no file
     */
    static String of(Function<String, @Nullable String> properties, List<Class<?>> needed) throws IOException {
        ViewerClassPath own = new ViewerClassPath();
        for (Class<?> each : needed) {
            own.elements.add(fileOf(each));
        }
        ViewerClassPath all = new ViewerClassPath();
        all.add(properties.apply("java.class.path"));
        all.add(properties.apply("jdk.module.path"));
        all.elements.addAll(own.elements);
        String whole = all.text();
        return whole.length() <= MAX_LENGTH ? whole : own.text();
    }

    private static Path fileOf(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation() != null) {
                return Path.of(source.getLocation().toURI());
            }
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IOException(type.getName() + " is not in a file, but in " + source.getLocation(), e);
        }
        throw new IOException(type.getName() + " is not in a file");
    }

    private void add(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return;
        }
        for (String element : path.split(File.pathSeparator, -1)) {
            addElement(element);
        }
    }

    private void addElement(String element) {
        try {
            // The viewer has another working directory.
            add(Path.of(element).toAbsolutePath());
        } catch (InvalidPathException e) {
            // Neither this JVM nor another one finds anything there.
            return;
        }
    }

    private void add(Path element) {
        if (!elements.add(element) || !Files.isRegularFile(element)) {
            return;
        }
        try (JarFile jar = new JarFile(element.toFile())) {
            Manifest manifest = jar.getManifest();
            String listed =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (listed != null) {
                for (String each : listed.strip().split(" +", -1)) {
                    addListed(element.toUri(), each);
                }
            }
        } catch (IOException e) {
            // It is no jar, and a JVM ignores it.
            return;
        }
    }

    private void addListed(URI jar, String listed) {
        try {
            elements.add(Path.of(jar.resolve(listed)));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            // A JVM ignores it as well.
            return;
        }
    }

    private String text() {
        return elements.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
