package io.github.structuredlogs.internal.saved;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.DecodedRecord;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.parse.ParsedRecord;
import io.github.structuredlogs.internal.parse.RecordContent;
import io.github.structuredlogs.internal.text.PlainRecordText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record from a file; it is decoded when a value is first read. */
final class ReadRecord extends DecodedRecord {
    private final Formats formats;
    private final int format;
    private final int part;
    private final byte[] raw;
    private final @Nullable Instant observed;
    private final @Nullable String container;
    private final @Nullable LogStream stream;

    ReadRecord(
            Formats formats,
            ParsedRecord record,
            byte[] raw,
            @Nullable Instant observed,
            @Nullable String container,
            @Nullable LogStream stream) {
        this.formats = formats;
        this.format = record.format();
        this.part = record.part();
        this.raw = raw;
        this.observed = observed;
        this.container = container;
        this.stream = stream;
    }

    @Override
    protected RecordContent decode() {
        return formats.decode(raw, format, part);
    }

    @Override
    public @Nullable Instant observed() {
        Instant written = content().observed();
        return written == null ? observed : written;
    }

    @Override
    public String raw() {
        String written = content().raw();
        return written == null ? new String(raw, StandardCharsets.UTF_8) : written;
    }

    @Override
    public byte[] rawBytes() {
        String written = content().raw();
        return written == null ? raw.clone() : written.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String container() {
        String written = content().container();
        return written == null ? container : written;
    }

    @Override
    public @Nullable LogStream stream() {
        LogStream written = content().stream();
        return written == null ? stream : written;
    }

    @Override
    public String toString() {
        return PlainRecordText.INSTANCE.line(this);
    }
}
