package io.jenkins.plugins.flux.simulator.render;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/**
 * Renders images, and caches the newest ones, because a file is usually downloaded right after its result. Thread-safe.
 */
public final class ImageRenderer {
    private static final List<Scene> SCENES =
            List.of(new HillsScene(), new OrbsScene(), new WavesScene(), new TilesScene());

    /** Rendering is bound by the processor and needs much memory: more at once would only be slower. */
    private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final RenderCache cache = new RenderCache();

    /** Returns the file of an image, which must not be changed. */
    public byte[] render(ImageSpec spec) {
        byte[] known = cache.get(spec);
        if (known != null) {
            return known;
        }
        atOnce.acquireUninterruptibly();
        try {
            byte[] bytes = draw(spec);
            cache.put(spec, bytes);
            return bytes;
        } finally {
            atOnce.release();
        }
    }

    private static byte[] draw(ImageSpec spec) {
        SplittableRandom random = new SplittableRandom(hash(spec));
        Canvas canvas = new Canvas(spec.width(), spec.height());
        Palette palette = Palette.suiting(spec.prompt(), random);
        SCENES.get(random.nextInt(SCENES.size())).paint(canvas, palette, random);
        Caption.paint(canvas, spec.prompt(), spec.label());
        return ImageEncoder.encode(canvas.image(), spec.format());
    }

    /** Without size and format: the same prompt and seed give the same picture in any size. */
    private static long hash(ImageSpec spec) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(spec.prompt().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(spec.variation().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
