package io.github.structuredlogs.internal.render;

import java.util.Locale;
import java.util.Set;

/**
 * Fields that a framework binds to every record of a request: its id, address, headers. They say which request it was; the
 * fields of the call say what happened in it, so that they come first.
 */
final class RequestFields {

    private static final String[] OBJECTS = {
        "req.", "request.", "headers.", "http.", "url.", "user_agent.", "useragent.", "client.", "session."
    };

    /** In lower case, without hyphens and underscores. */
    private static final Set<String> NAMES = Set.of(
            "reqid",
            "requestid",
            "xrequestid",
            "correlationid",
            "sessionid",
            "connectionid",
            "ip",
            "remoteip",
            "clientip",
            "remoteaddr",
            "remoteaddress",
            "remotehost",
            "remoteport",
            "remoteuser",
            "forwardedfor",
            "xforwardedfor",
            "useragent",
            "referer",
            "referrer",
            "method",
            "httpmethod",
            "requestmethod",
            "url",
            "uri",
            "requesturi",
            "requesturl",
            "requestpath",
            "path",
            "protocol");

    private RequestFields() {}

    static boolean contains(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String object : OBJECTS) {
            if (lower.startsWith(object)) {
                return true;
            }
        }
        return NAMES.contains(lower.replace("_", "").replace("-", ""));
    }
}
