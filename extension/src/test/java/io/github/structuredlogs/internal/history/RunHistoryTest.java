package io.github.structuredlogs.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CLASS = "com.acme.RefundIT";

    private static final ContainerImage IMAGE = new ContainerImage("acme/orders:1", "sha256:11aa");

    @TempDir
    Path temporary;

    private final List<String> reports = new ArrayList<>();

    /** Each one stands for a JVM. */
    private RunHistory run() {
        return new RunHistory(temporary.resolve("history"), Path.of("/work/shop"), reports::add);
    }

    private static SaidMessage said(long template, String text, int count) {
        return new SaidMessage(template, "orders", "INFO", text, count);
    }

    private static void keep(RunHistory run, String method, SaidMessage... said) {
        run.keep(
                CLASS,
                List.of(new RunHistory.PassedTest(method, NOON, List.of(said), Map.of("orders", IMAGE))),
                Set.of(7L, -8L));
    }

    private static GreenRun known(@Nullable GreenRun run) {
        return Objects.requireNonNull(run);
    }

    @Test
    void knowsInALaterRunWhatAPassedTestHasLogged() {
        RunHistory first = run();
        keep(first, "refunds()", said(1, "refund of # requested", 2), said(-2, "refund\tissued", 1));

        assertThat(first.lastGreen(CLASS, "refunds()")).as("in the same run").isNull();
        GreenRun green = known(run().lastGreen(CLASS, "refunds()"));
        assertThat(green.said()).containsExactly(said(1, "refund of # requested", 2), said(-2, "refund issued", 1));
        assertThat(green.before()).containsExactlyInAnyOrder(7L, -8L);
        assertThat(green.images()).containsEntry("orders", IMAGE);
        assertThat(green.passed()).isEqualTo(NOON);
        assertThat(green.ofClass()).isFalse();
        assertThat(run().lastGreen("com.acme.OtherIT", "refunds()")).isNull();
        assertThat(new RunHistory(temporary.resolve("history"), Path.of("/work/other"), reports::add)
                        .lastGreen(CLASS, "refunds()"))
                .as("another project")
                .isNull();
        assertThat(reports).isEmpty();
    }

    @Test
    void invocationsOfOneRunShareAnEntryAndALaterRunReplacesIt() {
        RunHistory first = run();
        keep(first, "refunds(int)", said(1, "one", 2));
        keep(first, "refunds(int)", said(1, "one", 5), said(2, "two", 1));
        assertThat(known(run().lastGreen(CLASS, "refunds(int)")).counts()).isEqualTo(Map.of(1L, 5, 2L, 1));

        keep(run(), "refunds(int)", said(3, "three", 1));
        assertThat(known(run().lastGreen(CLASS, "refunds(int)")).counts()).isEqualTo(Map.of(3L, 1));
    }

    @Test
    void aRenamedTestFallsBackToItsClass() {
        RunHistory first = run();
        keep(first, "refunds()", said(1, "one", 1));
        keep(first, "pays()", said(2, "two", 1));

        GreenRun green = known(run().lastGreen(CLASS, "refundsAgain()"));
        assertThat(green.ofClass()).isTrue();
        assertThat(green.counts().keySet()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void imageIsThatOfTheTestsOwnLastPassedRun() {
        keep(run(), "refunds()", said(1, "one", 1));
        run().keep(
                        CLASS,
                        List.of(new RunHistory.PassedTest(
                                "pays()",
                                NOON,
                                List.of(said(2, "two", 1)),
                                Map.of("orders", new ContainerImage("acme/orders:2", "sha256:22bb")))),
                        Set.of());

        assertThat(known(run().lastGreen(CLASS, "refunds()")).images()).containsEntry("orders", IMAGE);
        assertThat(known(run().lastGreen(CLASS, "pays()")).images().get("orders"))
                .extracting(ContainerImage::name)
                .isEqualTo("acme/orders:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "acme/orders:1 | sha256:11aa | -",
                "acme/orders:one | sha256:11aa | -",
                "acme/orders:2 | sha256:22bb | image changed since the last green run (was acme/orders:1)",
                "acme/orders:1 | sha256:22bb | image changed since the last green run",
                "acme/orders:1 | acme/orders:1 | -",
                "acme/orders:2 | acme/orders:2 | image changed since the last green run (was acme/orders:1)"
            })
    void imageChangesWithItsIdOrIfThatIsUnknownWithItsName(String name, String digest, @Nullable String words) {
        keep(run(), "refunds()", said(1, "one", 1));

        assertThat(known(run().lastGreen(CLASS, "refunds()"))
                        .changedImages(Map.of("orders", new ContainerImage(name, digest), "new", IMAGE)))
                .extracting(ChangedImage::words)
                .isEqualTo(words == null ? List.of() : List.of(words));
    }

    @Test
    void imagesOfOneNameAreToldApartByTheirIds() {
        ChangedImage image = new ChangedImage(
                "orders", IMAGE, new ContainerImage("acme/orders:1", "sha256:0123456789abcdef0123456789abcdef"));

        assertThat(image.beforeForReaders()).isEqualTo("acme/orders:1 (11aa)");
        assertThat(image.nowForReaders()).isEqualTo("acme/orders:1 (0123456789ab)");
    }

    @Test
    void isOffWhereItCannotWrite() throws IOException {
        Files.createFile(temporary.resolve("history"));
        RunHistory run = run();
        keep(run, "refunds()", said(1, "one", 1));

        assertThat(run.isOn()).isFalse();
        assertThat(run.lastGreen(CLASS, "refunds()")).isNull();
        run.close();
        assertThat(reports).singleElement().asString().contains("structuredlogs.history.directory");
        assertThat(new RunHistory(null, Path.of(""), reports::add).isOn()).isFalse();
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        keep(run(), "refunds()", said(1, "one", 1));
        Files.writeString(files().get(0), "structured-logs history 2\nbefore\tno number\n");

        assertThat(run().lastGreen(CLASS, "refunds()")).isNull();
        keep(run(), "refunds()", said(2, "two", 1));
        assertThat(known(run().lastGreen(CLASS, "refunds()")).counts()).isEqualTo(Map.of(2L, 1));
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        keep(run(), "refunds()", said(1, "one", 1));

        if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("history"))))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void deletesWhatIsOld() throws IOException {
        keep(run(), "refunds()", said(1, "one", 1));
        Path old = files().get(0);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(100))));
        Path another = Files.createFile(temporary.resolve("history").resolve("notes.txt"));

        RunHistory run = run();
        run.keep(
                "com.acme.PayIT",
                List.of(new RunHistory.PassedTest("pays()", NOON, List.of(said(1, "one", 1)), Map.of())),
                Set.of());
        run.close();

        assertThat(old).doesNotExist();
        assertThat(another).exists();
        assertThat(files()).hasSize(1);
    }

    @Test
    void buildsThatWriteAtTheSameTimeLeaveAFileThatCanBeRead() throws InterruptedException, IOException {
        List<Thread> builds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RunHistory run = run();
            String method = "test" + i + "()";
            builds.add(new Thread(() -> {
                for (int round = 0; round < 20; round++) {
                    keep(run, method, said(round, "round", 1));
                }
            }));
        }
        builds.forEach(Thread::start);
        for (Thread build : builds) {
            build.join();
        }

        assertThat(known(run().lastGreen(CLASS, "any()")).said()).isNotEmpty();
        assertThat(files()).hasSize(1);
        assertThat(reports).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(temporary.resolve("history"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("notes.txt"))
                    .toList();
        }
    }
}
