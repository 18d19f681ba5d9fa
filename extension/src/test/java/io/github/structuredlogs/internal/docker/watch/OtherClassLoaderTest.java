package io.github.structuredlogs.internal.docker.watch;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.TestRun;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Containers that Testcontainers has started in another class loader of this JVM, with a session of its own. */
@Tag("containers")
class OtherClassLoaderTest {

    @Test
    void areCaptured() {
        TestRun.of(OtherLoaderTestCase.class).assertAllPass(1);
    }

    @StructuredLogs
    static class OtherLoaderTestCase {
        private static Object container;

        @BeforeAll
        static void startElsewhere() throws ReflectiveOperationException, MalformedURLException {
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            List<URL> urls = new ArrayList<>();
            for (String each : classPath.split(File.pathSeparator, -1)) {
                urls.add(Path.of(each).toUri().toURL());
            }
            // Never closed: its Testcontainers still cleans up when the JVM ends.
            URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            Thread current = Thread.currentThread();
            ClassLoader before = current.getContextClassLoader();
            current.setContextClassLoader(loader);
            try {
                Class<?> type = loader.loadClass(WriterContainer.class.getName());
                assertThat(type).isNotEqualTo(WriterContainer.class);
                container = type.getMethod("onRequest", String[].class)
                        .invoke(null, (Object) new String[] {"text=from elsewhere"});
                type.getMethod("start").invoke(container);
            } finally {
                current.setContextClassLoader(before);
            }
        }

        @Test
        void seesWhatItLogged(CapturedLogs logs) {
            assertThat(logs.all())
                    .eventually(
                            ofSeconds(30),
                            it -> it.from("writer")
                                    .withMessage("from elsewhere")
                                    .hasSize(1));
        }

        @AfterAll
        static void stop() throws ReflectiveOperationException {
            container.getClass().getMethod("stop").invoke(container);
        }
    }
}
