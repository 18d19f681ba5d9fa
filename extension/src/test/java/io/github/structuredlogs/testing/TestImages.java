package io.github.structuredlogs.testing;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/**
 * The images of the tests, built once for each engine: the tag is the hash of what the image is built from, so that an
 * image which exists is the right one.
 */
public final class TestImages {
    private static final Map<String, String> BUILT = new ConcurrentHashMap<>();

    private TestImages() {}

    /** The image of {@link WriterContainer}. */
    public static String writer() {
        return image("writer", Map.of(), "Dockerfile", "writer.pl");
    }

    /** The image of {@link OwnEngine}: the engine that a release of Debian has. */
    static String engine(String suite) {
        return image("engine", Map.of("suite", suite), "Dockerfile", "supervise.sh");
    }

    /** The image of which {@link ComposePlugin} takes the plugin. */
    static String compose() {
        return image("compose", Map.of(), "Dockerfile");
    }

    private static String image(String name, Map<String, String> arguments, String... files) {
        return BUILT.computeIfAbsent(name + arguments, unused -> build(name, arguments, List.of(files)));
    }

    private static String build(String name, Map<String, String> arguments, List<String> files) {
        Map<String, byte[]> content = new LinkedHashMap<>();
        files.forEach(file -> content.put(file, resource(name + "/" + file)));
        String tag = "structured-logs-test/" + name + ":" + String.join("", arguments.values()) + hash(content);
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(tag).exec();
            return tag;
        } catch (NotFoundException notBuiltYet) {
            ImageFromDockerfile image = new ImageFromDockerfile(tag, false).withBuildArgs(arguments);
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                image = image.withFileFromTransferable(file.getKey(), Transferable.of(file.getValue()));
            }
            return image.get();
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = TestImages.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + path + " beside " + TestImages.class.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Map<String, byte[]> content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has SHA-256", e);
        }
    }
}
