package io.github.structuredlogs.internal.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.viewer.Report.Find;
import io.github.structuredlogs.internal.viewer.Report.ReportOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a run, as a reader uses it. */
class PageTest extends BrowserTest {

    // ---- Where it opens.

    @Test
    void opensAtTheFailure() {
        openShop("");

        assertThat(page).hasTitle("✗ RefundIT > refundsATeapotThatArrivedBroken() – shop");
        assertThat(page.locator("h1")).containsText("RefundIT › refundsATeapotThatArrivedBroken() failed after 3.8 s");
        assertThat(page.locator(".failure"))
                .containsText("expected \"refunded\" but was \"paid\" within 3 seconds RefundIT.java:38");
        assertThat(page.locator(".finds li")).hasCount(3);
        assertThat(page.locator(".finds li").first()).containsText("database");
        assertThat(page.locator(".finds li").first())
                .containsText("newvalue too long for type character varying(30) statement=insert into refund");
        assertThat(rows()).hasCount(6);
        assertThat(hint()).hasText("6 of 42");
        assertThat(rows().first()).containsText("23:51:26.200");
        assertThat(page.locator("#side .selected")).containsText("refundsATeapotThatArrivedBroken");
    }

    @Test
    void opensAtTheRunWhereNoTestFailed() throws IOException {
        SampleRun run = new SampleRun()
                .container("orders", "acme/orders:1", "running")
                .test("passes", 1, 2, ReportOutcome.PASSED);
        run.add(SampleRecord.text(SampleRun.at(1.5), "orders", "hello"), 0);
        open(run.write(directory.resolve("green.html")), "");

        assertThat(page).hasTitle("shop – Structured Logs");
        assertThat(page.locator("#pane")).containsText("1 test, 0 failed, 0 aborted, 1 passed; 1 record.");
        assertThat(page.locator("#pane")).containsText("Everything that the containers logged is in this file.");
    }

    @Test
    void marksOfATestAreNotThoseOfTheNext() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders:1", "running");
        run.add(SampleRecord.text(SampleRun.at(1.5), "orders", "no price"), 0);
        run.add(SampleRecord.text(SampleRun.at(3.5), "orders", "asked"), 1);
        run.test("places", 1, 2, ReportOutcome.FAILED, new Find(0, "no price", null, List.of("new")));
        run.test(
                "cancels",
                3,
                4,
                ReportOutcome.FAILED,
                new Find(0, "no price", null, List.of("1.5 s before this test")));
        open(run.write(directory.resolve("marks.html")), "");

        assertThat(page.locator(".cause h2")).hasText("Look here first");
        assertThat(rows().first()).containsText("newno price");

