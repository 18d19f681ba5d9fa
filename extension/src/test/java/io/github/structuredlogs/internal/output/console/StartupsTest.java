package io.github.structuredlogs.internal.output.console;

import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.settings.SettingsLayer;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent.LifecycleKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is printed of a container's start: one line if it goes well, its records if it does not. */
class StartupsTest {

    private final FedCaptures run = new FedCaptures();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Console out = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8));
    private final Capture orders = run.container("orders");
    private volatile StartState state = StartState.UNKNOWN;
    private LiveConsole console = console("folded", Duration.ofHours(1));

    private LiveConsole console(String startup, Duration progress) {
        SettingsLayer.SettingsLayerBuilder layer = new SettingsLayer.SettingsLayerBuilder();
        layer.set("print", "live");
        layer.set("color", "never");
        layer.set("startup", startup);
        Settings settings = new Settings(List.of(layer.build("this test")), Map.of());
        LiveConsole made = new LiveConsole(out, new ActiveTests(settings), capture -> state, progress);
        run.captures.addListener(made);
        return made;
    }

    private void use(String startup, Duration progress) {
        run.captures.removeListener(console);
        console.close();
        console = console(startup, progress);
    }

    @AfterEach
    void close() {
        console.close();
        run.close();
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, run.now);
    }

    private void isStarting() {
        state = new StartState(true, false, now(), null);
    }

    private void starts(int records) {
        orders.status(ContainerStatus.created().startedAt(now()));
        orders.event(LifecycleKind.STARTED, now(), "started");
        for (int i = 1; i <= records; i++) {
            log("info", "booting " + i);
        }
    }

    private void log(String level, String message) {
        run.log(orders, level, message);
        run.after(100 * MILLISECOND);
        if (state.returned() == null && state.isKnown()) {
            isStarting();
        }
    }

    private void startReturns() {
        state = new StartState(true, false, now(), now());
        run.after(100 * MILLISECOND);
    }

    private List<String> lines() {
        out.drain();
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} |─+ ", "")
                        .replaceAll(" +", " ")
                        .strip())
                .toList();
    }

    @Test
    void aStartThatGoesWellIsOneLine() {
        isStarting();
        starts(20);
        log("warn", "no cache configured");
        log("error", "cannot reach the mirror");
        assertThat(lines()).isEmpty();

        startReturns();
        log("info", "order received");

        // A test cannot choose when the run began, before which this start was.
        assertThat(lines())
                .containsExactly("orders already running, 22 records (1 ERROR, 1 WARN)", "orders INFO order received");
    }

    @Test
    void anotherCopyOfTheExtensionPrintsInItsTurn() {
        isStarting();
        starts(20);
        System.setProperty(PrintingTurn.PROPERTY, "another class loader's");
        try {
            startReturns();
            log("info", "order received");
            orders.event(LifecycleKind.EXITED, now(), "exited 1");
            console.close();
            assertThat(lines()).isEmpty();
        } finally {
            PrintingTurn.take();
        }
        log("info", "order shipped");
        assertThat(lines()).containsExactly("orders INFO order shipped");
    }

    @Test
    void theTimeUntilItIsReadyIsMeasured() {
        run.now = Instant.now().toEpochMilli() * MILLISECOND;
        isStarting();
        starts(19);
        startReturns();
        log("info", "order received");

        assertThat(lines()).first().isEqualTo("orders ready after 1.9 s, 19 records");
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void startWithoutFurtherOutputIsReportedSoon() throws InterruptedException {
        isStarting();
        starts(1);
        startReturns();
        console.testsGoOn();

        awaitLines(1);
        assertThat(lines()).containsExactly("orders already running, 1 record");
    }

    @Test
    void whatBelongsToTheLastBurstOfAStartIsFoldedAsWell() {
        isStarting();
        starts(3);
        run.log(orders, "info", "booting 4");
        state = new StartState(true, false, now(), now().plusMillis(40));
        for (int i = 5; i < 100; i++) {
            run.after(MILLISECOND);
            run.log(orders, "info", "booting " + i);
        }
        run.after(30 * MILLISECOND);
        run.log(orders, "info", "order received");

        assertThat(lines()).containsExactly("orders already running, 99 records", "orders INFO order received");
    }

    /** On a busy machine the log may come long after the start. */
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatArrivesAfterItsLineIsFoldedAsWell() throws InterruptedException {
        isStarting();
        orders.status(ContainerStatus.created().startedAt(now()));
        orders.event(LifecycleKind.STARTED, now(), "started");
        state = new StartState(true, false, now().plusSeconds(1), now().plusSeconds(1));
        console.testsGoOn();
        awaitLines(1);
        for (int i = 1; i <= 3; i++) {
            run.log(orders, "info", "booting " + i);
        }
        run.log(orders, "warn", "no cache configured");

        awaitLines(2);
        run.after(2_000 * MILLISECOND);
        run.log(orders, "info", "order received");
        assertThat(lines())
                .containsExactly(
                        "orders already running",
                        "orders 4 records more of its start (1 WARN)",
                        "orders INFO order received");
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aContainerThatNeverPausesIsPrintedAfterItsStart() throws InterruptedException {
        isStarting();
        starts(3);
        startReturns();
        console.testsGoOn();
        awaitLines(1);
        run.after(-99 * MILLISECOND);
        for (int i = 1; i <= 200; i++) {
            run.after(MILLISECOND);
            run.log(orders, "info", "order " + i);
        }

        assertThat(lines())
                .startsWith("orders already running, 3 records", "orders INFO order 1")
                .endsWith("orders INFO order 200")
                .hasSize(201);
    }

    /** Nobody has looked when it returned, because the container was not known yet. */
    @Test
    void whatIsLoggedInTheSetUpBelongsToTheStart() {
        Instant began = now();
        run.after(2_000 * MILLISECOND);
        state = new StartState(true, true, began, now());
        run.after(-1_000 * MILLISECOND);
        starts(3);
        run.after(2_000 * MILLISECOND);
        run.log(orders, "info", "order received");

        assertThat(lines()).containsExactly("orders already running, 3 records", "orders INFO order received");
    }

    @Test
    void aStartThatEndsIsPrinted() {
        isStarting();
        starts(300);
        orders.status(orders.status().exited(1, now()));
        orders.exited(now(), orders.status());

        List<String> lines = lines();
        assertThat(lines).hasSize(50 + 1 + 150 + 1);
        assertThat(lines.get(0)).isEqualTo("orders INFO booting 1");
        assertThat(lines.subList(49, 52))
                .containsExactly("orders INFO booting 50", "orders … 100 records", "orders INFO booting 151");
        assertThat(lines.subList(200, 202)).containsExactly("orders INFO booting 300", "orders exited 1");
    }

    @Test
    void oneThatEndsAfterItWasReadyIsNot() {
        isStarting();
        starts(5);
        startReturns();
        console.testsGoOn();
        run.after(1_000 * MILLISECOND);
        orders.status(orders.status().exited(0, now()));
        orders.exited(now(), orders.status());

        assertThat(lines()).containsExactly("orders already running, 5 records", "orders exited 0");
    }

    @Test
    void aHealthyContainerIsReady() {
        starts(5);
        orders.event(LifecycleKind.HEALTHY, now(), "healthy");
        console.close();

        assertThat(lines()).containsExactly("orders already running, 5 records");
    }

    @Test
    void containerWithoutAStartCallIsReadyWhenTestsContinue() {
        starts(5);
        assertThat(lines()).isEmpty();
        console.testsGoOn();
        console.close();

        assertThat(lines()).containsExactly("orders already running, 5 records");
    }

    @Test
    void aStartThatGoesOnWhenTheRunEndsIsPrinted() {
        isStarting();
        starts(2);
        console.close();

        assertThat(lines()).containsExactly("orders INFO booting 1", "orders INFO booting 2");
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLongStartIsMentioned() throws InterruptedException {
        use("folded", Duration.ofMillis(50));
        isStarting();
        starts(3);

        awaitLines(2);
        assertThat(lines()).allMatch(line -> line.matches("orders starting for \\d+ s(, 3 records)?"));
    }

    @Test
    void everyRecordWhereTheSettingAsksForIt() {
        use("full", Duration.ofHours(1));
        isStarting();
        starts(2);

        assertThat(lines()).containsExactly("orders started", "orders INFO booting 1", "orders INFO booting 2");
    }

    private void awaitLines(int wanted) throws InterruptedException {
        while (lines().size() < wanted) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
