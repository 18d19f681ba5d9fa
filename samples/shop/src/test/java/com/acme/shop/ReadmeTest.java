package com.acme.shop;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's Java is what was compiled here: the parts between {@code tag::example} and {@code end::example}. */
class ReadmeTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: (\\S+) -->\\R```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("// tag::example\\R(.*?)[ \\t]*// end::example", Pattern.DOTALL);

    @Test
    void showsWhatIsCompiled() throws IOException {
        var snippets = SNIPPET.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .toList();

        assertThat(snippets)
                .as("<!-- snippet: a file --> before a block of Java")
                .isNotEmpty();
        for (var snippet : snippets) {
            var file = snippet.group(1);
            var compiled = REGION.matcher(Files.readString(ROOT.resolve(file)))
                    .results()
                    .map(region -> region.group(1))
                    .collect(joining());
            assertThat(snippet.group(2))
                    .as("the README's example, taken from " + file)
                    .isEqualTo(compiled);
        }
    }
}
