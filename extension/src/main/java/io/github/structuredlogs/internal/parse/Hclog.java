package io.github.structuredlogs.internal.parse;

/** HashiCorp's go-hclog: Vault, Consul, Nomad, Terraform. Source: go-hclog intlogger.go. */
final class Hclog extends JsonFormat {
    Hclog() {
        super("hclog");
    }

    @Override
    boolean recognises(Tape t) {
        return t.has("@level") && t.has("@message") && t.has("@timestamp");
    }

    @Override
    void head(Tape t, Head h) {
        h.time("@timestamp");
        h.level("@level");
        h.logger("@module");
        h.traces();
    }

    @Override
    void body(Tape t, Body b) {
        b.message("@message");
        b.error("error", "err");
        b.stack("stacktrace");
    }
}
