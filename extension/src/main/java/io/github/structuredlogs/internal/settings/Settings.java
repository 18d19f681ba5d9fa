package io.github.structuredlogs.internal.settings;

import io.github.structuredlogs.Absence;
import io.github.structuredlogs.Color;
import io.github.structuredlogs.LiveViewer;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.Startup;
import io.github.structuredlogs.WriteReport;
import io.github.structuredlogs.internal.text.ContainerName;
import io.github.structuredlogs.internal.text.Redaction;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings for one place: each key has the value of the most specific layer that sets it, otherwise its default.
 *
 * <p>All values are read at construction, so that a wrong one is found at the start of a class.
 */
public final class Settings {
    /** The prefix of every key as a configuration parameter. */
    public static final String PREFIX = "structuredlogs.";

    private static final Setting<Print> PRINT = Setting.ofEnum("print", Print.LIVE, Print.DEFAULT);
    private static final Setting<Startup> STARTUP = Setting.ofEnum("startup", Startup.FOLDED, Startup.DEFAULT);
    private static final Setting<LogLevel> LEVEL = Setting.ofEnum("level", LogLevel.INFO, null);
    private static final Setting<LogLevel> FAIL_ON = Setting.ofEnum("fail-on", LogLevel.OFF, null);
    private static final Setting<List<String>> INCLUDE = Setting.ofList("containers.include");
    private static final Setting<List<String>> EXCLUDE = Setting.ofList("containers.exclude");
    private static final Setting<List<String>> REDACT = Setting.ofList("redact");
    private static final Setting<Color> COLOR = Setting.ofEnum("color", Color.AUTO, Color.DEFAULT);
    private static final Setting<Integer> WIDTH = Setting.ofCount("width", 0, 0);
    private static final Setting<Integer> STACKTRACE_DEPTH = Setting.ofCount("stacktrace.depth", 4, 0);
    private static final Setting<Path> FILES_DIRECTORY = Setting.ofPath("files.directory", "");
    private static final Setting<Boolean> FILES_RAW = Setting.ofBoolean("files.raw", false);
    private static final Setting<Boolean> FILES_RECORDS = Setting.ofBoolean("files.records", false);
    private static final Setting<WriteReport> REPORT =
            Setting.ofEnum("report", WriteReport.ON_FAILURE, WriteReport.DEFAULT);
    private static final Setting<Long> REPORT_SIZE = Setting.ofBytes("report.size", "20m");
    private static final Setting<LiveViewer> VIEWER = Setting.ofEnum("viewer", LiveViewer.AUTO, LiveViewer.DEFAULT);
    private static final Setting<Duration> SETTLE = Setting.ofDuration("settle", "250ms");
    private static final Setting<Duration> SETTLE_ABSENCE = Setting.ofDuration("settle.absence", "50ms");
    private static final Setting<Boolean> STATS = Setting.ofBoolean("stats", true);
    private static final Setting<Boolean> OTLP = Setting.ofBoolean("otlp", false);
    private static final Setting<URI> EXPORT_OTLP = Setting.ofAddress("export.otlp");
    private static final Setting<Map<String, String>> EXPORT_HEADERS = Setting.ofSecrets("export.headers");
    private static final Setting<Absence> ABSENCE = Setting.ofEnum("absence", Absence.KNOWN, Absence.DEFAULT);
    private static final Setting<Path> HISTORY_DIRECTORY = Setting.ofPath("history.directory", "");
    private static final Setting<Long> MEMORY_LIMIT = Setting.ofBytes("memory.limit", "0");

    /** The settings of the whole run, which a single test cannot set. */
    private static final List<Setting<?>> OF_RUN = List.of(
            FILES_DIRECTORY,
            FILES_RAW,
            FILES_RECORDS,
            REPORT,
            REPORT_SIZE,
            VIEWER,
            EXPORT_OTLP,
            EXPORT_HEADERS,
            HISTORY_DIRECTORY);

    /** Keys of what no message shows. */
    private static final Set<String> SECRET = Set.of(EXPORT_HEADERS.key(), EXPORT_OTLP.key());

    private static final List<Setting<?>> ALL = List.of(
            PRINT,
            STARTUP,
            LEVEL,
            FAIL_ON,
            INCLUDE,
            EXCLUDE,
            REDACT,
            COLOR,
            WIDTH,
            STACKTRACE_DEPTH,
            FILES_DIRECTORY,
            FILES_RAW,
            FILES_RECORDS,
            REPORT,
            REPORT_SIZE,
            VIEWER,
            SETTLE,
            SETTLE_ABSENCE,
            STATS,
            OTLP,
            EXPORT_OTLP,
            EXPORT_HEADERS,
            ABSENCE,
            HISTORY_DIRECTORY,
            MEMORY_LIMIT);

