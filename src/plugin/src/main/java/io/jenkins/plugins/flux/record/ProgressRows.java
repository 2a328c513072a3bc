package io.jenkins.plugins.flux.record;

import io.jenkins.plugins.flux.history.ImageStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The list of images on the page of a running build: what has changed in it since the page asked last. A build has one;
 * it remembers no more than the list has. Safe for use by any thread.
 */
@Restricted(NoExternalUse.class)
public final class ProgressRows {

    private Map<String, Row> rows = Map.of();
    private int lastNumber;

    /** Counts changes. Begins behind all that an earlier Jenkins can have told a page that is still open. */
    private long changes = System.currentTimeMillis();

    /**
     * The list as it stands now.
     *
     * @param since {@link Change#cursor()} of the last answer; another number means that nothing is known
     */
    synchronized Change since(long since, List<ImageStatus> listed) {
        Map<String, Row> now = new LinkedHashMap<>();
        long next = changes + 1;
        for (ImageStatus image : listed) {
            Row known = rows.get(image.name());
            if (known == null) {
                known = new Row(++lastNumber, image, next);
            } else if (known.image.phase() != image.phase()) {
                known = new Row(known.number, image, next);
            }
            changes = Math.max(changes, known.changed);
            now.put(image.name(), known);
        }
        rows = now;
        long seen = since > changes ? 0 : since;
        return new Change(
                Long.toString(changes),
                now.values().stream().map(Row::number).toList(),
                now.values().stream()
                        .filter(row -> row.changed > seen)
                        .map(row -> new ListedImage(row.number, row.image))
                        .toList());
    }

    private record Row(int number, ImageStatus image, long changed) {}

    /**
     * @param cursor what the page says when it asks again
     * @param numbers of all images in the list, in its order
     * @param images those of them that are new in the list, or stand elsewhere than before
     */
    record Change(String cursor, List<Integer> numbers, List<ListedImage> images) {}
}
