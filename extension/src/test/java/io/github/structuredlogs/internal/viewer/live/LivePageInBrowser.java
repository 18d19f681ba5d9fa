package io.github.structuredlogs.internal.viewer.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.docker.ours.ContainerSelection;
import io.github.structuredlogs.internal.docker.ours.StartedContainer;
import io.github.structuredlogs.internal.docker.watch.EngineWatch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Chromium;
import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** The live page in a real browser, of real containers; run by its name. No test may see an error on the console, or an exception. */
@Tag("page")
@Tag("containers")
class LivePageInBrowser {
    private static Chromium chromium;
    private static WriterContainer orders;

    private final List<String> faults = new ArrayList<>();
    private final LiveTests tests = new LiveTests();
    private Captures captures;
    private EngineWatch watch;
    private LiveView view;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        chromium = Chromium.launch();
        orders = WriterContainer.onRequest();
        orders.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (orders != null) {
            orders.stop();
        }
    }

    @BeforeEach
    void open() throws IOException {
        captures = new Captures(Formats.builtIn(), CaptureOptions.defaults());
        view = LiveView.start("shop", captures, tests, Redaction.of(List.of()), 0, null);
        EngineLocation location = new EngineLocation(
                DockerClientFactory.instance().getTransportConfig().getDockerHost(),
                null,
                DockerClientFactory.SESSION_ID);
        // What an earlier test has had written is history of which little is read.
        watch = EngineWatch.start(location, new OwnContainers(), captures, 1);
        context = chromium.browser().newContext();
        page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.navigate(view.address().toString());
        assertThat(page.locator("#side")).containsText("orders");
    }

    @AfterEach
    void close() {
        context.close();
        watch.close();
        view.close();
        captures.close();
        assertThat(faults).isEmpty();
    }

    /** The engine may have containers of other tests. */
    private static final class OwnContainers implements ContainerSelection {
        @Override
        public boolean mayBeChosen(StartedContainer container, boolean isNew) {
            return DockerClientFactory.SESSION_ID.equals(
                    container.labels().get(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL));
        }

        @Override
        public boolean isChosen(ContainerIdentity container) {
            return true;
        }

        @Override
        public String nameOf(StartedContainer container, String otherwise) {
            String name = nameByField(container);
            return name == null ? otherwise : name;
        }

        @Override
        public @Nullable String nameByField(StartedContainer container) {
            return container.id().equals(orders.getContainerId()) ? "orders" : null;
        }
    }

    @Test
    void showsWhatIsLoggedAndFollowsIt() {
        orders.write("numbers=200", "text=the end");

        assertThat(rows().last()).containsText("the end", soon());
        assertThat(page.locator(".live-badge")).hasText("live");
    }

    @Test
    void searchesWhileItFollows() {
        page.locator("#query").fill("needle");
        orders.write("numbers=50", "text=a needle in it", "numbers=50");

        assertThat(rows().last()).containsText("a needle in it", soon());
        orders.write("text=another needle");
        assertThat(rows().last()).containsText("another needle", soon());
        assertThat(rows()).hasCount(2);
    }

    @Test
    void pausesAndGoesOn() {
        orders.write("text=before");
        assertThat(rows().last()).containsText("before", soon());
        button("Pause").click();
        orders.write("text=while paused");
        assertThat(button("Go on (1)")).isVisible();
        assertThat(rows().last()).containsText("before");

        button("Go on").click();

        assertThat(rows().last()).containsText("while paused", soon());
    }

    @Test
    void saysWhichTestRunsAndGoesOnShowingItsTime() {
        orders.write("text=before the test");
        assertThat(rows().last()).containsText("before the test", soon());
        tests.begins("1", "shop.CheckoutTest", "pays", "CheckoutTest > pays()", Instant.now());
        page.locator(".here button").click();
        orders.write("text=within the test");
        assertThat(rows().last()).containsText("within the test", soon());
        assertThat(rows()).hasCount(1);

        tests.ends("1", Report.ReportOutcome.PASSED, null, Instant.now());

        assertThat(page.locator(".here")).hasCount(0);
        orders.write("text=after the test");
        button("Now").click();
        assertThat(rows().last()).containsText("after the test", soon());
        button("Test").click();
        assertThat(rows()).hasCount(1);
    }

    @Test
    void keepsTheTestThatRanWhenTheTestsWereKilled() {
        tests.begins("1", "shop.CheckoutTest", "pays", "CheckoutTest > pays()", Instant.now());
        assertThat(page.locator(".here")).containsText("You are here");

        view.over();

        assertThat(page.locator(".here")).containsText("The tests ended in: CheckoutTest › pays()");
        orders.write("text=it logs on");
        assertThat(rows().last()).containsText("it logs on", soon());
    }

    @Test
    void clears() {
        orders.write("text=an old line");
        assertThat(rows().last()).containsText("an old line", soon());
        button("Clear").click();
        assertThat(page.locator("#records")).not().containsText("an old line");

        orders.write("text=a new line");

        assertThat(rows().last()).containsText("a new line", soon());
        assertThat(rows()).hasCount(1);
    }

    @Test
    void staysWhereTheReaderIs() {
        orders.write("numbers=500", "text=the end");
        assertThat(rows().last()).containsText("the end", soon());
        page.locator("#records").hover();
        page.mouse().wheel(0, -2_000);
        assertThat(button("Follow")).hasAttribute("aria-pressed", "false");
        orders.write("text=the latest");

        assertThat(page.locator(".hint")).containsText("50");
        assertThat(page.locator("#records")).not().containsText("the latest");
        page.locator("#records").focus();
        page.keyboard().press("f");
        assertThat(rows().last()).containsText("the latest", soon());
    }

    @Test
    void showsContainersThatComeAndGoAndTerminals() {
        try (WriterContainer passing = new WriterContainer("text=hello from me", "sleep=1", "exit=3")) {
            passing.withCreateContainerCmdModifier(command -> command.withTty(true));
            passing.start();
            assertThat(page.locator("#side")).containsText("exited 3", soon());
            assertThat(rows().last()).containsText("hello from me", soon());
        }
        page.locator(".choose").first().click();
        assertThat(page.locator("#records")).not().containsText("hello from me");
        page.locator(".choose").first().click();
        assertThat(page.locator("#records")).containsText("hello from me", soon());
    }

    @Test
    void downloadsWhatIsFiltered() throws IOException {
        orders.write("text=apple 1", "text=pear", "text=apple 2");
        page.locator("#query").fill("apple");
        assertThat(rows()).hasCount(2);

        Download download = page.waitForDownload(() -> button("Download").click());

        assertThat(Files.readAllLines(download.path()))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"message\":\"apple 1\""),
                        line -> assertThat(line).contains("\"message\":\"apple 2\""));
    }

    @Test
    void aBurstNeitherStopsThePageNorGrowsItWithoutBound() {
        orders.write("numbers=100000", "text=the end");
        // It answers to a key while it takes in what was written.
        page.locator("#query").fill("\"no such text\"");
        assertThat(page.locator(".hint")).containsText("0 of", soon());
        page.locator("#query").fill("");

        assertThat(rows().last()).containsText("the end", soon());
        assertThat((Integer) page.evaluate("structuredLogs.records.size - structuredLogs.records.first"))
                .isLessThan(330_000);
        assertThat((Integer) page.evaluate("document.querySelectorAll('.row').length"))
                .isLessThan(200);
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    }

    private Locator rows() {
        return page.locator("#records .row");
    }

    private Locator button(String name) {
        return page.locator("#tabs button").filter(new Locator.FilterOptions().setHasText(name));
    }
}
