package io.github.structuredlogs.internal.otlp.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.structuredlogs.internal.json.JsonScanner;
import io.github.structuredlogs.internal.otlp.MalformedMessageException;
import io.github.structuredlogs.internal.otlp.OtlpBatch;
import io.github.structuredlogs.internal.otlp.OtlpInbox;
import io.github.structuredlogs.internal.otlp.OtlpMessageReader;
import io.github.structuredlogs.internal.otlp.OtlpReader;
import io.github.structuredlogs.internal.otlp.Rejection;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Answers the requests of exporters, as OTLP's specification says. */
final class OtlpHandler implements HttpHandler {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int UNAVAILABLE = 503;

    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    private final Function<String, @Nullable OtlpInbox> inboxes;
    private final Traffic traffic;
    private final RequestBody bodies;

    OtlpHandler(Function<String, @Nullable OtlpInbox> inboxes, Traffic traffic, RequestBody bodies) {
        this.inboxes = inboxes;
        this.traffic = traffic;
        this.bodies = bodies;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        traffic.begins();
        try (exchange) {
            int status = answer(exchange);
            String type = type(exchange);
            boolean json = type.equals(JSON);
            // An answer without partial_success says that all was taken; as protobuf it has no byte.
            byte[] body = json && status == OK ? "{}".getBytes(StandardCharsets.US_ASCII) : new byte[0];
            if (status == OK) {
                exchange.getResponseHeaders().set("Content-Type", json ? JSON : PROTOBUF);
            } else if (status == UNAVAILABLE) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } finally {
            traffic.ends();
        }
    }

    private int answer(HttpExchange exchange) {
        OtlpPath path = OtlpPath.of(exchange.getRequestURI().getPath());
        OtlpInbox inbox = path == null ? null : inboxes.apply(path.token());
        if (path == null || inbox == null) {
            traffic.strayed();
            return NOT_FOUND;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return METHOD_NOT_ALLOWED;
        }
        String encoding = header(exchange, "Content-Encoding");
        boolean gzip = encoding.equals("gzip");
        if (!gzip && !encoding.isEmpty() && !encoding.equals("identity")) {
            return refuse(inbox, Rejection.UNREADABLE_REQUEST, UNSUPPORTED);
        }
        String type = type(exchange);
        if (!type.equals(JSON) && !type.equals(PROTOBUF)) {
            return refuse(inbox, Rejection.UNREADABLE_REQUEST, UNSUPPORTED);
        }
        if (length(exchange) > RequestBody.MAX_BYTES) {
            return refuse(inbox, Rejection.TOO_LONG_REQUEST, TOO_LARGE);
        }
        try {
            return bodies.with(
                    exchange.getRequestBody(),
                    gzip,
                    body -> read(path.signal(), type.equals(JSON), body, inbox) ? OK : BAD_REQUEST);
        } catch (RequestBody.TooLongException e) {
            return refuse(inbox, Rejection.TOO_LONG_REQUEST, TOO_LARGE);
        } catch (RequestBody.NoRoomException | OutOfMemoryError e) {
            return refuse(inbox, Rejection.NO_ROOM_FOR_REQUEST, UNAVAILABLE);
        } catch (MalformedMessageException | ZipException | EOFException e) {
            return refuse(inbox, Rejection.UNREADABLE_REQUEST, BAD_REQUEST);
        } catch (IOException e) {
            // The connection has broken, and the exporter tries again.
            return BAD_REQUEST;
        } catch (RuntimeException | StackOverflowError e) {
            return refuse(inbox, Rejection.UNREADABLE_REQUEST, BAD_REQUEST);
        }
    }

    private static int refuse(OtlpInbox inbox, Rejection reason, int status) {
        inbox.refused(reason);
        return status;
    }

    private static boolean read(OtlpPath.Signal signal, boolean json, byte[] body, OtlpInbox inbox)
            throws MalformedMessageException {
        OtlpBatch batch = new OtlpBatch();
        if (json) {
            JsonScanner scanner = new JsonScanner();
            if (!scanner.read(body, 0, body.length)) {
                inbox.refused(Rejection.UNREADABLE_REQUEST);
                return false;
            }
            if (signal != OtlpPath.Signal.LOGS) {
                OtlpReader.read(scanner.jsonTape(), inbox::source, batch);
            }
        } else {
            switch (signal) {
                case TRACES -> OtlpMessageReader.readTraces(body, inbox::source, batch);
                case METRICS -> OtlpMessageReader.readMetrics(body, inbox::source, batch);
                // The container's own log has its records, in their order and complete.
                case LOGS -> {}
            }
        }
        inbox.received(batch, body.length);
        return true;
    }

    private static long length(HttpExchange exchange) {
        try {
            return Long.parseLong(header(exchange, "Content-Length"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** {@return the content type without its parameters, empty if there is none} */
    private static String type(HttpExchange exchange) {
        String type = header(exchange, "Content-Type");
        int parameters = type.indexOf(';');
        return parameters < 0 ? type : type.substring(0, parameters).strip();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }
}
