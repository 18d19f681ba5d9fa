package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.internal.json.JsonTape;
import org.jspecify.annotations.Nullable;

/** The message that is composed for an access log: {@code GET /orders 502}. */
public final class AccessLine {
    private static final String[] METHODS = {
        "method", "request_method", "http_method", "verb", "requestMethod", "httpMethod"
    };
    private static final String[] PATHS = {
        "path",
        "request_uri",
        "uri",
        "url",
        "request_path",
        "requestUri",
        "requestURI",
        "requested_url",
        "http_path",
        "requestPath"
    };
    private static final String[] STATUSES = {
        "status", "status_code", "response_status", "http_status", "statusCode", "response_code", "responseStatus"
    };

    private AccessLine() {}

    public static int method(JsonTape t) {
        return find(t, METHODS);
    }

    public static int path(JsonTape t) {
        return find(t, PATHS);
    }

    public static int status(JsonTape t) {
        return find(t, STATUSES);
    }

    /** {@return method and path of a request line, {@code GET /orders HTTP/1.1}; null if it is not one} */
    public static @Nullable String request(JsonTape t) {
        String line = t.text(t.last("request"));
        if (line == null) {
            return null;
        }
        int path = line.indexOf(' ');
        int protocol = path < 1 ? -1 : line.indexOf(" HTTP/", path);
        return protocol < 0 ? null : line.substring(0, protocol);
    }

    private static int find(JsonTape t, String[] keys) {
        for (String key : keys) {
            int node = t.last(key);
            if (t.isScalar(node)) {
                return node;
            }
        }
        return JsonTape.NONE;
    }

    public static @Nullable String of(JsonTape t, String method, String path, String status) {
        return of(t, t.last(method), t.last(path), t.last(status));
    }

    public static @Nullable String of(JsonTape t, int method, int path, int status) {
        StringBuilder line = new StringBuilder();
        for (int node : new int[] {method, path, status}) {
            String part = t.isScalar(node) ? t.text(node) : null;
            if (part != null && !part.isEmpty()) {
                line.append(line.isEmpty() ? "" : " ").append(part);
            }
        }
        return line.isEmpty() ? null : line.toString();
    }
}
