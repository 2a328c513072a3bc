package io.jenkins.plugins.flux.simulator.render;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The latest rendered files, up to a total size. Thread-safe. */
final class RenderCache {
    private static final long MOST_BYTES = 48L * 1024 * 1024;

    private final Map<ImageSpec, byte[]> files = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Returns the file, or null if it must be rendered. */
    synchronized byte[] get(ImageSpec spec) {
        return files.get(spec);
    }

    synchronized void put(ImageSpec spec, byte[] file) {
        byte[] replaced = files.put(spec, file);
        bytes += file.length - (replaced == null ? 0 : replaced.length);
        Iterator<byte[]> oldest = files.values().iterator();
        while (bytes > MOST_BYTES && oldest.hasNext()) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }
}
