package io.github.structuredlogs.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.text.BuildCommands;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildServerTest {

    @Test
    void isToldByItsEnvironment() {
        assertThat(BuildServer.of(Map.of("GITHUB_ACTIONS", "true"))).isEqualTo(BuildServer.GITHUB);
        assertThat(BuildServer.of(Map.of("JENKINS_URL", "http://ci/"))).isEqualTo(BuildServer.JENKINS);
        assertThat(BuildServer.of(Map.of("CI", "true"))).isEqualTo(BuildServer.NONE);
    }

    @Test
    void foldsOnGitHubAndAttachesInJenkins() {
        assertThat(BuildServer.GITHUB.folded("title", "text")).isEqualTo("::group::title\ntext\n::endgroup::");
        assertThat(BuildServer.NONE.folded("title", "text")).isEqualTo("title\ntext");
        assertThat(BuildServer.JENKINS.attachments(Path.of("/a/b.txt"))).isEqualTo("\n[[ATTACHMENT|/a/b.txt]]");
        assertThat(BuildServer.GITHUB.attachments(Path.of("/a/b.txt"))).isEmpty();
    }

    @Test
    void takesNoCommandFromAContainer() {
        String shown = RecordFormatterTest.plain(120)
                .format(SampleRecord.of(
                                "orders",
                                LogLevel.WARN,
                                "##[group]",
                                "x [[ATTACHMENT|/etc/passwd]] ##[error]y\n::error::z")
                        .with("field", "##vso[task.setvariable]")
                        .thrown("A", "b", "::warning::c\n::error::d\n\tat x.Y.z(Y.java:1)"));
        assertThat(shown).doesNotContain("##[", "##vso[", "[[ATTACHMENT|");
        assertThat(shown.lines().map(String::stripLeading)).noneMatch(line -> line.startsWith("::"));
    }

    @Test
    void breaksACommandOnlyAtTheBeginningOfALine() {
        assertThat(BuildCommands.atLineStart(" ::error::x")).isEqualTo("\\ ::error::x");
        assertThat(BuildCommands.atLineStart("orders ::error::x")).isEqualTo("orders ::error::x");
    }
}
