package io.github.structuredlogs.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Logs made to cost their reader time or stack: corpus records with pieces of stack traces, names, numbers, brackets and
 * secrets repeated in them, and the same pieces inside JSON strings. The same seed gives the same logs.
 */
final class HostileRecords {

    private static final String[] PIECES = {
        "\n",
        "\r\n",
        " ",
        "\t",
        " \n",
        "\n\n ",
        ".",
        ":",
        ": ",
        ", ",
        ";",
        "=",
        "==>",
        "-",
        "/",
        "\\",
        "|",
        "_",
        "$",
        "#",
        "@",
        "%",
        "&",
        "?",
        "~",
        "^",
        "'",
        "\"",
        "\\\"",
        "`",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "{{",
        "{}",
        "{a}",
        "{0}",
        "%s",
        "${",
        "[[",
        "[a] ",
        "[1,",
        "{\"a\":",
        "{\"a\":[",
        "a",
        "A",
        "0",
        "9",
        "e",
        "é",
        "\u00a0",
        "\u2028",
        "\ud83d\ude00",
        "\ud800",
        "\u0000",
        "\u001b[31m",
        "\u001b[",
        "\u001b]8;;",
        "\u009b",
        "\u202e",
        "a.",
        "a.b.",
        "a/",
        "a::",
        "a\\",
        "Ab",
        "aB1",
        "a b ",
        "a=b ",
        "a=\"b\" ",
        "a: b\n",
        "1 ",
        "1.",
        "1:",
        "0 of 1 ",
        "no error ",
        "error",
        "errors=0 ",
        "Exception",
        "x.Error: ",
        "x.Error\n",
        "Caused by: ",
        "Caused by: x.Error: y\n",
        "\nCaused by: x.Error",
        "Suppressed: ",
        "\tSuppressed: x.Error\n",
        "Wrapped by: ",
        "\nWrapped by: x.Error\n",
        "Causing: ",
        "[cause]: ",
        "---> ",
        " ---> x.Error: y",
        "(Inner Exception #1) ",
        "--- End of inner exception stack trace ---\n",
        "... 7 more\n",
        "... ",
        "\tat ",
        "\tat a.B.c(D.java:1)\n",
        "\tat a/b/",
        "    at ",
        "    at f (/a.js:1:1)\n",
        "   at A.B() in /a.cs:line 1\n",
        "Traceback (most recent call last):\n",
        "  File \"a.py\", line 1, in f\n    x()\n",
        "File \"",
        "    ^^^^\n",
        "During handling of the above exception, another exception occurred:\n",
        "ValueError: x\n",
        "\u256d\u2500 Traceback (most recent call last) \u2500",
        "\u2502 ",
        "goroutine 1 [running]:\n",
        "main.f(0x1)\n\t/a.go:1 +0x1d\n",
        "\t/a.go:1 ",
        "panic: ",
        "fatal error: ",
        "thread 'main' panicked at ",
        "', ",
        "stack backtrace:\n   0: a::b\n",
        "a.rb:1:in `b': ",
        "a.rb:1:in 'b'\n",
        "from a.rb:1:in `b'\n",
        "a.rb:1",
        " (RuntimeError)",
        "** (RuntimeError) ",
        " -- : ",
        "#0 /a.php(1): f()\n",
        "PHP Fatal error:  Uncaught E: ",
        " in /a.php:1",
        "Stack trace:\n",
        "[object] (A(code: 0): ",
        " at /a.php:1)",
        "[previous exception] [object] (",
        "[stacktrace]\n",
        "Exception in thread \"",
        "Unhandled exception. ",
        "Uncaught ",
        "Error: ",
        "INFO ",
        "ERROR: ",
        "2026-11-21T18:29:08.810Z ",
        "2026-11-21 18:45:24,888 ERROR [a.B] (main) ",
        "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 ",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "GET /a HTTP/1.1\" 500 ",
        "GET ",
        "/a/b?c=d&",
        "status=500 ",
        "took 7 ms ",
        "DETAIL: ",
        "STATEMENT: ",
        "select * from t where ",
        "password=",
        "password: ",
        "password: \"",
        "--password ",
        "password",
        "token",
        "api_key",
        "Authorization: Bearer ",
        "Bearer ",
        "basic ",
        "Cookie: a=b; ",
        "identified by '",
        "<password>",
        "</password>",
        "{\"name\":\"PASSWORD\",\"value\":\"",
        "\\\"password\\\":\\\"",
        "://",
        "http://u:p@h/",
        "http://a:",
        "jdbc:oracle:thin:a/",
        "eyJhbGciOi.",
        "eyJ",
        "AKIA",
        "ghp_",
        "xoxb-",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN ",
        "-----END PRIVATE KEY-----",
        "##vso[",
        "::error::",
        "##teamcity[",
        "[[ATTACHMENT|",
        "section_start:1:",
        "text=<",
        " >",
        "=ERROR REPORT==== ",
        "# ",
        "! at ",
        "> File \"",
        "/*traceparent='"
    };

    private final Random random;
    private final List<String> seeds;

    HostileRecords(long seed, List<String> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    /** {@return a log of about so many bytes} */
    byte[] next(int bytes) {
        StringBuilder log = new StringBuilder(bytes + 256);
        String record = seeds.get(random.nextInt(seeds.size()));
        record = record.length() > 1_000 ? record.substring(0, 1_000) : record;
        int at = random.nextInt(record.length() + 1);
        boolean json = record.startsWith("{") && random.nextInt(4) > 0;
        if (json) {
            // Into the text of a value, so that the object stays whole.
            int text = record.indexOf(":\"", at);
            at = text < 0 ? record.indexOf(":\"") + 2 : text + 2;
            json = at > 1;
        }
        log.append(record, 0, at);
        StringBuilder middle = new StringBuilder(bytes);
        int parts = 1 + random.nextInt(4);
        for (int part = 0; part < parts; part++) {
            repeat(middle, bytes * (part + 1) / parts);
        }
        log.append(json ? escaped(middle) : middle);
        log.append(record, at, record.length());
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One piece, or a few in turn, over and over. */
    private void repeat(StringBuilder out, int until) {
        StringBuilder unit = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            unit.append(piece());
        }
        if (random.nextInt(3) == 0) {
            out.append(piece());
        }
        while (out.length() < until) {
            out.append(unit);
        }
        if (random.nextInt(3) == 0) {
            out.append(piece());
        }
    }

    private String piece() {
        return PIECES[random.nextInt(PIECES.length)];
    }

    private static StringBuilder escaped(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out;
    }
}
