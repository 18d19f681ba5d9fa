package io.github.structuredlogs.internal.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.internal.viewer.Report.Container;
import io.github.structuredlogs.internal.viewer.Report.ContainerEvent;
import io.github.structuredlogs.internal.viewer.Report.EventKind;
import io.github.structuredlogs.internal.viewer.Report.ReportOutcome;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser. No test may see a request, an error on the console, or an exception. */
@Tag("page")
class PageTest {
    private static final Map<String, Path> FILES = new HashMap<>();

    @TempDir
    static Path directory;

    private static Chromium chromium;

    private final List<String> faults = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingWasRequestedAndNothingFailed() {
        if (context != null) {
            context.close();
        }
        assertThat(faults).isEmpty();
    }

    // ---- Where it opens.

    @Test
    void opensAtTheFailure() {
        openShop("");

        assertThat(page).hasTitle("✗ refundsATeapotThatArrivedBroken() – shop");
        assertThat(page.locator("h1")).containsText("RefundIT › refundsATeapotThatArrivedBroken() failed after 3.8 s");
        assertThat(page.locator(".failure"))
                .containsText("expected \"refunded\" but was \"paid\" within 3 seconds RefundIT.java:38");
        assertThat(page.locator(".finds li")).hasCount(3);
        assertThat(page.locator(".finds li").first()).containsText("database");
        assertThat(page.locator(".finds li").first())
                .containsText("newvalue too long for type character varying(30) — insert into refund");
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
                .anyMatch(text -> text.startsWith("1 database"));
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
        press("ArrowDown", "Enter");
        assertThat(page.locator("#query")).hasValue("from:payments currency=EUR ");
        assertThat(hint()).hasText("5 of 42");
        page.keyboard().type("level>=");
        assertThat(page.locator("#completion li")).hasCount(7);
        press("Escape");
        assertThat(page.locator("#completion")).isHidden();
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
        page.close();
        page = context.newPage();
        page.navigate(link);
        settle();
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

    @Test
    void assertionFindsTheRecordAndNoOther() throws Throwable {
        openShop("#all");
        SampleRun run = SampleRun.shop();
        Map<Integer, String> assertions = new LinkedHashMap<>();
        for (int number : new int[] {0, 14, 16, 28, 31, 36, 37, 38, 40, 41}) {
            page.evaluate("number => { location.hash = '#open=' + number; }", number);
            page.locator("#row-" + number + ".selected").waitFor();
            page.getByText("Copy as assertion").click();
            assertThat(page.locator(".code")).isVisible();
            assertThat(page.locator("#said")).hasText("The assertion is copied.");
            String java = copied();
            assertThat(page.locator(".code")).hasText(java);
            assertions.put(number, java);
        }
        Class<?> copied = compiled(assertions);
        for (int number : assertions.keySet()) {
            int test = run.entries.get(number).test();
            List<LogRecord> records = run.entries.stream()
                    .filter(entry -> test < 0 || entry.test() == test)
                    .map(SampleRun.Entry::record)
                    .toList();
            run(copied, number, records);
            // It is about this record: without it the assertion fails.
            LogRecord found = run.entries.get(number).record();
            assertThatThrownBy(() -> run(
                            copied,
                            number,
                            records.stream()
                                    .filter(record -> !record.equals(found))
                                    .toList()))
                    .as(assertions.get(number))
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static Class<?> compiled(Map<Integer, String> assertions) throws Exception {
        StringBuilder methods = new StringBuilder();
        assertions.forEach((number, java) ->
                methods.append("public static void run%d(CapturedLogs logs) {\n%s\n}\n".formatted(number, java)));
        Path folder = Files.createTempDirectory(directory, "assertions");
        Path source = Files.writeString(folder.resolve("Copied.java"), """
            import static io.github.structuredlogs.assertj.LogAssertions.assertThat;
            import io.github.structuredlogs.*;
            public class Copied {
                %s
            }
            """.formatted(methods));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(result).as(methods.toString()).isZero();
        // Left open: the class is used by its caller.
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, PageTest.class.getClassLoader())
                .loadClass("Copied");
    }

    private static void run(Class<?> copied, int number, List<LogRecord> records) throws Throwable {
        try {
            Object logs = Proxy.newProxyInstance(
                    PageTest.class.getClassLoader(),
                    new Class<?>[] {CapturedLogs.class},
                    (proxy, method, arguments) -> new CapturedLogsAssert(records));
            copied.getMethod("run" + number, CapturedLogs.class).invoke(null, logs);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

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
                "its driver is none",
                0,
                List.of(),
                null));
        run.notes.add("1,204 records below WARN were left out; they are in records.jsonl.");
        open(run.write(directory.resolve("missing.html")), "");
        page.getByText("2 incomplete").click();
        assertThat(page.locator(".missing li")).hasText(new String[] {
            "importer: The engine was restarted; what it logged meanwhile is missing.",
            "proxy: not captured: its driver is none",
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
        Path shorter = Files.writeString(
                directory.resolve("cut2.html"),
                whole.substring(0, whole.indexOf("<script type=\"text/plain\" id=\"index\"")));
        open(shorter, "");
        assertThat(page.locator("#cause"))
                .hasText("The file ends before its index: it was cut off while it was written or copied.");
        assertThat(page.locator("#plain")).containsText("FAILED  RefundIT");
    }

    // ---- Look, address, zone.

    @Test
    void addressHoldsTheWholeState() {
        openShop("");
        query("from:payments");
        press("j", "j", "Enter");
        String address = (String) page.evaluate("location.href");
        page.close();
        page = context.newPage();
        page.navigate(address);
        settle();
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

    private void violations(String what) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(what)
                .extracting(rule -> rule.getId() + " "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
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
        assertThat(page).hasTitle(Pattern.compile("✗ <script>document.title='owned'</script>\\(\\) – shop"));
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
                while (Math.abs(row() - (y - 44)) >= 1) await new Promise(resolve => setTimeout(resolve, 10));
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
        assertThat(page.locator("#axis").boundingBox().height).isLessThan(0.4 * 900);
        assertThat(page.locator("#records").boundingBox().height).isGreaterThan(100);
        press("[", "[");
        assertThat(page.locator("h1")).containsText("fails198");
        query("from:service-49");
        assertThat(hint()).hasText("0 of 2,000");
    }

    @Test
    void blocksAreReadWithoutScripts() {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page = context.newPage();
        page.navigate(shop().toUri().toString());
        assertThat(page.locator("#plain")).isVisible();
        assertThat(page.locator("#plain pre")).containsText("FAILED  RefundIT > refundsATeapotThatArrivedBroken");
        assertThat(page.locator("#records")).isHidden();
    }

    // ----

    private void openShop(String hash) {
        open(shop(), hash);
    }

    private static Path shop() {
        return FILES.computeIfAbsent("shop", name -> {
            try {
                return SampleRun.shop().write(directory.resolve("shop.html"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void open(Path file, String hash) {
        if (context != null) {
            context.close();
        }
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setTimezoneId("Asia/Tokyo")
                        .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(60_000);
        page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().matches("(?s)(file|data|blob):.*")) {
                faults.add("request " + request.url());
            }
        });
        page.onConsoleMessage(message -> faults.add(message.type() + " " + message.text()));
        page.onPageError(error -> faults.add("error " + error));
        page.navigate(file.toUri() + hash, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        settle();
    }

    /** Waits until what was asked for is found and drawn. */
    private void settle() {
        page.locator("body:not(.starting):not(.busy)").waitFor();
    }

    private Locator rows() {
        return page.locator("#records .row");
    }

    private Locator hint() {
        return page.locator(".query .hint");
    }

    private void query(String text) {
        page.locator("#query").fill(text);
        press("Enter");
    }

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
            settle();
        }
    }

    private String copied() {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }
}
