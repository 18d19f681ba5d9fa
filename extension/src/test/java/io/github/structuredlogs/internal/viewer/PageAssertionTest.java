package io.github.structuredlogs.internal.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The Java that an open record gives: it compiles, and it passes or fails as it says. */
class PageAssertionTest extends BrowserTest {
    private static final String MUST = "Copy as assertion";
    private static final String MUST_NOT = "Copy as “must not occur”";

    /** As Compose writes them; the number of a record is that of its line. */
    private static final List<String> LINES = List.of(
            line(
                    "mailer",
                    "warn",
                    "no template",
                    "\"locale\":\"fr\",\"name\":\"order-confirmed\",\"ms\":12,\"requestId\":\"r-1\""),
            line(
                    "mailer",
                    "warn",
                    "no template",
                    "\"locale\":\"en\",\"name\":\"order-confirmed\",\"ms\":9,\"requestId\":\"r-2\""),
            line(
                    "mailer",
                    "info",
                    "sent",
                    "\"to\":\"Zoë \\\"Z\\\" C:\\\\users\",\"retry\":true,\"weight\":1.50,\"size\":5000000000,\"duration_ms\":7"),
            line("mailer", "info", "sent", "\"to\":\"Ann\",\"retry\":false,\"weight\":2,\"size\":12,\"duration_ms\":7"),
            line(
                    "orders",
                    "info",
                    "placed",
                    "\"order\":{\"items\":[{\"sku\":\"X-1\",\"qty\":3}],\"id\":\"8d0f7780-8536-51ef-a05c-f18fd2c01bf8\"},\"tenant\":\"alder\""),
            line(
                    "orders",
                    "info",
                    "placed",
                    "\"order\":{\"items\":[{\"sku\":\"X-2\",\"qty\":3}],\"id\":\"9d0f7780-8536-51ef-a05c-f18fd2c01bf8\"},\"tenant\":\"alder\""),
            line(
                    "orders",
                    "error",
                    "connection 17 to db:5432 failed",
                    "\"attempt\":2,\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\""),
            line("orders", "error", "POST /orders 500", "\"elapsed\":0.12"),
            line("orders", "info", "tick", "\"n\":1"),
            line("orders", "info", "tick", "\"n\":1"));

    private static String line(String container, String level, String message, String fields) {
        return container + "  | {\"time\":\"2026-11-28T22:51:21Z\",\"level\":\"" + level + "\",\"message\":\"" + message
                + "\"," + fields + "}\n";
    }

    private static CapturedLogs read(List<String> lines) throws IOException {
        return CapturedLogs.read(new ByteArrayInputStream(String.join("", lines).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> without(int number) {
        List<String> lines = new ArrayList<>(LINES);
        lines.remove(number);
        return lines;
    }

    private void openLines() throws IOException {
        SampleRun run = new SampleRun()
                .container("mailer", "acme/mailer:1", "running")
                .container("orders", "acme/orders:1", "running");
        read(LINES).records().forEach(record -> run.add(record, -1));
        open(run.write(directory.resolve("lines.html")), "#all");
    }

    @Test
    void fieldsOfTheRecordAreInTheCode() throws Throwable {
        openLines();
        Map<Integer, String> code = copiedOfAllLines(MUST);
        assertThat(code.get(0)).isEqualTo("""
                assertThat(logs).from("mailer")
                        .withLevel(LogLevel.WARN)
                        .withMessage("no template")
                        .withField("locale", "fr")
                        .withField("name", "order-confirmed")
                        .singleElement()
                        .isNotNull();""");
        assertThat(code.get(2))
                .contains(
                        ".withField(\"to\", \"Zoë \\\"Z\\\" C:\\\\users\")",
                        ".withField(\"retry\", true)",
                        ".withField(\"weight\", 1.50)",
                        ".withField(\"size\", 5000000000L)")
                .doesNotContain("duration");
        assertThat(code.get(4))
                .contains(".withField(\"order.items[0].sku\", \"X-1\")", ".withField(\"tenant\", \"alder\")")
                .doesNotContain("8d0f7780");
        assertThat(code.get(6)).contains("\"attempt\", 2", "\"c\", \"3\"").doesNotContain("\"d\"");
        assertThat(code.get(7)).doesNotContain("elapsed");
        // Two records say the same.
        assertThat(code.get(8))
                .startsWith("// 2 records")
                .contains("isNotEmpty()")
                .doesNotContain("singleElement");

        Class<?> copied = compiled(code);
        for (int number : code.keySet()) {
            run(copied, number, read(LINES));
            if (number < 8) {
                assertThatThrownBy(() -> run(copied, number, read(without(number))))
                        .as(code.get(number))
                        .isInstanceOf(AssertionError.class);
            }
        }
    }

    @Test
    void recordThatMustNotOccurFailsTheCodeUntilItIsGone() throws Throwable {
        openLines();
        Map<Integer, String> code = copiedOfAllLines(MUST_NOT);
        assertThat(code.get(0)).isEqualTo("""
                assertThat(logs).from("mailer")
                        .withLevel(LogLevel.WARN)
                        .withMessage("no template")
                        .withField("locale", "fr")
                        .withField("name", "order-confirmed")
                        .isEmpty();""");
        // Another run counts other connections.
        assertThat(code.get(6)).contains("withMessageMatching(\"connection \\\\d+ to db:\\\\d+ failed\")");
        assertThat(code.get(7)).contains("withMessage(\"POST /orders 500\")");

        Class<?> copied = compiled(code);
        for (int number : code.keySet()) {
            assertThatThrownBy(() -> run(copied, number, read(LINES)))
                    .as(code.get(number))
                    .isInstanceOf(AssertionError.class);
            if (number < 8) {
                run(copied, number, read(without(number)));
            }
        }
    }

    private Map<Integer, String> copiedOfAllLines(String button) {
        Map<Integer, String> code = new LinkedHashMap<>();
        for (int number = 0; number < LINES.size(); number++) {
            code.put(number, copied(number, button));
        }
        return code;
    }

    private String copied(int number, String button) {
        page.evaluate("number => { location.hash = '#open=' + number; }", number);
        Locator details = page.locator(".details[aria-label='Record " + (number + 1) + "']");
        details.getByText(button).click();
        // Read only once it is there: until then the one before it is on the clipboard.
        String java = details.locator(".code").innerText();
        page.waitForCondition(() -> copied().equals(java));
        return java;
    }

    @Test
    void assertionFindsTheRecordAndNoOther() throws Throwable {
        openShop("#all");
        SampleRun run = SampleRun.shop();
        Map<Integer, String> assertions = new LinkedHashMap<>();
        for (int number : new int[] {0, 14, 16, 28, 31, 36, 37, 38, 40, 41}) {
            assertions.put(number, copied(number, MUST));
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
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, PageAssertionTest.class.getClassLoader())
                .loadClass("Copied");
    }

    private static void run(Class<?> copied, int number, List<LogRecord> records) throws Throwable {
        run(copied, number, (CapturedLogs) Proxy.newProxyInstance(
                PageAssertionTest.class.getClassLoader(),
                new Class<?>[] {CapturedLogs.class},
                (proxy, method, arguments) -> new CapturedLogsAssert(records)));
    }

    private static void run(Class<?> copied, int number, CapturedLogs logs) throws Throwable {
        try {
            copied.getMethod("run" + number, CapturedLogs.class).invoke(null, logs);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
