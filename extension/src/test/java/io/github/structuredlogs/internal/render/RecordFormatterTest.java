package io.github.structuredlogs.internal.render;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.LogLevel.FATAL;
import static io.github.structuredlogs.LogLevel.INFO;
import static io.github.structuredlogs.LogLevel.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.text.Redaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordFormatterTest {

    private static final String STACK = """
            com.acme.UnknownSkuException: X-1
            \tat java.base/java.util.Optional.orElseThrow(Optional.java:403)
            \tat com.acme.OrderService.place(OrderService.java:42)
            \tat com.acme.OrderController.post(OrderController.java:17)
            \tat org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:897)
            \tat java.base/java.lang.Thread.run(Thread.java:840)
            Caused by: java.util.NoSuchElementException: No value present
            \tat java.base/java.util.Optional.get(Optional.java:143)
            \tat com.acme.Stock.find(Stock.java:9)
            \t... 4 more
            """;

    private final RecordFormatter formatter = plain(120);

    static RecordFormatter plain(int width) {
        return new RecordFormatter(options(false, width));
    }

    static ConsoleOptions options(boolean color, int width) {
        return new ConsoleOptions(color, true, width, 4, ZoneOffset.UTC, Redaction.of(List.of()));
    }

    private String format(LogRecord... records) {
        return Stream.of(records).map(formatter::format).collect(Collectors.joining("\n"));
    }

    @Test
    void fewWordsAreTheFirstLineAndTheException() {
        String url = "Cannot read properties of undefined (reading 'url')";
        SampleRecord node = SampleRecord.of("images", ERROR, null, "/srv/server.js:35\n  show(image.url)\n       ^")
                .thrown("TypeError", url, "TypeError: " + url + "\n    at scale (/srv/server.js:35:12)");
        SampleRecord java = SampleRecord.of("orders", ERROR, "com.acme.OrderService", "unknown sku")
                .thrown("com.acme.UnknownSkuException", "X-1", STACK);

        assertThat(formatter.words(node, 160)).isEqualTo("/srv/server.js:35 — TypeError: " + url);
        assertThat(formatter.words(java, 160))
                .isEqualTo("unknown sku — UnknownSkuException: X-1 ⇐ NoSuchElementException: No value present");
        assertThat(formatter.words(SampleRecord.text("db", "one\ntwo"), 160)).isEqualTo("one");
        assertThat(formatter.words(SampleRecord.of("db", ERROR, null, null).thrown("E", "e", "E: e"), 160))
                .isEqualTo("E: e");
    }

    @Test
    void linesUpTheColumnsOfContainersAndLoggers() {
        assertThat(format(
                        SampleRecord.of("orders", ERROR, "com.acme.OrderService", "unknown sku")
                                .with("sku", "X-1")
                                .with("qty", 3)
                                .trace("4bf92f3577b34da6a3ce929d0e0e4736")
                                .thrown("com.acme.UnknownSkuException", "X-1", STACK),
                        SampleRecord.of(
                                "payments", INFO, "o.a.c.c.C.[Tomcat].[localhost].[/].[dispatcherServlet]", "ready"),
                        SampleRecord.text("db", "database system is ready to accept connections"),
                        SampleRecord.of("db", null, null, "checkpoint").levelText("NOTICED"),
                        SampleRecord.of("gateway", FATAL, "a.b.AnUnusuallyLongLoggerName", null)
                                .with("event", "stop")))
                .isEqualTo("""
                        orders    12:04:05.321 ERROR OrderService    unknown sku  sku=X-1 qty=3  trace=4bf92f35
                                    com.acme.UnknownSkuException: X-1
                                      at com.acme.OrderService.place(OrderService.java:42)
                                      at com.acme.OrderController.post(OrderController.java:17)
                                      … 3 frames
                                    Caused by: java.util.NoSuchElementException: No value present
                                      at com.acme.Stock.find(Stock.java:9)
                                      … 5 frames
                        payments  12:04:05.321 INFO  dispatcherServ… ready
                        db        12:04:05.321                       database system is ready to accept connections
                        db        12:04:05.321 NOTIC                 checkpoint
                        gateway   12:04:05.321 FATAL AnUnusuallyLon… event=stop""");
    }

    @Test
    void countsTheCellsThatATerminalGivesToACharacter() {
        String wide = format(SampleRecord.of("db", INFO, "\u8a02\u55ae\u670d\u52d9", "ready"));
        String narrow = format(SampleRecord.of("db", INFO, "orders12", "ready"));

        assertThat(wide.indexOf("ready")).isEqualTo(narrow.indexOf("ready") - 4);
        assertThat(format(SampleRecord.of("db", INFO, "a", "x").with("k", "\u8a02".repeat(200))))
                .contains("(200 chars)");
    }

    @Test
    void quotesKeysThatWouldReadAsSeveral() {
        assertThat(format(SampleRecord.of("db", INFO, "a", "x")
                        .with("order id", 1)
                        .with("a=b", 2)))
                .endsWith("\"order id\"=1 \"a=b\"=2");
    }

    @Test
    void putsTheFieldsOfACallBeforeThoseOfItsRequest() {
        assertThat(format(SampleRecord.of("api", INFO, "a", "x")
                        .with("reqId", "r-1")
                        .with("req", Map.of("url", "/orders"))
                        .with("client_ip", "10.0.0.1")
                        .with("user_agent", "curl/8")
                        .with("orderId", 42)
                        .with("code", "E7")))
                .endsWith("orderId=42 code=E7 reqId=r-1 req.url=/orders client_ip=10.0.0.1 user_agent=curl/8");
    }

    @Test
    void keepsAUsersFieldThatIsCalledAsOneOfAnotherLogger() {
        SampleRecord record = SampleRecord.of("api", INFO, "a", "x")
                .with("flags", "new-basket")
                .with("sequence", 7)
                .with("caller", "ada");

        assertThat(format(record.format("pino"))).endsWith("flags=new-basket sequence=7 caller=ada");
        assertThat(format(record.format("zap"))).endsWith("flags=new-basket sequence=7");
    }

    @Test
    void showsTheEndOfALongPath() {
        assertThat(format(SampleRecord.of("db", INFO, "a", "x")
                        .with("an.object.that.holds.another.object.that.holds.what.somebody.logged.orderId", 42)))
                .contains("orderId=42")
                .doesNotContain("an.object");
    }

    @Test
    void leavesOutTheNoiseOfAFormatAndFlattensObjects() {
        assertThat(format(SampleRecord.of("orders", INFO, "orders", "done")
                        .format("pino")
                        .with("pid", 7)
                        .with("hostname", "c0ffee")
                        .with("order", Map.of("id", 7))
                        .with("items", List.of("a", "b"))
                        .with("empty", "")
                        .with("note", "two words")
                        .with("none", null)))
                .isEqualTo(
                        "orders    12:04:05.321 INFO  orders          done  order.id=7 items=[a, b] empty=\"\" note=\"two words\""
                                + " none=null");
    }

    @Test
    void cutsLongValuesWithTheirLength() {
        assertThat(format(SampleRecord.text("orders", "m".repeat(5000)).with("body", "x".repeat(3214))))
                .isEqualTo("orders    12:04:05.321                       " + "m".repeat(300) + "… (5,000 chars) … "
                        + "m".repeat(300) + "  body=\"" + "x".repeat(60) + "… (3,214 chars)\"");
    }

    @Test
    void cutsLongValuesShorterWhereTheLineThenFits() {
        String statement = "insert into refund (order_id, reason, amount, currency) values ($1, $2, $3, $4)";
        String line =
                format(SampleRecord.of("db", ERROR, null, "value too long").with("statement", statement));
        assertThat(line)
                .isEqualTo("db        12:04:05.321 ERROR                 value too long  statement=\""
                        + statement.substring(0, 33) + "… (79 chars)\"");
        assertThat(line.length() + 2).as("in a block as well").isLessThanOrEqualTo(120);

        assertThat(format(SampleRecord.of("db", ERROR, null, "m".repeat(70)).with("statement", statement)))
                .as("does not fit at all")
                .endsWith("statement=\"" + statement.substring(0, 60) + "… (79 chars)\"");
        assertThat(format(SampleRecord.of("db", ERROR, null, "m").with("reason", "x".repeat(63))))
                .as("cutting would save nothing")
                .endsWith("reason=" + "x".repeat(63));
    }

    @Test
    void showsTheBeginningOfAnIdWhereTheLineThenFits() {
        String id = "3ba533f7-909a-4320-a297-bf0a8e1c602d";

        assertThat(format(SampleRecord.of("orders", INFO, null, "m".repeat(20)).with("orderId", id)))
                .endsWith("orderId=" + id);
        assertThat(format(SampleRecord.of("orders", INFO, null, "m".repeat(50)).with("orderId", id)))
                .endsWith("orderId=3ba533f7…");
        assertThat(format(SampleRecord.of("orders", INFO, null, "m".repeat(80)).with("orderId", id)))
                .as("does not fit at all")
                .endsWith("orderId=" + id);
    }

    @Test
    void saysWhatIsThrownInPlainTextOnce() {
        assertThat(format(SampleRecord.of("orders", null, null, "java.lang.IllegalStateException: boom")
                        .format("text")
                        .thrown(
                                "java.lang.IllegalStateException",
                                "boom",
                                "java.lang.IllegalStateException: boom\n\tat com.acme.A.b(A.java:1)")))
                .isEqualTo("""
                        orders    12:04:05.321                       java.lang.IllegalStateException: boom
                                      at com.acme.A.b(A.java:1)""");
    }

    @Test
    void keepsTheColumnsAndColorsOfContainersThatAreExpected() {
        RecordFormatter one = new RecordFormatter(options(true, 120));
        RecordFormatter other = new RecordFormatter(options(true, 120));
        List<String> names = List.of("orders", "payments", "database", "inventory");
        names.forEach(one::expect);
        names.forEach(other::expect);
        List<String> backwards = new ArrayList<>(names);
        Collections.reverse(backwards);

        backwards.forEach(name -> assertThat(other.style(name)).isEqualTo(one.style(name)));
        assertThat(one.lifecycle("db", null, "started", null))
                .as("room for inventory")
                .startsWith("\u001b[38;5;")
                .contains("db\u001b[0m         ");
    }

    @Test
    void showsTheTimeAndTheLevelOfALineOfTextOnce() {
        assertThat(format(
                        SampleRecord.of("mailer", WARN, null, "2026-11-21 12:04:05,321 WARN mailer.main no TLS")
                                .format("text"),
                        SampleRecord.of("mailer", WARN, null, "[2026-11-21T12:04:05.321Z] [WARN]: no TLS")
                                .format("text"),
                        SampleRecord.of("mailer", ERROR, null, "ERROR").format("text"),
                        SampleRecord.text("mailer", "2026/11/21 12:04:05 connection lost: EOF"),
                        SampleRecord.text("mailer", "1795262645: Client dev-7 closed its connection."),
                        SampleRecord.text("mailer", "2026-11-21 is a date")))
                .isEqualTo("""
                        mailer    12:04:05.321 WARN                  mailer.main no TLS
                        mailer    12:04:05.321 WARN                  no TLS
                        mailer    12:04:05.321 ERROR                 ERROR
                        mailer    12:04:05.321                       connection lost: EOF
                        mailer    12:04:05.321                       Client dev-7 closed its connection.
                        mailer    12:04:05.321                       2026-11-21 is a date""");
    }

    @Test
    void saysOfAnAccessLogOnceWhatItsMessageSays() {
        assertThat(format(SampleRecord.of("gateway", null, null, "GET /a 404")
                        .with("method", "GET")
                        .with("path", "/a")
                        .with("status", 404)
                        .with("bytes", 182)))
                .isEqualTo("gateway   12:04:05.321                       GET /a 404  bytes=182");
    }

    @Test
    void showsAMessageOfSeveralLinesBelowEachOther() {
        assertThat(format(SampleRecord.of("orders", WARN, "a.B", "first\r\n\tsecond\nthird")
                        .with("k", "v")))
                .isEqualTo("""
                        orders    12:04:05.321 WARN  B               first  k=v
                                    │     second
                                    │ third""");
    }

    @Test
    void neverHandsOnWhatATerminalWouldObey() {
        String attack = "a\u001b[31mb\u001b]52;c;aGk=\u0007c\u009b2Jd\u202ee\u2028f\u0000g\rh";
        String shown = format(SampleRecord.of("orders", WARN, attack, attack)
                .with(attack, attack)
                .trace("\u001b[2J")
                .thrown(attack, attack, attack + "\n\tat x.Y.z(" + attack + ")"));
        assertThat(shown).contains("a\\u001b[31mb\\u001b]52;c;aGk=\\u0007c\\u009b2Jd\\u202ee\\u2028f\\u0000g\\rh");
        assertThat(shown.chars()
                        .filter(c -> c != '\n' && Character.isISOControl(c))
                        .count())
                .isZero();
        assertThat(shown).doesNotContain("\u202e", "\u2028");
    }

    @Test
    void redactsFieldsMessagesAndExceptions() {
        assertThat(format(SampleRecord.of("orders", WARN, null, "login with password=hunter2 failed")
                        .with("user", Map.of("messageKey", "greeting"))
                        .with("apiKey", "abc")
                        .with("headers", List.of(Map.of("Authorization", "Bearer x")))
                        .thrown("A", "token: t0psecret", "A: token: t0psecret\n\tat a.B.c(B.java:1)")))
                .isEqualTo("""
                        orders    12:04:05.321 WARN                  login with password=*** failed  user.messageKey=greeting apiKey=*** headers=[{Authorization=***}]
                                    A: token: ***
                                      at a.B.c(B.java:1)""");
    }

    @Test
    void marksWhatBecameOfAContainer() {
        Instant at = Instant.parse("2026-11-21T12:04:06Z");
        assertThat(formatter.lifecycle("orders", at, "exited 137 (out of memory)", ERROR))
                .isEqualTo("orders    12:04:06.000 ───── exited 137 (out of memory)");
    }

    @Test
    void colorsByLevelAndStatusAndNeverWithoutColor() {
        RecordFormatter colored = new RecordFormatter(options(true, 120));
        LogRecord access =
                SampleRecord.of("gateway", null, null, "GET /orders 502").with("ms", 3);
        assertThat(colored.format(access)).contains("GET /orders " + Palette.ERROR + "502" + Palette.RESET);
        assertThat(colored.format(SampleRecord.of("orders", WARN, "a", "b"))).contains(Palette.WARN + "WARN");
        assertThat(format(access)).doesNotContain("\u001b");
    }

    @Test
    void givesEachContainerItsOwnColor() {
        RecordFormatter colored = new RecordFormatter(options(true, 120));
        List<String> colors = Stream.of("orders", "payments", "inventory", "db", "gateway", "kafka", "redis", "mail")
                .map(name -> colored.format(SampleRecord.text(name, "x")))
                .map(line -> line.substring(0, line.indexOf('m')))
                .toList();
        assertThat(colors).doesNotHaveDuplicates();
    }

    @Test
    void fallsBackToAsciiWhereTheConsoleKnowsNoMore() {
        RecordFormatter ascii =
                new RecordFormatter(new ConsoleOptions(false, false, 80, 4, ZoneOffset.UTC, Redaction.of(List.of())));
        String shown = ascii.format(SampleRecord.of("orders", WARN, "a.AnUnusuallyLongLoggerName", "one\ntwo")
                .thrown("A", "b", STACK));
        assertThat(shown.chars().allMatch(c -> c < 0x7f)).isTrue();
    }
}
