package io.github.structuredlogs.internal.viewer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of the page, for the README and for whoever changes how it looks: {@code PagePictures DIRECTORY}. */
public final class PagePictures {
    private final Browser browser;
    private final Path directory;
    private final Path report;

    private PagePictures(Browser browser, Path directory, Path report) {
        this.browser = browser;
        this.directory = directory;
        this.report = report;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Path report = Files.createTempDirectory("page-pictures").resolve("report.html");
        SampleRun.shop().withSpans().write(report);
        try (Chromium chromium = Chromium.launch()) {
            PagePictures pictures = new PagePictures(chromium.browser(), directory, report);
            pictures.take("failure", "", 1280, ColorScheme.LIGHT);
            pictures.take("failure-dark", "", 1280, ColorScheme.DARK);
            pictures.take("narrow", "", 800, ColorScheme.LIGHT, "e", "e", "Enter");
            pictures.take("record", "", 1280, ColorScheme.LIGHT, "e", "e", "Enter");
            pictures.take("record-dark", "", 1280, ColorScheme.DARK, "e", "e", "Enter");
            pictures.take("trace", "#test=4&tab=trace&trace=" + SampleRun.TRACE, 1280, ColorScheme.LIGHT);
            pictures.take("traces", "#tab=trace", 1280, ColorScheme.LIGHT);
            pictures.take("range", "#range=1795906281000000-1795906284000000&q=level>=INFO", 1280, ColorScheme.LIGHT);
            pictures.take("comparison", "", 1280, ColorScheme.LIGHT, "3");
            pictures.take("metrics", "#tab=metrics", 1280, ColorScheme.DARK);
            pictures.take("run", "#tab=run", 1280, ColorScheme.LIGHT);
            pictures.take("help", "", 1280, ColorScheme.LIGHT, "?");
            pictures.take("wrong", "#q=from:nobody", 1280, ColorScheme.LIGHT);
        } finally {
            Files.delete(report);
            Files.delete(report.getParent());
        }
    }

    private void take(String name, String hash, int width, ColorScheme scheme, String... keys) {
        try (Page page = browser.newPage(new Browser.NewPageOptions()
                .setViewportSize(width, 800)
                .setColorScheme(scheme)
                .setTimezoneId("Europe/Berlin"))) {
            page.navigate(report.toUri() + hash, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
            for (String key : keys) {
                page.locator("body:not(.starting):not(.busy)").waitFor();
                page.keyboard().press(key);
            }
            page.locator("body:not(.starting):not(.busy)").waitFor();
            // Two frames: what a search found is drawn in the one after it.
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png")));
        }
    }
}
