package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogFormat;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.internal.parse.formats.Format;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.KeyedFormat;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.formats.UserFormat;
import io.github.structuredlogs.internal.parse.formats.json.AwsLambda;
import io.github.structuredlogs.internal.parse.formats.json.Clef;
import io.github.structuredlogs.internal.parse.formats.json.CockroachDb;
import io.github.structuredlogs.internal.parse.formats.json.Ecs;
import io.github.structuredlogs.internal.parse.formats.json.Elasticsearch7;
import io.github.structuredlogs.internal.parse.formats.json.EnvoyAccess;
import io.github.structuredlogs.internal.parse.formats.json.Gelf;
import io.github.structuredlogs.internal.parse.formats.json.GoogleCloud;
import io.github.structuredlogs.internal.parse.formats.json.JbossLogManager;
import io.github.structuredlogs.internal.parse.formats.json.JsonAccess;
import io.github.structuredlogs.internal.parse.formats.json.JsonObject;
import io.github.structuredlogs.internal.parse.formats.json.JsonTable;
import io.github.structuredlogs.internal.parse.formats.json.Klog;
import io.github.structuredlogs.internal.parse.formats.json.Log4j2;
import io.github.structuredlogs.internal.parse.formats.json.Log4js;
import io.github.structuredlogs.internal.parse.formats.json.LogbackJsonEncoder;
import io.github.structuredlogs.internal.parse.formats.json.Logstash;
import io.github.structuredlogs.internal.parse.formats.json.Loguru;
import io.github.structuredlogs.internal.parse.formats.json.MicrosoftExtensions;
import io.github.structuredlogs.internal.parse.formats.json.MongoDb;
import io.github.structuredlogs.internal.parse.formats.json.Monolog;
import io.github.structuredlogs.internal.parse.formats.json.MySqlJson;
import io.github.structuredlogs.internal.parse.formats.json.NormalForm;
import io.github.structuredlogs.internal.parse.formats.json.OpenLiberty;
import io.github.structuredlogs.internal.parse.formats.json.OpenTelemetry;
import io.github.structuredlogs.internal.parse.formats.json.OtelRecord;
import io.github.structuredlogs.internal.parse.formats.json.PayaraJson;
import io.github.structuredlogs.internal.parse.formats.json.Pino;
import io.github.structuredlogs.internal.parse.formats.json.PythonJsonLogger;
import io.github.structuredlogs.internal.parse.formats.json.Serilog;
import io.github.structuredlogs.internal.parse.formats.json.Slog;
import io.github.structuredlogs.internal.parse.formats.json.Tracing;
import io.github.structuredlogs.internal.parse.formats.json.TraefikAccess;
import io.github.structuredlogs.internal.parse.formats.json.Tslog;
import io.github.structuredlogs.internal.parse.formats.json.Winston;
import io.github.structuredlogs.internal.parse.formats.json.Zap;
import io.github.structuredlogs.internal.parse.formats.json.Zerolog;
import io.github.structuredlogs.internal.parse.formats.text.AccessText;
import io.github.structuredlogs.internal.parse.formats.text.ApacheError;
import io.github.structuredlogs.internal.parse.formats.text.BarredPattern;
import io.github.structuredlogs.internal.parse.formats.text.ClickHouseText;
import io.github.structuredlogs.internal.parse.formats.text.ConsolePattern;
import io.github.structuredlogs.internal.parse.formats.text.DotnetConsole;
import io.github.structuredlogs.internal.parse.formats.text.ElasticsearchText;
import io.github.structuredlogs.internal.parse.formats.text.ErlangReport;
import io.github.structuredlogs.internal.parse.formats.text.GlassFish;
import io.github.structuredlogs.internal.parse.formats.text.HaproxyAccess;
import io.github.structuredlogs.internal.parse.formats.text.JulText;
import io.github.structuredlogs.internal.parse.formats.text.KafkaConsole;
import io.github.structuredlogs.internal.parse.formats.text.KlogText;
import io.github.structuredlogs.internal.parse.formats.text.Liberty;
import io.github.structuredlogs.internal.parse.formats.text.Logfmt;
import io.github.structuredlogs.internal.parse.formats.text.MongoDbText;
import io.github.structuredlogs.internal.parse.formats.text.MySqlText;
import io.github.structuredlogs.internal.parse.formats.text.NestConsole;
import io.github.structuredlogs.internal.parse.formats.text.NginxError;
import io.github.structuredlogs.internal.parse.formats.text.PingCap;
import io.github.structuredlogs.internal.parse.formats.text.PlainText;
import io.github.structuredlogs.internal.parse.formats.text.PostgresText;
import io.github.structuredlogs.internal.parse.formats.text.PythonLogging;
import io.github.structuredlogs.internal.parse.formats.text.QuarkusConsole;
import io.github.structuredlogs.internal.parse.formats.text.RedisText;
import io.github.structuredlogs.internal.parse.formats.text.RubyLogger;
import io.github.structuredlogs.internal.parse.formats.text.SparkConsole;
import io.github.structuredlogs.internal.parse.formats.text.SpringBoot;
import io.github.structuredlogs.internal.parse.formats.text.SqlServer;
import io.github.structuredlogs.internal.parse.formats.text.WebLogic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All formats, in the order in which they are tried. Immutable and thread-safe. All streams of a run share them. */
public final class Formats {
    /** Decoders are kept and reused, because creating one is more expensive than decoding. */
    private static final int KEPT_DECODERS = 4;

