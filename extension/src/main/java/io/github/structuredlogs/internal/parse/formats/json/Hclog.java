package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.formats.Body;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;

/** HashiCorp's go-hclog: Vault, Consul, Nomad, Terraform. Source: go-hclog intlogger.go. */
public final class Hclog extends JsonFormat {
    public Hclog() {
        super("hclog");
    }

    @Override
    public boolean recognises(Tape t) {
        return t.has("@level") && t.has("@message") && t.has("@timestamp");
    }

    @Override
    public void head(Tape t, Head h) {
        h.time("@timestamp");
        h.level("@level");
        h.logger("@module");
        h.traces();
    }

    @Override
    public void body(Tape t, Body b) {
        b.message("@message");
        b.error("error", "err");
        b.stack("stacktrace");
    }
}
