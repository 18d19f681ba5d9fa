package io.github.structuredlogs.internal.command;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The browser that the system opens addresses with. */
final class SystemBrowser implements Browser {
    @Override
    public void show(URI page) {
        try {
            new ProcessBuilder(command(System.getProperty("os.name", ""), page.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // A server has no browser; the address is printed as well.
        }
    }

    static List<String> command(String system, String page) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", page);
        }
        return List.of(name.startsWith("mac") ? "open" : "xdg-open", page);
    }
}
