package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.structuredlogs.internal.json.PlainJson;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerClassPathTest {
    private static final List<Class<?>> NEEDED = List.of(RunViewer.class, PlainJson.library());

    @TempDir
    private Path directory;

    private static List<String> of(Map<String, String> properties) throws IOException {
        return List.of(ViewerClassPath.of(properties::get, NEEDED).split(File.pathSeparator, -1));
    }

    private static String ownPlace(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Surefire deletes its jar when the tests have ended. */
    @Test
    void unfoldsAJarThatOnlyListsOthers() throws IOException {
        Path library = Files.createFile(directory.resolve("a library.jar"));
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "a%20library.jar " + classes.toUri());
        Path booter = directory.resolve("surefirebooter.jar");
        new JarOutputStream(Files.newOutputStream(booter), manifest).close();

        assertThat(of(Map.of("java.class.path", booter.toString()))).contains(library.toString(), classes.toString());
    }

    @Test
    void hasTheModulePathAndAbsolutePaths() throws IOException {
        Path module = directory.resolve("module.jar");

        assertThat(of(Map.of("java.class.path", "target/classes", "jdk.module.path", module.toString())))
                .contains(Path.of("target/classes").toAbsolutePath().toString(), module.toString());
    }

    @Test
    void hasWhatItNeedsWhereverThatCameFrom() throws Exception {
        assertThat(of(Map.of())).contains(ownPlace(RunViewer.class), ownPlace(PlainJson.library()));
    }

    @Test
    void isShortIfAVariableCannotHoldAll() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            all.append(File.pathSeparator).append(directory.resolve("library-" + i + ".jar"));
        }

        assertThat(of(Map.of("java.class.path", all.toString())))
                .containsExactlyInAnyOrder(ownPlace(RunViewer.class), ownPlace(PlainJson.library()));
    }

    @Test
    void saysWhatIsInNoFile() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ViewerClassPath.of(key -> null, List.of(String.class)))
                .withMessage("java.lang.String is not in a file");
    }
}
