package io.jenkins.plugins.flux.simulator.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageRendererTest {
    private static final String LONG_PROMPT = "a very long prompt about boats on a lake ".repeat(40);

    @ParameterizedTest
    @CsvSource({"256,256,JPEG", "1440,480,JPEG", "480,1440,PNG", "1024,768,PNG", "1,1,PNG", "3,900,JPEG"})
    void imageHasExactlyTheRequestedSizeAndFormat(int width, int height, ImageFormat format) throws Exception {
        byte[] bytes = render(new ImageSpec(width, height, format, "a boat", "label", "1"));

        BufferedImage image = decode(bytes);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(bytes[1]).isEqualTo(format == ImageFormat.PNG ? (byte) 'P' : (byte) 0xd8);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void sameSpecificationGivesSameBytes(ImageFormat format) {
        for (int variation = 0; variation < 8; variation++) {
            ImageSpec spec = new ImageSpec(320, 256, format, "a boat", "label", "v" + variation);
            assertThat(render(spec)).isEqualTo(render(spec));
        }
    }

    @Test
    void otherPromptsAndSeedsLookDifferent() throws Exception {
        Set<Integer> seen = new HashSet<>();
        for (String prompt : List.of("a boat", "a tree", "a red apple")) {
            for (int seed = 0; seed < 8; seed++) {
                BufferedImage image = decode(render(new ImageSpec(256, 256, ImageFormat.PNG, prompt, "", "s" + seed)));
                // Above the words, so the picture itself must differ.
                seen.add(Arrays.hashCode(image.getRGB(0, 0, 256, 100, null, 0, 256)));
            }
        }
        assertThat(seen).hasSize(24);
    }

    @Test
    void wordsAreDrawn() throws Exception {
        BufferedImage boat = decode(render(new ImageSpec(512, 256, ImageFormat.PNG, "a boat", "one", "1")));
        BufferedImage labelled = decode(render(new ImageSpec(512, 256, ImageFormat.PNG, "a boat", "two", "1")));

        assertThat(boat.getRGB(0, 0, 512, 200, null, 0, 512)).isEqualTo(labelled.getRGB(0, 0, 512, 200, null, 0, 512));
        assertThat(boat.getRGB(0, 200, 512, 56, null, 0, 512))
                .isNotEqualTo(labelled.getRGB(0, 200, 512, 56, null, 0, 512));
        assertThat(IntStream.of(boat.getRGB(0, 128, 512, 128, null, 0, 512)).filter(rgb -> rgb == 0xffffffff))
                .hasSizeGreaterThan(50);
    }

    @Test
    void anyTextCanBeDrawn() throws Exception {
        for (String prompt : List.of(
                LONG_PROMPT,
                "x".repeat(500),
                "",
                " ",
                "\u00e4\u6f22\ud83d\ude00 \u201cquoted\u201d \u2014 \u2026 \u00d7")) {
            assertThat(decode(render(new ImageSpec(256, 256, ImageFormat.PNG, prompt, "label", "1"))))
                    .isNotNull();
        }
    }

    @Test
    void wordsOfAPromptChooseItsColors() throws Exception {
        BufferedImage red = decode(render(new ImageSpec(256, 256, ImageFormat.PNG, "a red apple", "", "3")));
        BufferedImage blue = decode(render(new ImageSpec(256, 256, ImageFormat.PNG, "the blue sky", "", "3")));

        assertThat(sum(red, 16)).isGreaterThan(sum(red, 0));
        assertThat(sum(blue, 0)).isGreaterThan(sum(blue, 16));
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void largestImageIsQuick(ImageFormat format) {
        // CPU time, because the machine may be busy.
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        Duration best = IntStream.range(0, 6)
                .mapToObj(i -> {
                    long start = clock.getCurrentThreadCpuTime();
                    render(new ImageSpec(1440, 1440, format, LONG_PROMPT, "label", "v" + i));
                    return Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);
                })
                .min(Duration::compareTo)
                .orElseThrow();

        assertThat(best).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void newestFilesAreKeptAndOldOnesDropped() {
        ImageRenderer renderer = new ImageRenderer();
        ImageSpec first = new ImageSpec(256, 256, ImageFormat.PNG, "a boat", "", "1");
        byte[] bytes = renderer.render(first);
        assertThat(renderer.render(first)).isSameAs(bytes);

        RenderCache cache = new RenderCache();
        byte[] large = new byte[30 * 1024 * 1024];
        cache.put(first, large);
        cache.put(first, large);
        assertThat(cache.get(first)).isSameAs(large);
        ImageSpec second = new ImageSpec(256, 256, ImageFormat.PNG, "a boat", "", "2");
        cache.put(second, large);
        assertThat(cache.get(first)).isNull();
        assertThat(cache.get(second)).isSameAs(large);
    }

    private static byte[] render(ImageSpec spec) {
        return new ImageRenderer().render(spec);
    }

    private static BufferedImage decode(byte[] bytes) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    private static long sum(BufferedImage image, int shift) {
        return IntStream.of(image.getRGB(0, 0, 256, 150, null, 0, 256))
                .mapToLong(rgb -> rgb >> shift & 0xff)
                .sum();
    }
}
