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

/** The part of the engine's API that logs need, with response bodies as they arrive. Thread-safe. */
public final class EngineConnection implements Closeable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Testcontainers sends it as well: Testcontainers Cloud may have an engine for each session. */
    private static final String SESSION = "x-tc-sid";

    private static final String CONTAINERS = "{\"type\":[\"container\"]}";

    private final Duration answer;
    private final URI host;
    private final @Nullable String session;
    private final @Nullable SSLConfig ssl;
    private final RequestTimeouts requestTimeouts;
    private final DockerHttpClient questions;
    private final ClockWatch clocks = new ClockWatch();
    private volatile boolean answersInTime = true;
    /** Whether {@link StreamClient} can make long requests, as far as is known. */
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
     * Creates a connection without making a request.
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

    /** Testcontainers' own configuration reads its files on each call. */
    private static SSLConfig readOnce(SSLConfig ssl) {
        try {
            SSLContext context = ssl.getSSLContext();
            return () -> context;
        } catch (GeneralSecurityException e) {
            // The caller who connects is told the reason.
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

    /** {@return how long a response may take to begin} */
    public Duration answerBound() {
        return answer;
    }

    /** Follows a container's log; the body may last as long as the container runs. */
    public EngineStream follow(String container, @Nullable String since) throws IOException {
        return stream(logs(container) + "&follow=1" + (since == null ? "" : "&since=" + since));
    }

    /** Follows only new output of a container. */
    public EngineStream bell(String container) throws IOException {
        return stream(logs(container) + "&follow=1&tail=0");
    }

    /** Reads the container's log from a time up to its current end. */
    public EngineStream read(String container, @Nullable String since) throws IOException {
        return stream(logs(container) + (since == null ? "" : "&since=" + since));
    }

    /** Reads the last entries of both streams. A request for one stream alone may return nothing. */
    public EngineStream last(String container, int entries) throws IOException {
        return question(logs(container) + "&tail=" + entries);
    }

    private static String logs(String container) {
        return "/containers/" + container + "/logs?stdout=1&stderr=1&timestamps=1";
    }

    /** Reads the memory and processor time of a container, one JSON object a second, as long as it runs. */
    public EngineStream stats(String container) throws IOException {
        return stream("/containers/" + container + "/stats?stream=1");
    }

    /** Reads the memory and processor time of a container once, as one JSON object. */
    public EngineStream statsNow(String container) throws IOException {
        return question("/containers/" + container + "/stats?stream=0&one-shot=1");
    }

    /** Follows the events of all containers, one JSON object a line. */
    public EngineStream events(String since) throws IOException {
        return stream("/events?since=" + since + filters(CONTAINERS));
    }

    /**
     * Says whether the engine remembers an event that it has reported. It keeps the last few hundred in memory, so if
     * it does not, it was restarted.
     *
     * @param time the time of the event
     * @see <a href="https://github.com/moby/moby/blob/v20.10.24/daemon/events/events.go">moby's events.go</a>
     */
    public boolean remembers(long time) throws IOException {
        String then = EngineTime.parameter(time);
        return hasAny("/events?since=" + then + "&until=" + then + filters(CONTAINERS));
    }

    /**
     * Says whether the engine remembers that it created a container, which happens once in the container's life.
     *
     * @param now the time, by the engine's clock
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

    /**
     * The engine's memory of events: it keeps the last 256, of whatever kind.
     *
     * @param oldest the time of the oldest event; null if the engine remembers none
     * @param isFull whether older ones may have been dropped
     * @see <a href="https://github.com/moby/moby/blob/v28.5.2/daemon/events/events.go">moby's events.go</a>
     */
    public record RememberedEvents(@Nullable Instant oldest, boolean isFull) {

        private static final int MAX = 256;
    }

    /**
     * {@return what the engine remembers}
     *
     * @param now the time, by the engine's clock
     */
    public RememberedEvents remembered(Instant now) throws IOException {
        List<JsonAnswer> events = pastEvents("/events?until=" + EngineTime.parameter(EngineTime.nanos(now)));
        return new RememberedEvents(
                events.isEmpty()
                        ? null
                        : EngineTime.instant(events.get(0).at("timeNano").number()),
                events.size() >= RememberedEvents.MAX);
    }

    private static String filters(String json) {
        return "&filters=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    JsonAnswer inspect(String container) throws IOException {
        return ask("/containers/" + container + "/json");
    }

    /** Lists the containers that run. */
    public List<JsonAnswer> running() throws IOException {
        return ask("/containers/json").list();
    }

    /** All containers of the session, also those that have ended; without one, those that run. */
    public List<JsonAnswer> ofSession() throws IOException {
        return session == null
                ? running()
                : withLabel(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL + "=" + session);
    }

    /** Lists the containers with a label, including ended ones. */
    public List<JsonAnswer> withLabel(String label) throws IOException {
        return ask("/containers/json?all=1" + filters("{\"label\":[\"" + label + "\"]}"))
                .list();
    }

    /** Returns the remembered events of containers with a label; the times are the engine's. */
    public List<JsonAnswer> past(Instant since, Instant until, String label) throws IOException {
        return past(since, until, "label", label);
    }

    /** Returns the remembered events of a container; the times are the engine's. */
    public List<JsonAnswer> pastOf(String container, Instant since, Instant until) throws IOException {
        return past(since, until, "container", container);
    }

    private List<JsonAnswer> past(Instant since, Instant until, String filter, String value) throws IOException {
        String path = "/events?since=" + EngineTime.parameter(EngineTime.nanos(since)) + "&until="
                + EngineTime.parameter(EngineTime.nanos(until))
                + filters("{\"type\":[\"container\"],\"" + filter + "\":[\"" + value + "\"]}");
        return pastEvents(path);
    }

    private List<JsonAnswer> pastEvents(String path) throws IOException {
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

    /** Says whether the engine remembers any event between two times. */
    public boolean remembersAny(Instant since, Instant until) throws IOException {
        return hasAny("/events?since=" + EngineTime.parameter(EngineTime.nanos(since)) + "&until="
                + EngineTime.parameter(EngineTime.nanos(until)) + filters(CONTAINERS));
    }

    /** Asks the engine about itself. */
    public Greeting greet() throws IOException {
        try (EngineStream answer = question("/_ping")) {
            Greeting greeting = new Greeting(answer.header("Server"), answer.header("Api-Version"));
            answersInTime = !greeting.isPodman();
            return greeting;
        }
    }

    /** Returns by how much the engine's clock is ahead of this JVM's; zero if the engine does not say. */
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

    /** {@return which clock was set since the first question, in words; null if none is known to be} */
    public @Nullable String clockWasSet() {
        return clocks.noticed();
    }

    /**
     * The engine's description of itself.
     *
     * @param server its name and version; null if it does not say
     * @param apiVersion the newest API version that it supports; null if it does not say
     */
    public record Greeting(
            @Nullable String server, @Nullable String apiVersion) {

        /** The description of an engine that has not answered yet. */
        static final Greeting NONE = new Greeting(null, null);

        /** The API version of Docker Engine 23.0. */
        private static final int SINCE = 42;

        /**
         * Says whether it is Docker Engine 23.0 or newer: such an engine ends a followed log only after the last entry,
         * and says in a header whether a container has a terminal.
         *
         * @see <a href="https://github.com/moby/moby/blob/v23.0.0/daemon/logger/loggerutils/follow.go">moby's
         *     follow.go</a>
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
         * Says whether it is Podman, which begins a response only when it has something to send, splits long lines
         * itself, and gives the times of entries in seconds.
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

    /** Makes a request that is answered at once. */
    private EngineStream question(String path) throws IOException {
        ClockWatch.ClockReading asked = ClockWatch.ClockReading.now();
        EngineStream answer = new EngineStream(execute(questions, path), () -> {});
        clocks.answered(asked, ClockWatch.ClockReading.now(), answer.header("Date"));
        return answer;
    }

    /** Makes a request whose response may take any time. */
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
            // The client wraps every IOException in a RuntimeException.
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
