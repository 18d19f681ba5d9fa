package io.github.structuredlogs.internal.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the page in a real browser. A test fails if the page sends a request, writes to the browser's console or throws.
 * All tests of a class share one tab, because opening a tab takes longer than most tests. Each test loads its file anew.
 */
@Tag("page")
abstract class BrowserTest {
    private static final int TIMEOUT = 60_000;

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static BrowserContext context;
    private static Page tab;
    private static int loads;
    private static final List<String> FAULTS = new ArrayList<>();

    /** The tab. */
    Page page;

    @BeforeAll
    static void launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT);
        chromium = Chromium.launch();
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setTimezoneId("Asia/Tokyo")
                        .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(TIMEOUT);
        context.onRequest(request -> {
            if (!request.url().matches("(?s)(file|data|blob):.*")) {
                FAULTS.add("request " + request.url());
            }
        });
        context.onConsoleMessage(message -> FAULTS.add(message.type() + " " + message.text()));
        context.onWebError(error -> FAULTS.add("error " + error.error()));
        tab = context.newPage();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingWasRequestedAndNothingFailed() {
        // What the page has said meanwhile arrives with the answer.
        tab.evaluate("0");
        List<String> faults = List.copyOf(FAULTS);
        FAULTS.clear();
        assertThat(faults).isEmpty();
    }

    static Browser browser() {
        return chromium.browser();
    }

    void openShop(String hash) {
        open(shop(), hash);
    }

    static Path shop() {
        Path file = directory.resolve("shop.html");
        try {
            return Files.exists(file) ? file : SampleRun.shop().write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(Path file, String hash) {
        page = tab;
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        // Another address each time: one that differs in its fragment alone is not loaded again.
        loads++;
        load(file.toUri() + "?" + loads + hash);
    }

    /** Loads an address as somebody does to whom it was sent. */
    void openAnew(String address) {
        page.navigate("about:blank");
        load(address);
    }

    private void load(String address) {
        page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        settle();
    }

    /** Waits until what was asked for is found and drawn. */
    void settle() {
        page.locator("body:not(.starting):not(.busy)").waitFor();
    }

    Locator rows() {
        return page.locator("#records .row");
    }

    Locator hint() {
        return page.locator(".query .hint");
    }

    void query(String text) {
        page.locator("#query").fill(text);
        press("Enter");
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
            settle();
        }
    }

    String copied() {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }
}
