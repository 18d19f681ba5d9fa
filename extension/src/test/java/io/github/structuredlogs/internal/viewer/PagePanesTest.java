package io.github.structuredlogs.internal.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.viewer.Report.Container;
import io.github.structuredlogs.internal.viewer.Report.ContainerEvent;
import io.github.structuredlogs.internal.viewer.Report.EventKind;
import io.github.structuredlogs.internal.viewer.Report.ReportOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's other panes, its look, and whatever a container logs, in any number. */
class PagePanesTest extends BrowserTest {

    // ---- Other panes.

    @Test
    void tracesOfTheRangeAreListed() {
        openShop("#tab=trace");
        assertThat(page.locator("#pane caption")).hasText("1 trace in this range");
        page.locator("#pane table button").click();
        assertThat(page.locator(".steps li")).hasCount(4);
        assertThat(page.locator(".waterfall li").first()).containsText("payments");
        page.getByText("All traces").click();
        assertThat(page.locator("#pane caption")).hasText("1 trace in this range");
    }

    @Test
    void doubleClickOnATraceSelectsItsTimeRange() {
        openShop("#tab=trace");
        page.locator("#pane tbody tr td").last().dblclick();
        assertThat(hint()).hasText("5 of 42");
        press("1");
        assertThat(rows().first()).containsText("payment taken");
    }

    @Test
    void waterfallShowsSpansAndTheirCriticalPath() throws IOException {
        open(
                SampleRun.shop().withSpans().write(directory.resolve("spans.html")),
                "#tab=trace&trace=" + SampleRun.TRACE);
        assertThat(page.locator("#pane")).containsText("4 records, 4 spans");
        assertThat(page.locator(".waterfall li")).hasCount(6);
        assertThat(page.locator(".waterfall li.critical")).hasCount(4);
        assertThat(page.locator(".waterfall li.failed")).hasCount(3);
        page.getByLabel("Find in this trace").fill("insert");
        assertThat(page.locator(".waterfall li.critical")).hasCount(1);
    }

    @Test
    void recordsOfATraceShowTheirFields() {
        openShop("#tab=trace&trace=" + SampleRun.TRACE);
        assertThat(page.locator(".step .text").nth(1))
                .containsText("order placed orderId=" + SampleRun.ORDER + " sku=TEAPOT");
        assertThat(page.locator(".step .text").last()).containsText("refund failed PSQLException orderId=");
        page.getByLabel("Find in this trace").fill("sku=TEAPOT");
        assertThat(page.locator(".step")).hasCount(1);
    }

