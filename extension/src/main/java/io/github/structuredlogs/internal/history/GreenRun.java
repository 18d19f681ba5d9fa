package io.github.structuredlogs.internal.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was logged when a test passed last, in an earlier JVM.
 *
 * @param passed when it passed
 * @param ofClass whether this is not the test's own, but what all tests of its class have logged: the test is new, or has
 *     another name now
 * @param said its messages, in order of their first occurrence
 * @param before the templates of what its containers had logged before it
 * @param images the containers' images, by the containers' names
 */
public record GreenRun(
        Instant passed, boolean ofClass, List<SaidMessage> said, Set<Long> before, Map<String, ContainerImage> images) {

    public GreenRun {
        said = List.copyOf(said);
        before = Set.copyOf(before);
        images = Map.copyOf(images);
    }

    /** {@return whether it logged more messages than are kept, so that one that is not here is not known to be new} */
    public boolean isCut() {
        return said.size() >= ClassHistory.MAX_MESSAGES;
    }

    /**
     * {@return the containers that run another image now, by name}
     *
     * @param now the images of the containers, by the containers' names
     */
    public List<ChangedImage> changedImages(Map<String, ContainerImage> now) {
        List<ChangedImage> changed = new ArrayList<>();
        now.forEach((container, image) -> {
            ContainerImage then = images.get(container);
            if (then != null && image.isOther(then)) {
                changed.add(new ChangedImage(container, then, image));
            }
        });
        changed.sort(Comparator.comparing(ChangedImage::container));
        return changed;
    }

    /** {@return how many messages there were} */
    public int total() {
        return said.stream().mapToInt(SaidMessage::count).sum();
    }

    /** {@return how often each message was logged, by its template} */
    public Map<Long, Integer> counts() {
        Map<Long, Integer> counts = new HashMap<>();
        said.forEach(each -> counts.merge(each.template(), each.count(), Integer::sum));
        return counts;
    }
}