    private final UserFormat[] own;
    private final JsonFormat[] json;
    private final TextFormat plain = new PlainText();
    /** All formats but the text formats, whose numbers come after these. */
    private final Format[] all;

    private final IdentityHashMap<Format, Integer> numbers;
    private final ArrayBlockingQueue<Decoder> decoders = new ArrayBlockingQueue<>(KEPT_DECODERS);

    /** The text formats. They are created with the first line of text, because many containers never write one. */
    private static final class Texts {
        static final TextFormat[] ALL = texts().toArray(TextFormat[]::new);
        static final IdentityHashMap<Format, Integer> NUMBERS = numbered(ALL);

        private Texts() {}
    }

    private Formats(List<UserFormat> own, List<JsonFormat> mapped) {
        this.own = own.toArray(UserFormat[]::new);
        List<JsonFormat> objects = new ArrayList<>(mapped);
        objects.addAll(objects());
        json = objects.toArray(JsonFormat[]::new);
        List<Format> numbered = new ArrayList<>();
        numbered.add(plain);
        numbered.addAll(Arrays.asList(json));
        numbered.addAll(own);
        all = numbered.toArray(Format[]::new);
        numbers = numbered(all);
    }

    private static IdentityHashMap<Format, Integer> numbered(Format[] formats) {
        IdentityHashMap<Format, Integer> numbers = new IdentityHashMap<>();
        for (int i = 0; i < formats.length; i++) {
            numbers.put(formats[i], i);
        }
        return numbers;
    }

    /** JSON formats: those with keys of their own are tried before those that are recognised by common keys. */
    private static List<JsonFormat> objects() {
        return List.of(
                new NormalForm(),
                new OpenTelemetry(),
                new OtelRecord(),
                new MongoDb(),
                new Log4js(),
                new Clef(),
                JsonTable.HCLOG,
                new Loguru(),
                new Ecs(),
                new GoogleCloud(),
                new Gelf(),
                new Log4j2(),
                new LogbackJsonEncoder(),
                new JbossLogManager(),
                new Logstash(),
                new Elasticsearch7(),
                new OpenLiberty(),
                new PayaraJson(),
                JsonTable.POSTGRESQL,
                new MySqlJson(),
                new CockroachDb(),
                new MicrosoftExtensions(),
                new Serilog(),
                new Monolog(),
                JsonTable.BUNYAN,
                new AwsLambda(),
                new Tslog(),
                new TraefikAccess(),
                new EnvoyAccess(),
                JsonTable.SEMANTIC_LOGGER,
                new Tracing(),
                JsonTable.STRUCTLOG,
                new PythonJsonLogger(),
                JsonTable.RABBITMQ,
                JsonTable.ROARR,
                new Pino(),
                new Klog(),
                new Zap(),
                JsonTable.LOGBACK_CONTRIB,
                JsonTable.LOGSTASH_CUSTOM,
                JsonTable.SLEUTH,
                JsonTable.JOURNAL,
                JsonTable.NEST,
                new Slog(),
                JsonTable.LOGRUS,
                new Zerolog(),
                new Winston(),
                new JsonAccess(),
                new JsonObject());
    }