    @Test
    void tracesThatBeginAlikeAreToldApart() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        for (String end : List.of("4702", "4703")) {
            run.add(
                    SampleRecord.json(SampleRun.at(1), "orders", LogLevel.INFO, "S", "placed")
                            .traced("bbbb2f35aa4c0d4f1e9a7b3c5d7e" + end, null),
                    -1);
        }
        open(run.write(directory.resolve("traces.html")), "#tab=trace");
        assertThat(page.locator("#pane tbody .link")).hasText(new String[] {"bbbb2f35…4702", "bbbb2f35…4703"});
        assertThat(page.locator("#pane tbody .link").first()).hasAttribute("title", "bbbb2f35aa4c0d4f1e9a7b3c5d7e4702");
    }

    /** A word that is cut in two is higher than a line, though it has no room for more than one. */
    @ParameterizedTest
    @CsvSource({"800", "1280"})
    void wordsOfTheRunStayWhole(int width) throws IOException {
        SampleRun run = SampleRun.shop();
        run.containers.add(new Container(
                "notification-gateway",
                null,
                "registry.example.com/acme/notification-gateway:2026.11.28-SNAPSHOT",
                "exited 137 (out of memory)",
                true,
                List.of(
                        new ContainerEvent(EventKind.STARTED, SampleRun.at(1), "started", false),
                        new ContainerEvent(EventKind.OUT_OF_MEMORY, SampleRun.at(7), "out of memory", true)),
                List.of(),
                null,
                0,
                List.of(),
                null));
        open(run.write(directory.resolve("words.html")), "#tab=run");
        page.setViewportSize(width, 900);
        assertThat((List<?>) page.evaluate("""
            () => [...document.querySelectorAll('#pane table')].flatMap(table => {
                const cut = [], walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\p{N}()]+/gu)) {
                        const range = document.createRange();
                        range.setStart(node, index);
                        range.setEnd(node, index + word.length);
                        if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) cut.push(word);
                    }
                }
                return cut;
            })\
            """)).isEmpty();
        assertThat((boolean) page.evaluate(
                        "document.querySelector('#pane').scrollWidth <= document.querySelector('#pane').clientWidth"))
                .isTrue();
    }

    @Test
    void loggerIsShownWhereTheWindowIsNarrow() {
        openShop("");
        page.setViewportSize(800, 900);
        assertThat(rows().nth(1).locator(".logger")).isVisible();
        assertThat(page.locator("#heads")).containsText("Logger");
        assertThat(page.locator("#heads span").nth(3)).isVisible();
    }

    @Test
    void metricsAreLines() {
        openShop("#tab=metrics");
        assertThat(page.locator("figure")).hasCount(3);
        assertThat(page.locator("figure canvas")).hasCount(3);
        assertThat(page.locator("figure").nth(2))
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(
                                "http.server.request.duration: orders http.route=/orders from 12 ms to 41 ms; payments"
                                        + " .*"));
        page.getByLabel("Find", new Page.GetByLabelOptions().setExact(true)).fill("memory");
        assertThat(page.locator("figure")).hasCount(1);
    }

    @Test
    void comparisonLinksToRecords() {
        openShop("");
        press("3");
        assertThat(page.locator("#pane")).containsText("acme/payments:2.4.0");
        assertThat(page.locator("#pane h2")).hasText(new String[] {
            "1 changed image", "Only in this run", "Only in the run that passed", "More often in this run"
        });
        assertThat(page.locator("#pane table").first().locator("td"))
                .hasText(new String[] {"payments", "acme/payments:2.4.0", "acme/payments:2.4.1"});
        assertThat(page.locator("#pane table").last().locator("td"))
                .hasText(new String[] {"database", "INFO", "1", "4", "execute <unnamed>: insert into payment …"});
        page.locator("#pane").getByText("refund failed").click();
        assertThat(page.locator(".details .message")).hasText("refund failed");
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        SampleRun run = SampleRun.shop();
        run.containers.add(new Container(
                "importer",
                null,
                "acme/importer:3",
                "exited 137 (out of memory)",
                true,
                List.of(new ContainerEvent(EventKind.OUT_OF_MEMORY, SampleRun.at(7), "out of memory", true)),
                List.of("The engine was restarted; what it logged meanwhile is missing."),
                null,
                0,
                List.of(),
                null));
        run.containers.add(new Container(
                "proxy",
                null,
                "nginx:1",
                "running",
                false,
                List.of(),
                List.of(),
                "the logging driver is \"none\"",
                0,
                List.of(),
                null));
        run.notes.add("1,204 records below WARN were left out; they are in records.jsonl.");
        open(run.write(directory.resolve("missing.html")), "");
        page.getByText("2 incomplete").click();
        assertThat(page.locator(".missing li")).hasText(new String[] {
            "importer: The engine was restarted; what it logged meanwhile is missing.",
            "proxy: not captured: the logging driver is \"none\"",
            "1,204 records below WARN were left out; they are in records.jsonl."
        });
        assertThat(page.locator("#axis .event.bad")).hasCount(1);
    }

    @Test
    void fileThatWasCutOffSaysSo() throws IOException {
        String whole = Files.readString(shop());
        Path cut = Files.writeString(
                directory.resolve("cut.html"), whole.substring(0, whole.indexOf("class=\"chunk\">") - 8));
        open(cut, "#tab=run");
        assertThat(page.locator(".missing")).containsText("42 records should be in this file and are not");
        Path within = Files.writeString(
                directory.resolve("within.html"), whole.substring(0, whole.indexOf("class=\"chunk\">") + 200));
        open(within, "#tab=run");
        assertThat(page.locator(".missing")).containsText("42 records should be in this file and are not");
        Path shorter = Files.writeString(
                directory.resolve("cut2.html"),
                whole.substring(0, whole.indexOf("<script type=\"text/plain\" id=\"index\"")));
        open(shorter, "");
        assertThat(page.locator("#cause"))
                .hasText("The file ends before its index: it was cut off while it was written or copied.");
        assertThat(page.locator("#plain")).containsText("FAILED  RefundIT");
        Path damaged = Files.writeString(
                directory.resolve("damaged.html"), whole.replaceFirst("id=\"index\">.{40}", "id=\"index\">"));
        open(damaged, "");
        assertThat(page.locator("#cause")).containsText("The index of this file is damaged");
    }

    // ---- Look, address, zone.

    @Test
    void addressHoldsTheWholeState() {
        openShop("");
        query("from:payments");
        press("j", "j", "Enter");
        String address = (String) page.evaluate("location.href");
        openAnew(address);
        assertThat(page.locator("#query")).hasValue("from:payments");
        assertThat(page.locator(".row.selected")).containsText("refund failed");
        assertThat(page.locator(".details")).isVisible();
        assertThat(page.locator("h1")).containsText("refundsATeapot");
        assertThat(hint()).hasText("2 of 42");
    }

    @Test
    void backLeadsToTheStateBefore() {
        openShop("");
        press("w");
        assertThat(hint()).hasText("42 records");
        page.goBack();
        assertThat(hint()).hasText("6 of 42");
    }

    @Test
    void timesAreShownInTheZoneOfTheTestsInUtcOrInTheReadersOwn() {
        openShop("");
        assertThat(rows().first()).containsText("23:51:26.200");
        page.locator(".zone select").selectOption("utc");
        assertThat(rows().first()).containsText("22:51:26.200");
        page.locator(".zone select").selectOption("own");
        assertThat(rows().first()).containsText("07:51:26.200");
    }

    @Test
    void lightAndDarkFollowTheSystemAndTheSwitch() {
        openShop("");
        String light = background();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        String dark = background();
        assertThat(dark).isNotEqualTo(light);
        page.getByLabel("Light", new Page.GetByLabelOptions().setExact(true)).click();
        assertThat(background()).isEqualTo(light);
    }

    private String background() {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "1280,DARK", "800,LIGHT", "800,DARK"})
    void nothingKeepsAnybodyFromUsingIt(int width, ColorScheme scheme) throws IOException {
        SampleRun run = SampleRun.shop().withSpans();
        run.notes.add("Some records were left out.");
        open(run.write(directory.resolve("axe.html")), "");
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        press("e", "e", "Enter");
        page.getByText("Copy as assertion").click();
        assertThat(page.locator(".code")).isVisible();
        violations("a record");
        press("t");
        assertThat(page.locator(".waterfall")).isVisible();
        violations("a trace");
        page.getByText("All traces").click();
        assertThat(page.locator("#pane table")).isVisible();
        violations("traces");
        press("3");
        violations("comparison");
        press("4");
        violations("metrics");
        press("5");
        violations("run");
        press("?");
        violations("help");
        press("Escape", "1", "/");
        page.keyboard().type("from:nobody");
        violations("a wrong query");
        page.locator("#query").fill("from:");
        assertThat(page.locator("#completion")).isVisible();
        violations("completion");
        if (width == 800) {
            page.getByLabel("Tests and containers").first().click();
            assertThat(page.locator("#side")).isVisible();
            violations("the menu");
        }
    }

    /** As {@code AxeBuilder.analyze()}, which takes a second more each time for a tab of its own and a script that is there. */
    private void violations(String what) {
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        assertThat((List<?>) page.evaluate("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .map(rule => rule.id + ' ' + rule.nodes.map(node => node.html))\
            """)).as(what).isEmpty();
    }

    // ---- Whatever a container logs.

    @Test
    void hostileLogsStayText() throws IOException {
        List<String> hostile = List.of(
                "</script><script>document.title='owned'</script>",
                "<img src=x onerror=\"document.title='owned'\">",
                "<svg/onload=document.title='owned'>",
                "javascript:document.title='owned'",
                "{{7*7}} ${document.title='owned'} <!-- -->",
                "\u001b[31mred\u001b]8;;http://evil.example\u0007link",
                "admin\u202e\u2066// nothing to see\u2069\u2066",
                "\u0000\u001d\u001f\u001e\u001c\u001a",
                "\ud800 alone");
        SampleRun run = new SampleRun().container("<b>evil</b>\"'", "<i>", "<u>");
        for (String text : hostile) {
            run.add(
                    SampleRecord.json(
                            SampleRun.at(run.entries.size() * 0.1),
                            "<b>evil</b>\"'",
                            LogLevel.ERROR,
                            text,
                            text,
                            text,
                            text),
                    0);
        }
        run.test(
                "<script>document.title='owned'</script>",
                0,
                5,
                ReportOutcome.FAILED,
                new Report.Find(0, hostile.get(0), hostile.get(1), List.of(hostile.get(1))));
        open(run.write(directory.resolve("hostile.html")), "");
        assertThat(rows()).hasCount(9);
        for (int i = 0; i < hostile.size(); i++) {
            press("j");
            if (i == 0) {
                press("Enter");
            }
            assertThat(page.locator(".details")).isVisible();
        }
        press("Enter", "5", "2", "4", "1");
        assertThat(page).hasTitle(Pattern.compile("✗ RefundIT > <script>document.title='owned'</script>\\(\\) – shop"));
        assertThat(page.locator("#records img, #records svg, #records script, .cause img, #side b"))
                .hasCount(0);
        assertThat(page.locator("#row-5")).containsText("\\u001b[31mred");
        assertThat(page.locator("#row-6")).containsText("admin\\u202e");
        assertThat(page.locator("#row-7")).containsText("\\u0000\\u001d\\u001f");
    }

    @Test
    void everyScriptIsShownInItsDirection() throws IOException {
        SampleRun run = new SampleRun().container("注文", "acme/orders", "running");
        run.add(
                SampleRecord.json(SampleRun.at(1), "注文", LogLevel.INFO, null, "注文を受け付けました 🫖👩‍👩‍👧", "商品", "ティーポット"),
                -1);
        run.add(
                SampleRecord.json(SampleRun.at(2), "注文", LogLevel.ERROR, null, "الطلب مرفوض (403)", "مفتاح", "قيمة"),
                -1);
        run.add(
                SampleRecord.json(SampleRun.at(3), "注文", LogLevel.INFO, null, "İstanbul’da GROẞE Straße", "key", "ÄÖÜ"),
                -1);
        open(run.write(directory.resolve("scripts.html")), "#all");
        assertThat(rows()).hasCount(3);
        assertThat(rows().first()).containsText("注文を受け付けました 🫖👩‍👩‍👧");
        // The level stays where it is, whatever direction the message has.
        assertThat(rows().nth(1).locator(".level").boundingBox().x)
                .isEqualTo(rows().first().locator(".level").boundingBox().x);
        for (String found : List.of(
                "受け付け", "🫖", "مرفوض", "stanbul’da", "straße", "商品=ティーポット", "äöü", "key=ÄÖÜ", "from:注文 /[Ö]/")) {
            query(found);
            assertThat(hint()).hasText("1 of 3");
        }
    }

    @Test
    void recordsWithoutTimeLevelOrMessageAreShown() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        run.add(SampleRecord.text(null, "orders", "no time at all"), -1);
        run.add(SampleRecord.text(SampleRun.at(1), "orders", "received only"), -1);
        run.add(SampleRecord.text(null, "orders", "no time behind it"), -1);
        run.add(
                new SampleRecord(
                        SampleRun.at(2),
                        null,
                        null,
                        "loud",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("only", "a field"),
                        "json",
                        "{\"only\":\"a field\"}",
                        "orders",
                        null),
                -1);
        open(run.write(directory.resolve("bare.html")), "#all");
        assertThat(rows()).hasCount(4);
        assertThat(rows().first()).containsText("–");
        assertThat(rows().nth(1)).containsText("23:51:21.000");
        assertThat(rows().nth(3)).containsText("only=a field");
        query("level:NONE");
        assertThat(hint()).hasText("4 records");
        query("loud");
        assertThat(hint()).hasText("1 of 4");
        press("j", "Enter");
        assertThat(page.locator(".details dl")).containsText("loud");
        query("");
        open(directory.resolve("bare.html"), "#range=1795906280500000-1795906281500000");
        assertThat(hint()).hasText("3 of 4");
    }

    // ---- Sizes.

    @Test
    void runWithoutARecordSaysSo() throws IOException {
        open(new SampleRun().test("fails", 1, 2, ReportOutcome.FAILED).write(directory.resolve("none.html")), "");
        assertThat(page.locator("#records")).hasText("No record was captured.");
        assertThat(page.locator(".cause")).containsText("Nothing that the containers logged stands out.");
        press("j", "k", "e", "E", "t", "c", "r", "w", "Enter", "]", "[", "1", "2", "3", "4", "5");
        assertThat(page.locator("#pane")).containsText("No container was seen in this run.");
    }

    @Test
    void tenThousandRecordsAreScrolledThrough() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        for (int i = 0; i < 10_000; i++) {
            run.add(
                    SampleRecord.json(
                            SampleRun.at(i * 0.001),
                            "orders",
                            i == 7_777 ? LogLevel.ERROR : LogLevel.INFO,
                            "OrderService",
                            "order number " + i,
                            "n",
                            i),
                    -1);
        }
        open(run.write(directory.resolve("many.html")), "#all");
        assertThat(rows().first()).containsText("order number 0");
        page.locator("#records").focus();
        press("End");
        assertThat(page.locator(".row.selected")).containsText("order number 9999");
        assertThat(page.locator(".row.selected")).isInViewport();
        press("Home", "PageDown");
        assertThat(page.locator(".row.selected")).isInViewport();
        press("e");
        assertThat(page.locator(".row.selected")).containsText("order number 7777");
        query("n>=9990");
        assertThat(hint()).hasText("10 of 10,000");
        query("\"number 4321\"");
        assertThat(hint()).hasText("1 of 10,000");
        assertThat(page.locator(".row").count()).isLessThan(80);
    }

    @Test
    void listLongerThanABrowserCanLayOutIsScrolledByTrueRows() {
        openShop("#all");
        assertThat(rows().first()).isVisible();
        page.evaluate("""
            () => {
                const page = structuredLogs, place = page.recordAt.bind(page);
                page.size = () => 1000000;
                page.recordAt = i => i % 42;
                page.placeOf = i => i;
                page.list.setSize(1000000);
            }\
            """);
        assertThat(page.locator("#records .spacer")).hasCSS("height", "8e+06px");
        page.evaluate("() => structuredLogs.list.reveal(999999)");
        assertThat(page.locator(".row[aria-rowindex='1000000']")).isInViewport();
        page.evaluate("() => structuredLogs.list.reveal(500000, true)");
        assertThat(page.locator(".row[aria-rowindex='500001']")).isInViewport();
        page.locator("#records").hover();
        double before = page.locator(".row[aria-rowindex='500001']").boundingBox().y;
        page.mouse().wheel(0, 44);
        page.evaluate("""
            async y => {
                const row = () => document.querySelector(".row[aria-rowindex='500001']").getBoundingClientRect().top;
                for (let i = 0; Math.abs(row() - (y - 44)) >= 1; i++) {
                    if (i > 6000) throw new Error('The row is at ' + row() + ' and not 44 above ' + y);
                    await new Promise(resolve => setTimeout(resolve, 10));
                }
            }\
            """, before);
    }

    @Test
    void twoHundredFailedTestsFiftyContainersAndHalfAnHour() throws IOException {
        SampleRun run = new SampleRun();
        run.end = SampleRun.at(2000);
        for (int i = 0; i < 50; i++) {
            run.container("service-" + i, "acme/service:" + i, "running");
        }
        run.test("takesHalfAnHour", 0, 1800, ReportOutcome.FAILED);
        for (int i = 0; i < 199; i++) {
            run.test("fails" + i, 1800 + i, 1800.9 + i, ReportOutcome.FAILED);
        }
        for (int i = 0; i < 2000; i++) {
            run.add(
                    SampleRecord.json(
                            SampleRun.at(i),
                            "service-" + i % 50,
                            i % 10 == 0 ? LogLevel.ERROR : LogLevel.INFO,
                            "S",
                            "tick " + i),
                    i < 1800 ? 0 : i - 1799);
        }
        open(run.write(directory.resolve("large.html")), "");
        assertThat(page.locator("h1")).containsText("takesHalfAnHour() failed after 30 min 0 s");
        assertThat(page.locator("#side .test")).hasCount(200);
        assertThat(hint()).hasText("1,801 of 2,000");
        press("]");
        assertThat(page.locator("h1")).containsText("fails0");
        assertThat(hint()).hasText("1 of 2,000");
        // Of many containers those have a lane that have something in it.
        assertThat(page.locator("#axis .foot")).containsText(Pattern.compile("\\d+ of 50 shown"));
        assertThat(page.locator("#axis g[aria-label^='service-0:']")).hasCount(1);
        assertThat(page.locator("#axis g[aria-label^='service-30:']")).hasCount(0);
        assertThat(page.locator("#axis").boundingBox().height).isLessThan(0.4 * 900);
        assertThat(page.locator("#records").boundingBox().height).isGreaterThan(100);
        press("[", "[");
        assertThat(page.locator("h1")).containsText("fails198");
        query("from:service-49");
        assertThat(hint()).hasText("0 of 2,000");
    }

    @Test
    void blocksAreReadWithoutScripts() {
        try (BrowserContext context =
                browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page plain = context.newPage();
            plain.navigate(shop().toUri().toString());
            assertThat(plain.locator("#plain")).isVisible();
            assertThat(plain.locator("#plain pre")).containsText("FAILED  RefundIT > refundsATeapotThatArrivedBroken");
            assertThat(plain.locator("#records")).isHidden();
        }
    }
}
