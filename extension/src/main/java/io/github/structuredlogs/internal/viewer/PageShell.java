package io.github.structuredlogs.internal.viewer;

import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The page itself: markup, style and modules in one text, without data.
 *
 * <p>The modules are unchanged files of the source folder. They import each other by bare names, which an import map
 * resolves to {@code data:} addresses. The page starts the worker from a blob.
 */
final class PageShell {
    private static final String FOLDER = "/io/github/structuredlogs/internal/viewer/";
    private static final String LIT = "lib/lit-html/lit-html.js";
    private static final String UPLOT = "lib/uplot/uPlot.iife.min.js";
    private static final String UPLOT_STYLE = "lib/uplot/uPlot.min.css";
    private static final String LICENCES = "/META-INF/licenses/";
    private static final String LIVE = "; connect-src 'self'";
    private static final SecureRandom RANDOM = new SecureRandom();

    private PageShell() {}

    /** Writes everything before the data. */
    static void write(Report report, Redaction redaction, OutputStream out) throws IOException {
        write(html(redaction.text(title(report))), plain(report, redaction), "", out);
    }

    /** Writes the same for a page that a server brings up to date, which alone it may ask. */
    static void writeLive(String title, OutputStream out) throws IOException {
        write(
                html(title),
                "<p>The live page needs scripts: let this browser run them for this address.</p>\n",
                LIVE,
                out);
    }

    private static void write(String title, String plain, String policy, OutputStream out) throws IOException {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        String page = resource("page.html")
                .replace("{{nonce}}", Base64.getEncoder().encodeToString(nonce))
                .replace("{{style}}", resource(UPLOT_STYLE) + resource("page.css"))
                .replace("{{modules}}", importMap())
                .replace("{{worker}}", inert(resource("worker.js")))
                .replace("{{licences}}", licences())
                .replace("{{policy}}", policy)
                .replace("{{title}}", title)
                .replace("{{plain}}", plain);
        out.write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String title(Report report) {
        List<Report.Test> failed = failed(report);
        String name = report.run().name();
        return switch (failed.size()) {
            case 0 -> name + " – Structured Logs";
            case 1 -> {
                String test = failed.get(0).displayName();
                yield "✗ " + test + (name.equals(test) ? "" : " – " + name);
            }
            default -> "✗ " + failed.size() + " failed – " + name;
        };
    }

    private static List<Report.Test> failed(Report report) {
        return report.tests().stream()
                .filter(test -> test.outcome() == Report.ReportOutcome.FAILED)
                .toList();
    }

    /** Returns what a reader without scripts sees: the blocks of the failed tests. */
    private static String plain(Report report, Redaction redaction) {
        StringBuilder out = new StringBuilder();
        for (Report.Test test : failed(report)) {
            out.append("<h2>").append(html(redaction.text(test.displayName()))).append("</h2>\n");
            String block = test.block();
            if (block != null) {
                out.append("<pre>").append(html(redaction.text(block))).append("</pre>\n");
            }
        }
        if (out.length() == 0) {
            out.append("<p>No test failed: ").append(report.tests().size()).append(" tests, ");
            out.append(report.containers().size()).append(" containers.</p>\n");
        }
        for (String note : report.notes()) {
            out.append("<p>").append(html(redaction.text(note))).append("</p>\n");
        }
        return out.toString();
    }

    private static String importMap() throws IOException {
        StringBuilder out = new StringBuilder("{\"imports\":{");
        module(out, "lit-html", resource(LIT));
        module(out.append(','), "uplot", resource(UPLOT) + "\nexport default uPlot;\n");
        for (String name :
                resource("modules.txt").lines().filter(line -> !line.isBlank()).toList()) {
            module(out.append(','), name, resource(name + ".js"));
        }
        return out.append("}}").toString();
    }

    private static void module(StringBuilder out, String name, String text) {
        out.append("\n\"").append(name).append("\":\"data:text/javascript;charset=utf-8,");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '%' -> out.append("%25");
                case '#' -> out.append("%23");
                case '\n' -> out.append("%0A");
                case '\r' -> out.append("%0D");
                case '\t' -> out.append("%09");
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                // The element that holds the map ends at a "</script".
                case '<' -> out.append("%3C");
                default -> out.append(c);
            }
        }
        // A blank at the end of an address is dropped.
        out.append("%0A\"");
    }

    /** Checks that a script element can contain the text: it must not have a "</script" or "<!--". */
    private static String inert(String script) {
        if (script.contains("</script") || script.contains("<!--")) {
            throw new IllegalStateException("worker.js contains text that would end or hide its element");
        }
        return script;
    }

    private static String licences() throws IOException {
        return html(
                "lit-html\n" + resource(LICENCES + "lit-html.txt") + "\nuPlot\n" + resource(LICENCES + "uplot.txt"));
    }

    private static String html(String text) {
        return SafeText.neutralLines(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                // The page's own places begin with it.
                .replace("{", "&#123;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageShell.class.getResourceAsStream(name.startsWith("/") ? name : FOLDER + name)) {
            if (in == null) {
                throw new IOException(
                        "Expected " + name + " in the extension's jar, beside " + PageShell.class.getName()
                                + ", and did not find it; the jar is incomplete, build or download it again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