    private static List<TextFormat> texts() {
        return List.of(
                new SpringBoot(),
                new QuarkusConsole(),
                new GlassFish(),
                new ConsolePattern(),
                new BarredPattern(),
                new KafkaConsole(),
                new ElasticsearchText(),
                new DotnetConsole(),
                new KlogText(),
                new PostgresText(),
                new NginxError(),
                new ApacheError(),
                new Liberty(),
                new WebLogic(),
                new ErlangReport(),
                new RedisText(),
                new MySqlText(),
                new MongoDbText(),
                new NestConsole(),
                new AccessText(),
                new HaproxyAccess(),
                new JulText(),
                new RubyLogger(),
                new PythonLogging(),
                new SparkConsole(),
                new ClickHouseText(),
                new PingCap(),
                new SqlServer(),
                new Logfmt());
    }

    /** {@return the formats that come with the extension} */
    public static Formats builtIn() {
        return new Formats(List.of(), List.of());
    }

    /**
     * Returns the built-in formats and a user's own, which are tried first.
     *
     * @param formats formats in code
     * @param mappings mappings of keys, in the order in which they are tried
     * @param reports receives one sentence for each format that fails
     * @return the formats
     */
    public static Formats with(List<LogFormat> formats, List<LogMapping> mappings, Consumer<String> reports) {
        List<UserFormat> own = new ArrayList<>();
        for (LogFormat format : formats) {
            own.add(new UserFormat(format, reports));
        }
        List<JsonFormat> mapped = new ArrayList<>();
        for (LogMapping mapping : mappings) {
            mapped.add(KeyedFormat.of(mapping));
        }
        return new Formats(own, mapped);
    }

    /**
     * Loads the user's formats with {@link ServiceLoader}.
     *
     * @param loader the class loader to search
     * @param reports receives one sentence for each format that cannot be loaded
     * @return the formats
     */
    public static List<LogFormat> load(ClassLoader loader, Consumer<String> reports) {
        List<LogFormat> found = new ArrayList<>();
        var providers = ServiceLoader.load(LogFormat.class, loader).iterator();
        // An iterator that fails for ever must not keep this loop running.
        for (int failures = 0; failures < 100; ) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                reports.accept("a log format cannot be loaded: " + e.getMessage());
            }
        }
        return found;
    }

    /** Says whether a user's own code reads lines, which may take any time. */
    public boolean hasOwn() {
        return own.length > 0;
    }

    UserFormat[] own() {
        return own;
    }

    JsonFormat[] json() {
        return json;
    }

    TextFormat[] text() {
        return Texts.ALL;
    }

    TextFormat plain() {
        return plain;
    }

    int number(Format format) {
        Integer number = numbers.get(format);
        if (number != null) {
            return number;
        }
        Integer ofText = Texts.NUMBERS.get(format);
        return ofText == null ? 0 : all.length + ofText;
    }

    /**
     * Returns the name of a format.
     *
     * @param format its number
     * @return the value of {@link io.github.structuredlogs.LogRecord#format()}
     */
    public String name(int format) {
        return format(format).name();
    }

    /** {@return a format, by its number} */
    public Format format(int format) {
        return format < all.length ? all[format] : Texts.ALL[format - all.length];
    }

    /**
     * Decodes every value of a record.
     *
     * @param raw the original record
     * @param format the number of the recognised format
     * @param part the index of the record in its line
     * @return its values
     */
    public RecordContent decode(byte[] raw, int format, int part) {
        return decoding(decoder -> decoder.decode(this, raw, format(format), part));
    }

    Map<String, @Nullable Object> asWritten(byte[] raw) {
        return decoding(decoder -> decoder.asWritten(raw));
    }

    private <T> T decoding(Function<Decoder, T> work) {
        Decoder decoder = decoders.poll();
        if (decoder == null) {
            decoder = new Decoder();
        }
        T result = work.apply(decoder);
        decoder.forget();
        decoders.offer(decoder);
        return result;
    }
}
