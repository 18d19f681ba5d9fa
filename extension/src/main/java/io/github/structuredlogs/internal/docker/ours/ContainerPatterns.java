package io.github.structuredlogs.internal.docker.ours;

import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.text.ContainerName;
import java.util.List;
import java.util.regex.Pattern;

/** The choice of containers by names and images, with {@code *} for any text. */
public final class ContainerPatterns implements ContainerFilter {
    private final List<Pattern> include;
    private final List<Pattern> exclude;

    public ContainerPatterns(List<String> include, List<String> exclude) {
        this.include = include.stream().map(ContainerPatterns::pattern).toList();
        this.exclude = exclude.stream().map(ContainerPatterns::pattern).toList();
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
    }

    @Override
    public boolean includes(ContainerIdentity container, boolean ours) {
        boolean chosen = include.isEmpty() ? ours : matches(include, container);
        return chosen && !matches(exclude, container);
    }

    private static boolean matches(List<Pattern> patterns, ContainerIdentity container) {
        return patterns.stream()
                .anyMatch(pattern -> ContainerName.all(container.name()).stream()
                                .anyMatch(name -> pattern.matcher(name).matches())
                        || pattern.matcher(container.image()).matches());
    }
}