    private final List<SettingsLayer> layers;
    private final Map<String, String> environment;
    private final Print print;
    private final Startup startup;
    private final LogLevel level;
    private final LogLevel failOn;
    private final List<String> include;
    private final List<String> exclude;
    private final List<String> redact;
    private final Color color;
    private final int width;
    private final int stacktraceDepth;
    private final Path filesDirectory;
    private final boolean filesRaw;
    private final boolean filesRecords;
    private final WriteReport report;
    private final long reportSize;
    private final LiveViewer viewer;
    private final Duration settle;
    private final Duration settleAbsence;
    private final boolean stats;
    private final boolean otlp;
    private final URI exportOtlp;
    private final Map<String, String> exportHeaders;
    private final Absence absence;
    private final @Nullable Path historyDirectory;
    private final long memoryLimit;

    /**
     * Rejects a wrong value of a single test, and a setting that a test cannot have.
     *
     * @param ofTest the settings of the test's method
     * @throws InvalidSettingException if a value is not allowed there
     */
    public static void check(SettingsLayer ofTest) {
        for (Setting<?> setting : OF_RUN) {
            String text = ofTest.value().apply(setting.key());
            if (text != null) {
                throw new InvalidSettingException(
                        setting.key(),
                        text,
                        ofTest.origin(),
                        "it on a class, because it applies to more than one test");
            }
        }
        var unused = new Settings(List.of(ofTest), Map.of());
    }

    /**
     * Reads the settings.
     *
     * @param layers the layers, the most specific first
     * @param environment the environment variables
     * @throws InvalidSettingException if a value is not allowed
     */
    public Settings(List<SettingsLayer> layers, Map<String, String> environment) {
        this.layers = List.copyOf(layers);
        this.environment = environment;
        this.print = isSet(PRINT) || !inContinuousIntegration() ? read(PRINT) : Print.ON_FAILURE;
        this.startup = read(STARTUP);
        this.level = read(LEVEL);
        this.failOn = read(FAIL_ON);
        this.include = read(INCLUDE);
        this.exclude = read(EXCLUDE);
        this.redact = read(REDACT);
        this.color = read(COLOR);
        this.width = read(WIDTH);
        this.stacktraceDepth = read(STACKTRACE_DEPTH);
        Path directory = read(FILES_DIRECTORY);
        this.filesDirectory = directory.toString().isEmpty()
                ? defaultDirectory(Path.of(""), System.getProperty("org.gradle.test.worker") != null)
                : directory;
        this.filesRaw = read(FILES_RAW);
        this.filesRecords = read(FILES_RECORDS);
        this.report = read(REPORT);
        this.reportSize = read(REPORT_SIZE);
        LiveViewer wanted = read(VIEWER);
        this.viewer = wanted == LiveViewer.AUTO && inContinuousIntegration() ? LiveViewer.OFF : wanted;
        this.settle = read(SETTLE);
        this.settleAbsence = read(SETTLE_ABSENCE);
        this.stats = read(STATS);
        this.otlp = read(OTLP);
        this.exportOtlp = read(EXPORT_OTLP);
        this.exportHeaders = read(EXPORT_HEADERS);
        this.absence = read(ABSENCE);
        this.historyDirectory = historyDirectory(read(HISTORY_DIRECTORY));
        this.memoryLimit = read(MEMORY_LIMIT);
        for (SettingsLayer layer : layers) {
            layer.declaredLevels()
                    .forEach((container, text) -> read(LEVEL, "level." + container, text, layer.origin()));
        }
    }

    /** {@return every key, without the common prefix; the level of a container has the container's name at its end} */
    public static List<String> keys() {
        return ALL.stream().map(Setting::key).toList();
    }

    private boolean inContinuousIntegration() {
        String ci = environment.getOrDefault("CI", "");
        return !ci.isEmpty() && !ci.equalsIgnoreCase("false");
    }

    /**
     * Returns the directory for files of the build that runs the tests. Gradle identifies itself; otherwise a Gradle
     * build script without a Maven POM does.
     */
    static Path defaultDirectory(Path project, boolean isGradleWorker) {
        boolean gradle = isGradleWorker
                || (!Files.exists(project.resolve("pom.xml"))
                        && (Files.exists(project.resolve("build.gradle"))
                                || Files.exists(project.resolve("build.gradle.kts"))));
        return Path.of(gradle ? "build" : "target", "structured-logs");
    }

