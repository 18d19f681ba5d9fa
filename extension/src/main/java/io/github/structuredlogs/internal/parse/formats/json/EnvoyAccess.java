package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.AccessLine;

/** Envoy's and Istio's access log with their usual keys. Source: Envoy's documentation, "Access logging". */
public final class EnvoyAccess extends JsonFormat {
    public EnvoyAccess() {
        super("envoy-access");
    }

    @Override
    public boolean recognises(JsonTape t) {
        return t.has("response_code") && (t.has("response_flags") || t.has("upstream_cluster"));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("start_time");
        h.level("level");
        h.logger("route_name");
        h.traces();
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.JOINED;
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.messageText(AccessLine.of(t, "method", "path", "response_code"));
    }
}
