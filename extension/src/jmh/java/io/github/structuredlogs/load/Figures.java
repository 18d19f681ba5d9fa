package io.github.structuredlogs.load;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What one reading took.
 *
 * @param millis from the moment when the engine received the container's first byte to the last record's being there
 * @param cpuMillis processor time of the JVM
 * @param workMillis how much of it went into what
 * @param allocated bytes that the JVM's threads allocated on the heap
 * @param queryMicros how long looks at all of the records took
 */
record Figures(
        long millis, long cpuMillis, Map<String, Long> workMillis, long allocated, Map<String, Long> queryMicros) {

    private static final String QUERY = "query.";
    private static final String WORK = "work.";

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("millis", String.valueOf(millis));
        properties.setProperty("cpu", String.valueOf(cpuMillis));
        properties.setProperty("allocated", String.valueOf(allocated));
        workMillis.forEach((work, spent) -> properties.setProperty(WORK + work, String.valueOf(spent)));
        queryMicros.forEach((name, micros) -> properties.setProperty(QUERY + name, String.valueOf(micros)));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    static Figures read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Figures(
                Long.parseLong(properties.getProperty("millis")),
                Long.parseLong(properties.getProperty("cpu")),
                those(properties, WORK),
                Long.parseLong(properties.getProperty("allocated")),
                those(properties, QUERY));
    }

    private static Map<String, Long> those(Properties properties, String prefix) {
        Map<String, Long> values = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                values.put(key.substring(prefix.length()), Long.valueOf(properties.getProperty(key)));
            }
        }
        return values;
    }
}
