package io.github.structuredlogs.internal.output.export;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tells a run from others: its build, its module, its fork. */
final class RunAttributes {

    /** The variables in which build servers say which build it is. */
    private static final List<String> BUILDS = List.of(
            "GITHUB_RUN_ID", "CI_PIPELINE_ID", "BUILD_TAG", "BUILDKITE_BUILD_ID", "BUILD_BUILDID", "BUILD_NUMBER");

    private RunAttributes() {}

    static Map<String, @Nullable Object> of(Map<String, String> environment) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        for (String name : BUILDS) {
            String build = environment.get(name);
            if (build != null && !attributes.containsKey("cicd.pipeline.run.id")) {
                attributes.put("cicd.pipeline.run.id", build);
            }
        }
        attributes.put(
                "test.module", String.valueOf(Path.of("").toAbsolutePath().getFileName()));
        String gradle = System.getProperty("org.gradle.test.worker");
        attributes.put(
                "test.fork",
                gradle == null ? String.valueOf(ProcessHandle.current().pid()) : gradle);
        return attributes;
    }
}
