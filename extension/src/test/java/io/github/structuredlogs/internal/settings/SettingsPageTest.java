package io.github.structuredlogs.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.StructuredLogs;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of settings has all of them, by key and by attribute, with their defaults. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("docs", "settings.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Read elsewhere: where classes are detected, and where formats are made. */
    private static final Set<String> OF_OTHERS =
            Set.of("enabled", "level.<container>", "formats", "format.<name>.<member>");

    /** What is chosen by the environment has no default of its own. */
    private static final Set<String> CHOSEN = Set.of("width", "memory.limit");

    @Test
    void hasEveryKey() throws IOException, IllegalAccessException {
        Set<String> expected = settings().keySet();

        assertThat(Settings.keys()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rows().stream().flatMap(row -> code(row[1])))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(expected.stream(), OF_OTHERS.stream()).toList());
    }

    @Test
    void hasEveryAttribute() throws IOException {
        assertThat(rows().stream().flatMap(row -> code(row[0]).map(it -> it.replaceAll("\\W.*", ""))))
                .containsOnlyOnceElementsOf(Arrays.stream(StructuredLogs.class.getDeclaredMethods())
                        .map(Method::getName)
                        .filter(attribute -> !attribute.equals("files"))
                        .toList())
                .filteredOn(attribute -> attribute.equals("files"))
                .as("RAW and RECORDS")
                .hasSize(StructuredLogs.Files.values().length);
    }

    @Test
    void hasEveryDefault() throws IOException, IllegalAccessException {
        Map<String, Setting<?>> settings = settings();
        for (String[] row : rows()) {
            code(row[1])
                    .filter(settings::containsKey)
                    .filter(key -> !CHOSEN.contains(key))
                    .forEach(key -> {
                        String value = settings.get(key).defaultText();
                        if (!value.isEmpty()) {
                            assertThat(row[2])
                                    .as(key)
                                    .containsPattern("(?:^|\\W)" + Pattern.quote(value) + "(?:$|\\W)");
                        }
                    });
        }
    }

    private static Map<String, Setting<?>> settings() throws IllegalAccessException {
        Map<String, Setting<?>> settings = new HashMap<>();
        for (var field : Settings.class.getDeclaredFields()) {
            if (field.getType() == Setting.class) {
                field.setAccessible(true);
                Setting<?> setting = (Setting<?>) field.get(null);
                settings.put(setting.key(), setting);
            }
        }
        assertThat(settings).isNotEmpty();
        return settings;
    }

    /** {@return of each row of the table the attributes, the keys and the defaults} */
    private static List<String[]> rows() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(page.indexOf("\n## Settings"), page.indexOf("\n## Formats"))
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
    }

    private static Stream<String> code(String cell) {
        return CODE.matcher(cell).results().map((MatchResult it) -> it.group(1));
    }
}
