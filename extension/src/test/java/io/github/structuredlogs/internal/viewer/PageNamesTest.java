package io.github.structuredlogs.internal.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report.ReportOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page calls things where many have to be told apart: containers of several JVMs, long names, times. */
class PageNamesTest extends BrowserTest {

    @Test
    void containersOfSeveralJvmsThatAreCalledAlikeAreToldApart() throws IOException {
        open(twoJvms(), "");

        assertThat(page.locator("#side .container .name"))
                .hasText(new String[] {"orders", "orders#2", "orders#3", "stock"});
        assertThat(page.locator("#axis .lanes .label"))
                .containsText(new String[] {"tests", "orders", "orders#2", "orders#3", "stock"});
        assertThat(rows().locator(".from")).hasText(new String[] {"orders", "orders#2", "orders#3", "stock"});

        query("from:orders");
        assertThat(hint()).hasText("3 of 4");
        query("from=orders");
        assertThat(hint()).hasText("1 of 4");
        query("from:orders#3");
        assertThat(hint()).hasText("1 of 4");
        assertThat(rows()).containsText("of another JVM");

        query("");
        page.locator("#side .container").first().click();
        assertThat(page.locator("#query")).hasValue("from=orders");
        assertThat(rows()).hasCount(1);
        query("");
        page.locator("#side .container").nth(2).click();
        assertThat(page.locator("#query")).hasValue("from:orders#3");
        assertThat(rows()).containsText("of another JVM");

        // Its test knows it by its own name.
        rows().first().click();
        page.getByText("Copy as assertion").click();
        assertThat(page.locator(".code")).containsText("from(\"orders\")");
    }

    /** One JVM had two containers of one class, another JVM one that is called as the first of them. */
    private static Path twoJvms() throws IOException {
        SampleRun run = new SampleRun()
                .container("orders", "acme/orders:1", "running")
                .container("orders#2", "acme/orders:1", "running")
                .container("orders", "acme/orders:1", "running")
                .container("stock", "acme/stock:1", "running");
        run.test("fails", 1, 5, ReportOutcome.FAILED);
        List<LogRecord> records = List.of(
                SampleRecord.json(SampleRun.at(1), "orders", LogLevel.INFO, "S", "of the first JVM"),
                SampleRecord.json(SampleRun.at(2), "orders#2", LogLevel.INFO, "S", "of its second container"),
                SampleRecord.json(SampleRun.at(3), "orders", LogLevel.INFO, "S", "of another JVM"),
                SampleRecord.json(SampleRun.at(4), "stock", LogLevel.INFO, "S", "of both"));
        Path target = directory.resolve("alike.html");
        try (ReportFile file = ReportFile.create(target, run.start, run.end, Redaction.of(List.of()))) {
            for (int i = 0; i < records.size(); i++) {
                file.add(records.get(i), i, 0, 1);
            }
            file.finish(run.report());
        }
        return target;
    }

    @Test
    void containersAreAddedAndTakenAwayByClicks() {
        openShop("#all");
        Locator containers = page.locator("#side .container");
        containers.nth(0).click();
        assertThat(page.locator("#query")).hasValue("from:orders");
        assertThat(hint()).hasText("19 of 42");
        assertThat(containers.nth(0)).hasAttribute("aria-pressed", "true");
        assertThat(containers.nth(1)).hasAttribute("aria-pressed", "false");
        containers.nth(1).click();
        assertThat(hint()).hasText("26 of 42");
        assertThat(page.locator("#side .container.selected")).hasCount(2);
        containers.nth(0).click();
        assertThat(page.locator("#query")).hasValue("from:payments");
        containers.nth(1).click();
        assertThat(page.locator("#query")).hasValue("");
        assertThat(hint()).hasText("42 records");

        query("level>=WARN");
        containers.nth(1).click();
        containers.nth(2).click();
        assertThat(page.locator("#query")).hasValue("level>=WARN (from:payments or from:database)");
        assertThat(hint()).hasText("3 of 42");
        containers.nth(2).click();
        assertThat(page.locator("#query")).hasValue("level>=WARN from:payments");

        query("teapot or /refund/");
        containers.nth(2).click();
        assertThat(page.locator("#query")).hasValue("(teapot or /refund/) from:database");
        query("not from:orders");
        assertThat(page.locator("#side .container.selected")).hasCount(0);
        containers.nth(2).click();
        assertThat(page.locator("#query")).hasValue("not from:orders from:database");
        // What somebody has typed counts as well.
        query("from:orders or from:payments");
        assertThat(page.locator("#side .container.selected")).hasCount(2);
        containers.nth(1).click();
        assertThat(page.locator("#query")).hasValue("from:orders");
    }