        press("]");
        page.getByText("Whole run").click();
        assertThat(page.locator("h1")).containsText("cancels");
        assertThat(page.locator(".cause h2"))
                .hasText("Nothing stands out since the test began. Look first at what was said before it");
        assertThat(rows().first()).containsText("1.5 s before this testno price");
    }

    @Test
    void findOpensItsRecord() {
        openShop("");
        page.locator(".find").nth(1).click();

        assertThat(page.locator(".details .message")).hasText("refund failed");
        assertThat(page.locator(".details .stack")).containsText("at com.acme.payments.Ledger.refund(Ledger.java:36)");
        assertThat(page.locator(".stack summary").first()).hasText("… 3 library frames");
        assertThat(page.locator(".stack details pre").first()).isHidden();
        page.locator(".stack summary").first().click();
        assertThat(page.locator(".stack details pre").first()).containsText("QueryExecutorImpl.receive");
        assertThat(page.locator(".details dl")).containsText("payments.log, line 42");
        assertThat(page.locator(".details dl")).containsText("2026-11-28 23:51:26.347 Europe/Berlin");
    }

    @Test
    void blockAndStackTraceAreThere() {
        openShop("");
        page.locator(".block summary").click();
        assertThat(page.locator(".block pre").first())
                .containsText("FAILED  RefundIT > refundsATeapotThatArrivedBroken");
        assertThat(page.locator(".block pre").nth(1)).containsText("at com.acme.shop.RefundIT");
    }

    /** Who opens it wants to read it. */
    @ParameterizedTest
    @CsvSource({"1280,900", "1280,720", "800,720"})
    void openBlockHasRoom(int width, int height) throws IOException {
        SampleRun run = SampleRun.shop();
        Report.Test failed = run.tests.remove(4);
        run.tests.add(SampleRun.withBlock(
                failed,
                "a line of the block\n".repeat(200),
                Collections.nCopies(9, failed.finds().get(0))));
        open(run.write(directory.resolve("block.html")), "");
        page.setViewportSize(width, height);
        page.locator(".block summary").click();
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        double shown = ((Number) page.evaluate("""
            () => {
                const pre = document.querySelector('.block pre').getBoundingClientRect(), cause = document.getElementById('cause').getBoundingClientRect();
                return Math.min(pre.bottom, cause.bottom) - Math.max(pre.top, cause.top);
            }\
            """)).doubleValue();
        assertThat(shown).isGreaterThan(15 * 17);
        assertThat(
                        (boolean)
                                page.evaluate(
                                        "() => { const pre = document.querySelector('.block pre'); return pre.scrollHeight > pre.clientHeight; }"))
                .isTrue();
        assertThat(page.locator("#records").boundingBox().height).isGreaterThan(60);
        assertThat(page.locator("#records").boundingBox().y + 60).isLessThan(height);
    }

    @Test
    void recordsToLookAtFirstSayWhenAndHowLoud() {
        openShop("");
        Locator first = page.locator(".find").first();
        assertThat(first.locator(".time")).hasText("23:51:26.343");
        assertThat(first.locator(".level")).hasText("ERROR");
        assertThat(page.locator(".find").nth(2).locator(".level")).hasText("INFO");
        String meaning = "not logged by the tests that passed in this run, nor in the last green run";
        assertThat(first.locator(".new")).hasAttribute("title", meaning);
        press("?");
        assertThat(page.locator("#help")).containsText(meaning);
    }

    // ---- Keys.

    @Test
    void slashGoesToTheQueryAndEscapeBack() {
        openShop("");
        press("/");
        assertThat(page.locator("#query")).isFocused();
        press("Escape");
        assertThat(page.locator("#records")).isFocused();
    }

    @Test
    void jAndKMoveAndEnterOpens() {
        openShop("");
        press("j", "j", "j", "k");
        assertThat(page.locator(".row.selected")).containsText("payment taken");
        assertThat(page.locator(".row.selected")).hasAttribute("aria-selected", "true");
        assertThat(page.locator("#records")).hasAttribute("aria-activedescendant", Pattern.compile("row-37"));
        press("Enter");
        assertThat(page.locator(".details")).isVisible();
        press("j");
        assertThat(page.locator(".details .message")).hasText("order placed");
        press("Enter");
        assertThat(page.locator(".details")).hasCount(0);
    }

    @Test
    void eMovesToErrors() {
        openShop("");
        press("e");
        assertThat(page.locator(".row.selected")).containsText("value too long");
        press("e");
        assertThat(page.locator(".row.selected")).containsText("refund failed");
        press("e");
        assertThat(page.locator("#said")).hasText("No error behind this record.");
        press("E");
        assertThat(page.locator(".row.selected")).containsText("value too long");
    }

    @Test
    void keysPressedAtOnceActInTheirOrder() {
        openShop("");
        page.evaluate("for (const key of ['e', 'e', 'Enter', 't'])"
                + " document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))");
        settle();
        assertThat(page.locator(".waterfall")).isVisible();
        press("1");
        assertThat(page.locator(".row.selected")).containsText("refund failed");
        assertThat(page.locator(".details")).isVisible();
    }

    @Test
    void bracketsMoveToFailedTests() throws IOException {
        SampleRun run = SampleRun.shop().test("failsLater", 10, 11, ReportOutcome.FAILED);
        open(run.write(directory.resolve("two.html")), "");
        press("]");
        assertThat(page.locator("h1")).containsText("failsLater");
        press("]");
        assertThat(page.locator("h1")).containsText("refundsATeapot");
        press("[");
        assertThat(page.locator("h1")).containsText("failsLater");
    }

    @Test
    void tOpensTheTraceOfTheRecord() {
        openShop("");
        press("j", "j", "t");
        assertThat(page.locator("#pane")).containsText("4 records, no spans: drawn from the records alone");
        assertThat(page.locator(".waterfall li")).hasCount(2);
    }

    @Test
    void cShowsTheContextAndLeadsBackToTheFilter() {
        openShop("");
        query("level>=ERROR");
        assertThat(rows()).hasCount(2);
        press("j", "c");
        assertThat(hint()).hasText("42 records");
        assertThat(page.locator(".row.selected")).containsText("value too long");
        assertThat(page.locator(".row.selected")).isInViewport();
        assertThat(page.locator("#query")).hasValue("");
        press("c");
        assertThat(page.locator("#query")).hasValue("level>=ERROR");
        assertThat(rows()).hasCount(2);
    }

    @Test
    void wShowsTheWholeRunAndRTheTest() {
        openShop("");
        press("w");
        assertThat(hint()).hasText("42 records");
        press("r");
        assertThat(hint()).hasText("6 of 42");
    }

    @Test
    void numbersOpenPanes() {
        openShop("");
        List<String> panes = List.of("records", "trace", "compare", "metrics", "run");
        for (int i = panes.size(); i > 0; i--) {
            press(Integer.toString(i));
            assertThat(page.locator("#tab-" + panes.get(i - 1))).hasAttribute("aria-selected", "true");
            assertThat(page.locator("body")).hasAttribute("data-tab", panes.get(i - 1));
        }
    }

    @Test
    void questionMarkShowsHelp() {
        openShop("");
        press("?");
        assertThat(page.locator("#help")).isVisible();
        assertThat(page.locator("#help")).containsText("next error");
        assertThat(page.locator("#help-title")).isInViewport();
        page.locator("#help summary").click();
        assertThat(page.locator("#help pre")).containsText("Google LLC");
        press("Escape");
        assertThat(page.locator("#help")).isHidden();
    }

    @Test
    void everythingIsReachedByTheTabulatorKey() {
        openShop("");
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            press("Tab");
            reached.add((String) page.evaluate(
                    "() => document.activeElement.id || document.activeElement.getAttribute('aria-label') ||"
                            + " document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"));
        }
        assertThat(reached)
                .contains(
                        "query",
                        "Dark",
                        "Keys and query language",
                        "Range from",
                        "Range to",
                        "tab-records",
                        "records",
                        "Whole run")
                .anyMatch(text -> text.contains("refusesAnUnknownSku"))
                .anyMatch(text -> text.startsWith("1 23:51:26.343 database"));
    }

    // ---- Query.

    /** One page for all: opening it takes longer than searching. */
    @Test
    void queriesFindWhatTheySay() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("from:orders", 19);
        counts.put("from:order", 19);
        counts.put("from:o*", 19);
        counts.put("from!=orders", 23);
        counts.put("level>=WARN", 3);
        counts.put("level:ERROR", 2);
        counts.put("level!=ERROR", 40);
        counts.put("level:NONE", 14);
        counts.put("level<INFO", 3);
        counts.put("sku=TEAPOT", 5);
        counts.put("sku:TEA", 5);
        counts.put("sku:tea", 5);
        counts.put("sku=tea", 0);
        counts.put("sku!=TEAPOT", 37);
        counts.put("qty>2", 2);
        counts.put("qty<=2", 3);
        counts.put("order.items[0].qty>2", 1);
        counts.put("order.items[0].qty>3", 0);
        counts.put("order.items[0].sku=TEAPOT", 1);
        counts.put("order.items[1].sku=TEAPOT", 0);
        counts.put("amount=39.90", 5);
        counts.put("amount=39.9", 5);
        counts.put("has:statement", 1);
        counts.put("not has:statement", 41);
        counts.put("-has:statement", 41);
        counts.put("logger:OrderService", 6);
        counts.put("logger:com.acme.orders", 6);
        counts.put("logger=com.acme.orders.OrderService", 6);
        counts.put("logger:Order", 6);
        counts.put("message:\"unknown sku\"", 0);
        counts.put("message:\"payment took\"", 1);
        counts.put("message=\"refund failed\"", 1);
        counts.put("exception:PSQL", 1);
        counts.put("exception:Ledger", 1);
        counts.put("exception=org.postgresql.util.PSQLException", 1);
        counts.put("trace:bb31b6", 4);
        counts.put("trace:BB31B6", 4);
        counts.put("test:refusesAnUnknownSku", 2);
        counts.put("stream:stdout", 42);
        counts.put("stream:stderr", 0);
        counts.put("format:ecs", 28);
        counts.put("thread:main", 28);
        counts.put("teapot", 5);
        counts.put("TEAPOT", 5);
        counts.put("Teapot", 0);
        counts.put("\"refund failed\"", 1);
        counts.put("/refund (failed|requested)/", 2);
        counts.put("/REFUND FAILED/", 0);
        counts.put("/REFUND FAILED/i", 1);
        counts.put("\"log.level\\\":\\\"WARN\"", 1);
        counts.put("bb31b6aa4c0d4f1e9a7b", 4);
        counts.put("varying(30)", 2);
        counts.put("from:orders sku=TEAPOT", 5);
        counts.put("from:orders and sku=TEAPOT", 5);
        counts.put("from:orders or from:database", 35);
        counts.put("not (from:orders or from:database)", 7);
        counts.put("(from:orders or from:payments) level>=WARN", 2);
        counts.put("not from:orders level>=WARN", 3);
        counts.put("detail:50bebebc", 1);
        openShop("#all");
        Map<String, String> found = new LinkedHashMap<>();
        counts.forEach((query, count) -> {
            query(query);
            found.put(query, hint().textContent());
        });
        assertThat(found)
                .allSatisfy((query, text) -> assertThat(text)
                        .as(query)
                        .isEqualTo(counts.get(query) == 42 ? "42 records" : counts.get(query) + " of 42"));
    }

    @Test
    void queryErrorsSayWhereAndWhatWasExpected() {
        openShop("");
        wrong("level>=LOUD", "Expected one of NONE, TRACE, DEBUG, INFO, WARN, ERROR, FATAL, found \"LOUD\"", 7);
        wrong("from:nobody", "Expected a container (orders, payments, database), found \"nobody\"", 5);
        wrong("(from:orders", "Expected \")\" for the \"(\" at 1", 12);
        wrong("from:orders or", "Expected a condition, found the end", 14);
        wrong("sku=", "Expected a value behind \"sku=\", found the end", 4);
        wrong("\"open", "Expected a closing '\"' for the one at 1", 5);
        wrong("/open", "Expected a closing \"/\" for the one at 1", 5);
        wrong("/(/", "Expected a regular expression", 0);
        wrong("()", "Expected a condition inside of the parentheses", 1);
        wrong("logger>x", "Expected \":\", \"=\" or \"!=\" behind logger", 6);
        wrong("stream:both", "Expected stdout or stderr, found \"both\"", 7);
        wrong("a )", "Expected \"and\", \"or\" or a condition, found \")\"", 2);
    }

    private void wrong(String query, String message, int place) {
        query(query);
        assertThat(page.locator("#query-error")).containsText(message);
        assertThat(page.locator("#query-error .caret").textContent()).as(query).isEqualTo(" ".repeat(place) + "^");
        assertThat(page.locator("#query")).hasAttribute("aria-invalid", "true");
        assertThat(rows()).hasCount(6);
    }

    @Test
    void queryIsCompletedWithWhatThereIs() {
        openShop("#all");
        press("/");
        page.keyboard().type("fr");
        assertThat(page.locator("#completion li")).hasText(new String[] {"from:"});
        press("ArrowDown", "Enter");
        page.keyboard().type("pay");
        assertThat(page.locator("#completion li")).hasText(new String[] {"payments"});
        press("ArrowDown", "Enter");
        assertThat(page.locator("#query")).hasValue("from:payments ");
        page.keyboard().type("curr");
        assertThat(page.locator("#completion li")).hasText(new String[] {"currency="});
        press("ArrowDown", "Tab");
        page.keyboard().type("E");
        assertThat(page.locator("#completion li")).hasText(new String[] {"EUR"});
        press("ArrowDown");
        // Completions that come late leave what is chosen.
        page.evaluate("structuredLogs.suggest(document.getElementById('query'))");
        press("Enter");
        assertThat(page.locator("#query")).hasValue("from:payments currency=EUR ");
        assertThat(hint()).hasText("5 of 42");
        page.keyboard().type("level>=");
        assertThat(page.locator("#completion li")).hasCount(7);
        press("Escape");
        assertThat(page.locator("#completion")).isHidden();
    }

    @Test
    void queryThatCannotBeReadLeavesTheListAsItIs() {
        openShop("");
        query("zzz");
        assertThat(page.locator("#records")).containsText("No record in this range meets the query.");
        query("zzz (");
        assertThat(page.locator("#query-error")).isVisible();
        assertThat(page.locator("#records")).hasText("");
        query("level>=ERROR");
        assertThat(rows()).hasCount(2);
        query("level>=ERROR (");
        assertThat(rows()).hasCount(2);
        press("w");
        assertThat(page.locator("#tabs .times")).containsText("all");
        assertThat(rows()).hasCount(2);
        openShop("#test=4&range=1795906286200000-1795906286400000&q=from:nobody");
        assertThat(page.locator("#query-error")).isVisible();
        assertThat(rows()).hasCount(6);
    }

    @Test
    void emptyRangeLeadsToTheWholeRun() {
        openShop("");
        query("listening");
        page.getByText("Look in the whole run").click();
        assertThat(rows()).hasCount(1);
        openShop("#range=1795906291900000-1795906291950000");
        page.getByText("Show the whole run").click();
        assertThat(hint()).hasText("42 records");
    }

    // ---- Time axis.

    @Test
    void draggingSelectsARangeForEveryPane() {
        openShop("#all");
        assertThat(hint()).hasText("42 records");
        var lanes = page.locator("#axis .lanes").boundingBox();
        page.mouse().move(lanes.x + 140, lanes.y + 50);
        page.mouse().down();
        page.mouse().move(lanes.x + 200, lanes.y + 50);
        page.mouse().move(lanes.x + 260, lanes.y + 50);
        page.mouse().up();
        assertThat(hint()).hasText(Pattern.compile("\\d+ of 42"));
        assertThat(page.locator("#axis .range")).hasCount(1);
        press("2");
        assertThat(page.locator("#pane")).containsText("No record in this range carries a trace");
    }

    /** However narrow the range is at first, the axis does not move below the pointer. */
    @Test
    void axisStaysAsItIsWhileARangeIsDrawn() {
        openShop("#all");
        var lanes = page.locator("#axis .lanes").boundingBox();
        String whole = page.locator("#axis .foot").textContent();
        page.mouse().move(lanes.x + 500, lanes.y + 50);
        page.mouse().down();
        page.mouse().move(lanes.x + 505, lanes.y + 50);
        settle();
        assertThat(page.locator("#axis .foot")).hasText(whole);
        page.mouse().move(lanes.x + 520, lanes.y + 50);
        page.mouse().up();
        settle();
        assertThat(page.locator("#axis .foot")).not().hasText(whole);
    }

    @Test
    void doubleClickOnATestSelectsIt() {
        openShop("#all");
        page.locator("#axis rect.test").nth(1).dblclick();
        assertThat(page.locator("h1")).containsText("takesThePaymentForAnOrder");
        assertThat(hint()).hasText("2 of 42");
    }

    @Test
    void handlesMoveTheRangeByKeys() {
        openShop("#all");
        Locator from = page.locator("[role=slider]").first();
        from.focus();
        press("PageUp", "PageUp", "PageUp", "PageUp", "PageUp", "ArrowRight");
        assertThat(from).hasAttribute("aria-valuetext", "23:51:26.120");
        assertThat(hint()).hasText("6 of 42");
        press("Home");
        assertThat(from).hasAttribute("aria-valuetext", "23:51:20.000");
    }

    @Test
    void rangeCanBeTyped() {
        openShop("#all");
        Locator from = page.getByLabel("Range from").and(page.locator("input"));
        from.fill("23:51:26.3");
        press("Enter");
        assertThat(hint()).hasText("3 of 42");
        from.fill("soon");
        press("Enter");
        assertThat(page.locator("#said")).containsText("Expected a time such as");
        from.fill("2026-11-28 23:51:26.34");
        press("Enter");
        assertThat(hint()).hasText("2 of 42");
    }

    @Test
    void lanesSayWhatTheyShow() {
        openShop("");
        assertThat(page.locator("#axis g[aria-label]").nth(0)).hasAttribute("aria-label", "5 tests, 1 failed");
        assertThat(page.locator("#axis g[aria-label]").nth(1))
                .hasAttribute(
                        "aria-label",
                        "orders: 19 records, 0 errors; memory up to 179 MiB of 512 MiB; started, ready after 1.4 s");
        assertThat(page.locator("#axis .event")).hasCount(6);
        // Against its limit; without one against what it used at most.
        assertThat(page.locator("#axis path.memory")).hasCount(3);
        assertThat(page.locator("#axis path.cpu")).hasCount(3);
    }

    // ---- A record.

    @Test
    void valueCanBeFilteredAndLeftOut() {
        openShop("#open=38");
        page.getByLabel("Only sku=TEAPOT").click();
        assertThat(page.locator("#query")).hasValue("sku=TEAPOT");
        assertThat(hint()).hasText("5 of 42");
        page.getByLabel("Without qty=1").click();
        assertThat(page.locator("#query")).hasValue("sku=TEAPOT not qty=1");
        assertThat(hint()).hasText("3 of 42");
    }

    @Test
    void linkToARecordOpensIt() {
        openShop("");
        press("e", "Enter");
        page.getByText("Copy link").click();
        assertThat(page.locator("#said")).hasText("The link is copied.");
        String link = copied();
        openAnew(link);
        assertThat(page.locator(".details .message")).hasText("value too long for type character varying(30)");
    }

    @Test
    void escapeClosesTheRecord() {
        openShop("");
        press("j", "Enter");
        assertThat(page.locator(".details")).isVisible();
        press("Escape");
        assertThat(page.locator(".details")).hasCount(0);
    }

    @Test
    void actionsOfARecordNarrow() {
        openShop("#open=38");
        page.getByText("Only this trace").click();
        assertThat(hint()).hasText("4 of 42");
        page.getByText("Without this message").click();
        assertThat(hint()).hasText("3 of 42");
        openShop("#open=38");
        page.locator(".actions").getByText("Only orders").click();
        assertThat(hint()).hasText("19 of 42");
    }

    /** As often as the block says that it was said. */
    @Test
    void messageIsLeftOutWithAllThatDifferInNumbersAndIds() throws IOException {
        SampleRun run = new SampleRun().container("pool", "acme/pool", "running");
        List<String> messages = List.of(
                "connection 1 borrowed",
                "connection 22 borrowed",
                "connection 3 borrowed after 1.5 s",
                "connection 3 borrowed after 2 s",
                "GET /orders/o-17 (8d0f7780-8536-51ef-a05c-f18fd2c01bf8) took 12ms [a+b] $5",
                "GET /orders/o-8 (9d0f7780-8536-51ef-a05c-f18fd2c01bf8) took 9ms [a+b] $6",
                "connection borrowed",
                "x connection 1 borrowed");
        messages.forEach(
                message -> run.add(SampleRecord.json(SampleRun.at(1), "pool", LogLevel.INFO, null, message), -1));
        Path file = run.write(directory.resolve("pool.html"));
        leaveOut(file, 0, "not /^connection \\d+ borrowed$/", "6 of 8");
        // Some of its like have no whole number there.
        String any = "[\\p{L}_.:\\/@-]*\\d[\\p{L}\\d_.:\\/@-]*";
        leaveOut(file, 3, "not /^connection " + any + " borrowed after " + any + " s$/", "6 of 8");
        leaveOut(file, 4, "not /^GET " + any + " \\(" + any + "\\) took " + any + " \\[a\\+b\\] \\$\\d+$/", "6 of 8");
        leaveOut(file, 6, "not message=\"connection borrowed\"", "7 of 8");
    }

    private void leaveOut(Path file, int number, String query, String hint) {
        open(file, "#open=" + number);
        page.getByText("Without this message").click();
        assertThat(page.locator("#query")).hasValue(query);
        assertThat(hint()).hasText(hint);
    }

    @Test
    void fieldsAreATreeAndTheRawLineIsThere() {
        openShop("#open=38");
        assertThat(page.locator(".tree").first()).containsText("items");
        assertThat(page.locator(".tree .tree .tree")).containsText("TEAPOT");
        page.locator(".raw summary").click();
        assertThat(page.locator(".raw pre"))
                .containsText("{\"@timestamp\":\"2026-11-28T22:51:26.281Z\",\"log.level\":\"INFO\","
                        + "\"message\":\"order placed\"");
    }

    @Test
    void numbersKeepEveryDigit() throws IOException {
        SampleRun run = new SampleRun().container("orders", "acme/orders", "running");
        run.add(
                SampleRecord.json(
                        SampleRun.at(1),
                        "orders",
                        LogLevel.INFO,
                        null,
                        "numbers",
                        "big",
                        new java.math.BigInteger("12345678901234567890123"),
                        "exact",
                        new java.math.BigDecimal("0.10000000000000000000001"),
                        "inside",
                        Map.of("long", 9007199254740993L)),
                -1);
        open(run.write(directory.resolve("numbers.html")), "#open=0");
        assertThat(page.locator(".details dl")).containsText("12345678901234567890123");
        assertThat(page.locator(".details dl")).containsText("0.10000000000000000000001");
        assertThat(page.locator(".details dl")).containsText("9007199254740993");
    }

    @Test
    void jsonIsTheNormalForm() throws IOException {
        openShop("#open=41");
        page.getByText("Copy JSON").click();
        assertThat(page.locator("#said")).hasText("The record is copied as JSON.");
        JsonNode json = new ObjectMapper().readTree(copied());
        assertThat(json.at("/timestamp").asText()).isEqualTo("2026-11-28T22:51:26.347Z");
        assertThat(json.at("/observed").asText()).isEqualTo("2026-11-28T22:51:26.348Z");
        assertThat(json.at("/level").asText()).isEqualTo("ERROR");
        assertThat(json.at("/exception/type").asText()).isEqualTo("org.postgresql.util.PSQLException");
        assertThat(json.at("/fields/orderId").asText()).isEqualTo(SampleRun.ORDER);
        assertThat(json.at("/traceId").asText()).isEqualTo(SampleRun.TRACE);
        assertThat(json.at("/container").asText()).isEqualTo("payments");
        assertThat(json.at("/raw").asText())
                .isEqualTo(SampleRun.shop().entries.get(41).record().raw());
    }
}
