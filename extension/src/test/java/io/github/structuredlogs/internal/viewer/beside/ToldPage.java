package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A page that is open, without a browser: reads its stream, and the records in it as text. */
final class ToldPage implements AutoCloseable {
    static final String ID = "told";
    private static final Pattern RECORDS = Pattern.compile("\"data\":\"([A-Za-z0-9+/=]*)\"");

    private final InputStream stream;
    private final Thread reader;

    // guarded by this
    private final StringBuilder told = new StringBuilder();
    private boolean ended;

    ToldPage(HttpClient http, String page) throws IOException, InterruptedException {
        stream = http.send(
                        HttpRequest.newBuilder(URI.create(page + "stream?page=" + ID))
                                .build(),
                        BodyHandlers.ofInputStream())
                .body();
        reader = new Thread(this::read, "page");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (Scanner lines = new Scanner(stream, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                add(lines.nextLine());
            }
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        told.append(line).append('\n');
        Matcher records = RECORDS.matcher(line);
        while (records.find()) {
            told.append(inflated(records.group(1))).append('\n');
        }
        notifyAll();
    }

    private static String inflated(String base64) {
        try (InputStream in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(base64)), new Inflater(true))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized String all() {
        return told.toString();
    }

    /** Waits until the page was told a text. */
    synchronized void await(String text) throws InterruptedException {
        while (told.indexOf(text) < 0 && !ended) {
            wait();
        }
        assertThat(told.toString()).contains(text);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
