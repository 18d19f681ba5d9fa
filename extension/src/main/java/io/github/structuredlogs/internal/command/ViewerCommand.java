package io.github.structuredlogs.internal.command;

import io.github.structuredlogs.internal.opened.NothingToShowException;
import io.github.structuredlogs.internal.opened.SavedRuns;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.text.SafeText;
import io.github.structuredlogs.internal.viewer.live.LiveCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the words on the command line ask for. */
public final class ViewerCommand {
    /** What was asked for is done, though maybe with sentences about what could not be read. */
    public static final int DONE = 0;
    /** Nothing could be shown or written. */
    public static final int NOTHING = 1;
    /** The words are not understood. */
    public static final int MISUSED = 2;

    private static final String USAGE = """
        Usage:
          open PATH…             shows runs and saved logs in the browser
          report PATH… -o FILE   writes the same as one HTML file
          live                   shows in the browser what all containers of the engine log, until Ctrl-C
               --follow          in the terminal instead
               --tail LINES      the last lines of each container to begin with (default: 1,000)
               --port PORT       the port to serve at (default: any free port)

        A PATH is the directory of a run (target/structured-logs/…), a directory or zip with such
        directories below it, a page that was written before, or a saved log: what docker logs, docker
        compose logs or kubectl logs printed. Several are shown together, in order of time.\
        """;

    private final PrintStream out;
    private final PrintStream err;
    private final Browser browser;

    /**
     * Prepares the command.
     *
     * @param out where answers go
     * @param err where complaints go
     * @param browser shows a page
     */
    ViewerCommand(PrintStream out, PrintStream err, Browser browser) {
        this.out = out;
        this.err = err;
        this.browser = browser;
    }

    /** {@return the command of this process} */
    public static ViewerCommand ofThisProcess() {
        return new ViewerCommand(System.out, System.err, new SystemBrowser());
    }

    /**
     * Does what is asked for.
     *
     * @param words the words behind the class's name
     * @return the exit code: {@link #DONE}, {@link #NOTHING} or {@link #MISUSED}
     */
    public int run(String... words) {
        String verb = words.length == 0 ? "" : words[0].toLowerCase(Locale.ROOT);
        List<String> rest = List.of(words).subList(Math.min(1, words.length), words.length);
        return switch (verb) {
            case "open" -> open(rest);
            case "report" -> report(rest);
            case "live" -> live(rest);
            case "help", "--help", "-h" -> {
                out.println(USAGE);
                yield DONE;
            }
            case "" -> misused("Expected open, report or live, found nothing.");
            default -> misused("Expected open, report or live, found " + words[0] + ".");
        };
    }

    private int misused(String sentence) {
        say(sentence);
        err.println(USAGE);
        return MISUSED;
    }

    private void say(String sentence) {
        err.println("structured-logs: " + SafeText.neutral(sentence));
    }

    private int open(List<String> words) {
        if (words.isEmpty()) {
            return misused("Expected a path behind open.");
        }
        try {
            Path directory = Files.createTempDirectory("structured-logs-");
            Path page = directory.resolve("report.html");
            int written = write(words, page);
            if (written == DONE) {
                out.println(page.toUri());
                browser.show(page.toUri());
            } else {
                Files.deleteIfExists(directory);
            }
            return written;
        } catch (IOException e) {
            say("The page could not be written to " + System.getProperty("java.io.tmpdir") + ": " + e);
            return NOTHING;
        }
    }

    private int report(List<String> words) {
        List<String> paths = new ArrayList<>(words);
        int option = paths.indexOf("-o");
        if (option < 0 || option == paths.size() - 1) {
            return misused("Expected -o and the file to write behind report.");
        }
        String target = paths.remove(option + 1);
        paths.remove(option);
        if (paths.isEmpty()) {
            return misused("Expected a path to read behind report.");
        }
        try {
            Path file = Path.of(target);
            if (Files.isDirectory(file)) {
                return misused("Expected a file behind -o, found the directory " + target + ".");
            }
            int written = write(paths, file);
            if (written == DONE) {
                out.println(file.toUri());
            }
            return written;
        } catch (InvalidPathException e) {
            return misused("Expected a file behind -o, found " + target + ": " + e.getReason() + ".");
        } catch (IOException e) {
            say("The report could not be written to " + target + ": " + e);
            return NOTHING;
        }
    }

    private int live(List<String> words) {
        try {
            LiveCommand.of(words).run(out);
            return DONE;
        } catch (IllegalArgumentException e) {
            return misused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            say(String.valueOf(e.getMessage()));
            return NOTHING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DONE;
        }
    }

    private int write(List<String> words, Path target) throws IOException {
        try (SavedRuns runs = new SavedRuns()) {
            for (String word : words) {
                runs.add(word);
            }
            runs.notes().forEach(this::say);
            runs.write(target, Redaction.of(List.of()));
            return DONE;
        } catch (NothingToShowException e) {
            say(String.valueOf(e.getMessage()));
            return NOTHING;
        }
    }
}