    /** Where the system keeps what can be made again, unless it is told otherwise. */
    private @Nullable Path historyDirectory(Path wanted) {
        if (wanted.toString().equals("off")) {
            return null;
        }
        if (!wanted.toString().isEmpty()) {
            return wanted;
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", environment.getOrDefault("LOCALAPPDATA", ""));
        String home = System.getProperty("user.home", "");
        if (cache.isEmpty() && home.isEmpty()) {
            return null;
        }
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        try {
            Path all = cache.isEmpty() ? Path.of(home, mac ? "Library/Caches" : ".cache") : Path.of(cache);
            return all.resolve("structured-logs").resolve("history");
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private boolean isSet(Setting<?> setting) {
        return layers.stream().anyMatch(layer -> layer.value().apply(setting.key()) != null);
    }

    private <T> T read(Setting<T> setting) {
        for (SettingsLayer layer : layers) {
            String text = layer.value().apply(setting.key());
            if (text != null) {
                return read(setting, setting.key(), text, layer.origin());
            }
        }
        return read(setting, setting.key(), setting.defaultText(), "default");
    }

    private static <T> T read(Setting<T> setting, String key, String text, String origin) {
        @Nullable T value = setting.reader().apply(text);
        if (value == null) {
            // What is to be secret is so with a mistake in it as well.
            String shown = SECRET.contains(setting.key()) ? Redaction.MASK : text;
            throw new InvalidSettingException(key, shown, origin, setting.allowed());
        }
        return value;
    }

    /** {@return when records are printed; never DEFAULT} */
    public Print print() {
        return print;
    }

    /** {@return how the start of a container is printed; never DEFAULT} */
    public Startup startup() {
        return startup;
    }

    /** {@return the least level that is printed for containers without their own} */
    public LogLevel level() {
        return level;
    }

    /**
     * The least level that is printed for one container.
     *
     * @param container its name; for {@code orders#2} the value of {@code orders} holds unless it has its own, for
     *     {@code db (postgres)} that of {@code db} or {@code postgres}
     * @return the level, empty if the container does not have its own
     * @throws InvalidSettingException if the value is not allowed
     */
    public Optional<LogLevel> level(String container) {
        Set<String> names = ContainerName.all(container);
        for (SettingsLayer layer : layers) {
            for (String name : names) {
                String text = layer.containerLevels().apply(name);
                if (text != null) {
                    return Optional.of(read(LEVEL, "level." + name, text, layer.origin()));
                }
            }
        }
        return Optional.empty();
    }

    /** {@return the level from which an unexpected record fails a test, OFF for none} */
    public LogLevel failOn() {
        return failOn;
    }

    /** {@return patterns of the containers to capture, empty for all of this JVM's tests} */
    public List<String> include() {
        return include;
    }

    /** {@return patterns of the containers that are not captured} */
    public List<String> exclude() {
        return exclude;
    }

    /** {@return the names of fields to redact in addition to the built-in ones; a leading minus removes one} */
    public List<String> redact() {
        return redact;
    }

    /** {@return whether to use colours; never DEFAULT} */
    public Color color() {
        return color;
    }

    /** {@return the console's width in columns, 0 for the environment's width} */
    public int width() {
        return width;
    }

    /** {@return the number of frames of each exception that are printed} */
    public int stacktraceDepth() {
        return stacktraceDepth;
    }

    /** {@return whether the directory for the files is set} */
    public boolean setsFilesDirectory() {
        return isSet(FILES_DIRECTORY);
    }

    /** {@return the directory for the files} */
    public Path filesDirectory() {
        return filesDirectory;
    }

    /** {@return when the run's report is written; never DEFAULT} */
    public WriteReport report() {
        return report;
    }

    /** {@return the maximum size of a run's report, in bytes} */
    public long reportSize() {
        return reportSize;
    }

    /** {@return whether the run has a live page; never DEFAULT, nor AUTO on a build server} */
    public LiveViewer viewer() {
        return viewer;
    }

    public boolean filesRaw() {
        return filesRaw;
    }

    /** {@return whether every record is written as JSON} */
    public boolean filesRecords() {
        return filesRecords;
    }

    /** {@return how long a failing assertion of presence is retried} */
    public Duration settle() {
        return settle;
    }

    /** {@return how long an assertion of absence waits} */
    public Duration settleAbsence() {
        return settleAbsence;
    }

    /** {@return whether the memory and processor time of containers are measured} */
    public boolean stats() {
        return stats;
    }

    /** {@return whether containers are told where to send by OTLP} */
    public boolean otlp() {
        return otlp;
    }

    /** {@return where everything is sent by OTLP, empty for nowhere} */
    public Optional<URI> exportOtlp() {
        return exportOtlp.toString().isEmpty() ? Optional.empty() : Optional.of(exportOtlp);
    }

    /** {@return the headers of each request that is sent by OTLP; they may hold secrets} */
    public Map<String, String> exportHeaders() {
        return exportHeaders;
    }

    /** {@return what an assertion of absence concludes where not everything is known; never DEFAULT} */
    public Absence absence() {
        return absence;
    }

    /** {@return where it is kept what passed tests log, null for nowhere} */
    public @Nullable Path historyDirectory() {
        return historyDirectory;
    }

    /** {@return whether somebody has chosen where that is kept} */
    public boolean setsHistoryDirectory() {
        return isSet(HISTORY_DIRECTORY);
    }

    /** {@return how many bytes of records are kept in memory, over all containers; 0 to let the heap decide} */
    public long memoryLimit() {
        return memoryLimit;
    }
}