    /** The bars of warnings and errors stand on those of a container's colour. */
    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void coloursOfContainersAreNoneOfALevel(ColorScheme scheme) {
        openShop("");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        // The distance of two colours in OKLab, where 0.02 can just be seen.
        assertThat((List<?>) page.evaluate("""
            () => {
                const style = getComputedStyle(document.documentElement);
                const lab = name => {
                    const [r, g, b] = style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/g).map(part => parseInt(part, 16) / 255)
                        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                    const [l, m, s] = [0.4122 * r + 0.5363 * g + 0.0514 * b, 0.2119 * r + 0.6807 * g + 0.1074 * b, 0.0883 * r + 0.2817 * g + 0.63 * b].map(Math.cbrt);
                    return [0.2105 * l + 0.7936 * m - 0.0041 * s, 1.978 * l - 2.4286 * m + 0.4506 * s, 0.0259 * l + 0.7828 * m - 0.8087 * s];
                };
                const near = [];
                for (const level of ['--warn', '--error']) for (let i = 1; i <= 8; i++) {
                    const one = lab(level), other = lab('--c' + i), distance = Math.hypot(...one.map((v, k) => v - other[k]));
                    if (!(distance >= 0.1)) near.push(`${level} --c${i} ${distance}`);
                }
                return near;
            }\
            """)).isEmpty();
    }

    @Test
    void linesOfTheTimeAxisAreNamed() {
        openShop("");
        assertThat(page.locator("#axis .foot")).containsText("memory");
        assertThat(page.locator("#axis .foot")).containsText("cpu");
        assertThat(page.locator("#axis path.memory title").first()).containsText("orders: memory up to");
        assertThat(page.locator("#axis path.cpu title").first()).containsText("orders: processor");
    }

    @Test
    void longNamesKeepTheirEnds() throws IOException {
        SampleRun run = new SampleRun()
                .container("notification-gateway-service", "acme/gateway:1", "running")
                .container("notification-gateway-service#2", "acme/gateway:1", "running");
        run.add(SampleRecord.text(SampleRun.at(1), "notification-gateway-service#2", "sent"), -1);
        run.test("passes", 0, 2, ReportOutcome.PASSED);
        open(run.write(directory.resolve("long.html")), "#tab=records");

        assertThat(page.locator("#axis .lanes .label").nth(1)).containsText("notificat…ervice");
        assertThat(page.locator("#axis .lanes .label").nth(2)).containsText("notificat…vice#2");
        assertThat(rows().locator(".from")).hasText("notification-gateway-service#2");
        assertThat(rows().locator(".ends span").last()).hasText("vice#2");
        assertThat(rows().locator(".ends span").last()).isInViewport();
    }

    @Test
    void testsOfManyClassesAreListedByClassAndLeaveTheContainersInSight() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders:1", "running");
        for (int i = 0; i < 200; i++) {
            run.test("fails" + i, i * 0.05, i * 0.05 + 0.04, ReportOutcome.FAILED);
            Report.Test test = run.tests.remove(i);
            // Two classes side by side.
            String owner = i % 2 == 0 ? "RefundIT" : "StockIT";
            run.tests.add(named(test, owner, test.name() + "()"));
        }
        open(run.write(directory.resolve("classes.html")), "");

        assertThat(page.locator("#side .of-class")).hasText(new String[] {"RefundIT", "StockIT"});
        assertThat(page.locator("#side .container")).isInViewport();
        assertThat(page.locator("#side .test.selected")).hasText("✗fails040 ms");
        press("]");
        assertThat(page.locator("h1")).containsText("fails2()");
        press("[", "[");
        assertThat(page.locator("h1")).containsText("fails199()");
        assertThat(page.locator("#side .test.selected")).isInViewport();
    }

    @Test
    void parameterTypesTakeNoRoomInTheList() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders:1", "running");
        run.test("refunds", 0, 1, ReportOutcome.FAILED);
        run.tests.add(named(run.tests.remove(0), "RefundIT", "refunds(CapturedLogs, String[])"));
        open(run.write(directory.resolve("parameters.html")), "");

        assertThat(page.locator("#side .test .name")).hasText("refunds");
        assertThat(page.locator("h1")).containsText("refunds(CapturedLogs, String[])");
    }

    /** The test as one of a class of that name. */
    private static Report.Test named(Report.Test test, String owner, String displayName) {
        return new Report.Test(
                "com.acme.shop." + owner,
                test.name(),
                owner + " > " + displayName,
                test.scope(),
                test.start(),
                test.end(),
                test.outcome(),
                test.failure(),
                test.block(),
                List.of(),
                List.of(),
                null);
    }

    @ParameterizedTest
    @ValueSource(ints = {800, 1280, 1400, 1920})
    void labelsOfTheTimeAxisAreWhole(int width) {
        openShop("");
        page.setViewportSize(width, 900);
        for (String range :
                List.of("", "#range=1795906286000000-1795906286400000", "#range=1795906280000000-1795906290000000")) {
            openAnew(shop().toUri() + range);
            assertThat(page.evaluate("""
                () => {
                    const foot = document.querySelector('#axis .foot').getBoundingClientRect();
                    const labels = [...document.querySelectorAll('#axis .foot text')].map(text => text.getBoundingClientRect());
                    if (labels.length < 3) return 'only ' + labels.length;
                    return labels.every((label, i) => label.left >= (i === 0 ? foot.left : labels[i - 1].right + 4) && label.right <= foot.right)
                        ? '' : labels.map(label => label.left + '–' + label.right).join(' ') + ' of ' + foot.right;
                }\
                """)).as(range).isEqualTo("");
        }
    }
}
