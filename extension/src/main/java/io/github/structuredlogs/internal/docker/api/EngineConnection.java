package io.github.structuredlogs.internal.docker.api;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.structuredlogs.internal.json.PlainJson;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The engine's API, as far as logs need it: bodies as they are on the wire. Thread-safe. */
public final class EngineConnection implements Closeable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** As Testcontainers asks: Testcontainers Cloud may have an engine for each session. */
    private static final String SESSION = "x-tc-sid";

    private static final String CONTAINERS = "{\"type\":[\"container\"]}";

    private final Duration answer;
    private final URI host;
    private final @Nullable String session;
    private final @Nullable SSLConfig ssl;
    private final RequestTimeouts requestTimeouts;
    private final DockerHttpClient questions;
    private volatile boolean answersInTime = true;
    /** Whether {@link StreamClient} may ask for what takes its time, as far as is known. */
    private volatile boolean asksItself;

    public EngineConnection(URI host, @Nullable SSLConfig ssl, Threads threads) {
        this(host, ssl, threads, ANSWER);
    }

    public EngineConnection(URI host, @Nullable SSLConfig ssl, Threads threads, Duration answer) {
        this(host, ssl, DockerClientFactory.SESSION_ID, threads, answer);
    }

    /** The API of an engine of which this JVM has started no container; Testcontainers' classes need not be there. */
    public static EngineConnection ofOther(EngineLocation location, Threads threads) {
        return new EngineConnection(location.host(), location.ssl(), location.session(), threads, ANSWER);
    }

    /**
     * The API of an engine, which is not asked anything yet.
     *
     * @param ssl how to talk to it, null for a socket or a plain connection
     * @param session Testcontainers' session, null if there is none
     * @param threads runs what ends requests that are not answered
     * @param answer how long an answer may take to begin
     */
    private EngineConnection(
            URI host, @Nullable SSLConfig ssl, @Nullable String session, Threads threads, Duration answer) {
        this.session = session;
        this.answer = answer;
        this.host = host;
        this.ssl = ssl == null ? null : readOnce(ssl);
        requestTimeouts = new RequestTimeouts(answer, threads);
        questions = client().responseTimeout(answer).build();
        asksItself = ssl == null && StreamClient.reaches(host);
    }

    /** As Testcontainers' own reads its files whenever it is asked. */
    private static SSLConfig readOnce(SSLConfig ssl) {
        try {
            SSLContext context = ssl.getSSLContext();
            return () -> context;
        } catch (GeneralSecurityException e) {
            // Whoever connects is told why it is not possible.
            return ssl;
        }
    }

    private ZerodepDockerHttpClient.Builder client() {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(host)
                .sslConfig(ssl)
                .maxConnections(Integer.MAX_VALUE)
                .connectionTimeout(CONNECT);
    }

    URI host() {
        return host;
    }

    /** {@return how long an answer may take to begin} */
    public Duration answerBound() {
        return answer;
    }

    /** A body that may go on for as long as the container runs. */
    public EngineStream follow(String container, @Nullable String since) throws IOException {
        return stream(logs(container) + "&follow=1" + (since == null ? "" : "&since=" + since));
    }

    /** A body that begins with what is logged from now on. */
    public EngineStream bell(String container) throws IOException {
        return stream(logs(container) + "&follow=1&tail=0");
    }

    /** What the engine has, from a time on. */
    public EngineStream read(String container, @Nullable String since) throws IOException {
        return stream(logs(container) + (since == null ? "" : "&since=" + since));
    }

    /** The last entries of both streams. Asking for one stream alone may return nothing. */
    public EngineStream last(String container, int entries) throws IOException {
        return question(logs(container) + "&tail=" + entries);
    }

    private static String logs(String container) {
        return "/containers/" + container + "/logs?stdout=1&stderr=1&timestamps=1";
    }

    /** What a container uses, one JSON object a second, for as long as it runs. */
    public EngineStream stats(String container) throws IOException {
        return stream("/containers/" + container + "/stats?stream=1");
    }

    /** What a container uses now, as one JSON object. */
    public EngineStream statsNow(String container) throws IOException {
        return question("/containers/" + container + "/stats?stream=0&one-shot=1");
    }

    /** The life of all containers, one JSON object a line. */
    public EngineStream events(String since) throws IOException {
        return stream("/events?since=" + since + filters(CONTAINERS));
    }

    /**
     * Whether the engine remembers an event that it has told of. It keeps the last few hundred in memory, so that one that
     * does not was started since.
     *
     * @param time the event's
     * @see <a href="https://github.com/moby/moby/blob/v20.10.24/daemon/events/events.go">moby's events.go</a>
     */
    public boolean remembers(long time) throws IOException {
        String then = EngineTime.parameter(time);
        return hasAny("/events?since=" + then + "&until=" + then + filters(CONTAINERS));
    }

    /**
     * Whether the engine remembers that it created a container, which it does once in the container's life.
     *
     * @param now the time, by its clock
     */
    public boolean remembersToHaveCreated(String container, long now) throws IOException {
        return hasAny("/events?until=" + EngineTime.parameter(now)
                + filters("{\"type\":[\"container\"],\"event\":[\"create\"],\"container\":[\"" + container + "\"]}"));
    }

    private boolean hasAny(String events) throws IOException {
        try (EngineStream past = stream(events)) {
            return past.body().read() >= 0;
        }
    }

    private static String filters(String json) {
        return "&filters=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    JsonAnswer inspect(String container) throws IOException {
        return ask("/containers/" + container + "/json");
    }

    /** The containers that run, or did a moment ago. */
    public List<JsonAnswer> running() throws IOException {
        return ask("/containers/json").list();
    }

    /** All containers of the session, also those that have ended; without one, those that run. */
    public List<JsonAnswer> ofSession() throws IOException {
        return session == null
                ? running()
                : withLabel(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL + "=" + session);
    }

    /** The containers with a label, whether or not they run. */
    public List<JsonAnswer> withLabel(String label) throws IOException {
        return ask("/containers/json?all=1" + filters("{\"label\":[\"" + label + "\"]}"))
                .list();
    }

    /** What the engine remembers to have happened to the containers with a label; times are its own. */
    public List<JsonAnswer> past(Instant since, Instant until, String label) throws IOException {
        String path = "/events?since=" + EngineTime.parameter(EngineTime.nanos(since)) + "&until="
                + EngineTime.parameter(EngineTime.nanos(until))
                + filters("{\"type\":[\"container\"],\"label\":[\"" + label + "\"]}");
        List<JsonAnswer> events = new ArrayList<>();
        try (EngineStream past = stream(path)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(past.body(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    events.add(new JsonAnswer(PlainJson.read(line.getBytes(StandardCharsets.UTF_8))));
                }
            }
        }
        return events;
    }

    /** Whether the engine remembers an event between two times. */
    public boolean remembersAny(Instant since, Instant until) throws IOException {
        return hasAny("/events?since=" + EngineTime.parameter(EngineTime.nanos(since)) + "&until="
                + EngineTime.parameter(EngineTime.nanos(until)) + filters(CONTAINERS));
    }

    /** What the engine tells of itself. */
    public Greeting greet() throws IOException {
        try (EngineStream answer = question("/_ping")) {
            Greeting greeting = new Greeting(answer.header("Server"), answer.header("Api-Version"));
            answersInTime = !greeting.isPodman();
            return greeting;
        }
    }

    /** By how much the engine's clock is ahead of this JVM's; zero if it does not tell. */
    public Duration clockAhead() throws IOException {
        Instant asked = Instant.now();
        String told = ask("/info").at("SystemTime").text();
        try {
            return told == null
                    ? Duration.ZERO
                    : EngineClock.ahead(asked, OffsetDateTime.parse(told).toInstant(), Instant.now());
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    /**
     * What an engine tells of itself.
     *
     * @param server its name and version; null if it does not tell
     * @param apiVersion the newest API that it speaks; null if it does not tell
     */
    public record Greeting(
            @Nullable String server, @Nullable String apiVersion) {

        /** Of an engine that has not answered yet. */
        static final Greeting NONE = new Greeting(null, null);

        /** The API of Docker Engine 23.0. */
        private static final int SINCE = 42;

        /**
         * Whether it is Docker Engine 23.0 or newer: it ends what is followed only behind the log's last entry, and says
         * in a header whether a container has a terminal.
         *
         * @see <a href="https://github.com/moby/moby/blob/v23.0.0/daemon/logger/loggerutils/follow.go">moby's follow.go</a>
         */
        public boolean endsWhole() {
            String version = apiVersion;
            return server != null
                    && server.startsWith("Docker/")
                    && version != null
                    && version.matches("1\\.\\d{1,4}")
                    && Integer.parseInt(version.substring(2)) >= SINCE;
        }

        /**
         * Whether it is Podman, which begins an answer only when it has something to send, keeps long lines in parts of its
         * own, and tells the times of entries in seconds.
         */
        public boolean isPodman() {
            return server != null && server.startsWith("Libpod/");
        }
    }

    private JsonAnswer ask(String path) throws IOException {
        try (EngineStream answer = question(path)) {
            return new JsonAnswer(PlainJson.read(answer.body().readAllBytes()));
        }
    }

    /** Asks for what comes at once. */
    private EngineStream question(String path) throws IOException {
        return new EngineStream(execute(questions, path), () -> {});
    }

    /** Asks for a body that may take its time. */
    private EngineStream stream(String path) throws IOException {
        if (asksItself) {
            try {
                return stream(new StreamClient(host, CONNECT), path);
            } catch (StreamClient.UnfitException e) {
                asksItself = false;
            }
        }
        return stream(client().build(), path);
    }

    private EngineStream stream(DockerHttpClient own, String path) throws IOException {
        return requestTimeouts.await(own, answersInTime, asked -> execute(asked, path));
    }

    private DockerHttpClient.Response execute(DockerHttpClient client, String path) throws IOException {
        DockerHttpClient.Request.Builder request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path(path);
        if (session != null) {
            request.putHeader(SESSION, session);
        }
        DockerHttpClient.Response response;
        try {
            response = client.execute(request.build());
        } catch (RuntimeException e) {
            // The client wraps every IOException in one.
            throw e.getCause() instanceof IOException io ? io : new IOException(e);
        }
        if (response.getStatusCode() >= 400) {
            try (response) {
                throw new RefusedException(response.getStatusCode(), message(response));
            }
        }
        return response;
    }

    private static String message(DockerHttpClient.Response response) {
        String text = "";
        try (InputStream body = response.getBody()) {
            text = new String(body.readNBytes(8192), StandardCharsets.UTF_8).strip();
            String message = new JsonAnswer(PlainJson.read(text.getBytes(StandardCharsets.UTF_8)))
                    .at("message")
                    .text();
            return message == null ? "status " + response.getStatusCode() : message;
        } catch (IOException e) {
            return text.isEmpty() ? "status " + response.getStatusCode() : text;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            requestTimeouts.close();
        } finally {
            questions.close();
        }
    }
}
