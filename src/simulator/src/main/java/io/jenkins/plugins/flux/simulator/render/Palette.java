package io.jenkins.plugins.flux.simulator.render;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Five matching colors, from dark to light, and the words of a prompt that they suit. */
enum Palette {
    DUSK(List.of("sunset", "dusk", "evening", "dawn", "purple"), 0x2b2d5b, 0x6b4c8a, 0xc86b85, 0xf6a97a, 0xfde2b3),
    OCEAN(List.of("ocean", "sea", "water", "river", "lake", "teal"), 0x0b2545, 0x13518a, 0x2a9d9c, 0x8fd3c8, 0xf1f7e7),
    FOREST(
            List.of("forest", "green", "tree", "trees", "garden", "leaf"),
            0x14342b,
            0x2f5d50,
            0x60935d,
            0xb9d8a0,
            0xf4f2d6),
    AUTUMN(List.of("autumn", "fall", "orange", "brown", "pumpkin"), 0x3b1f2b, 0x7f3b2e, 0xc8553d, 0xf28f3b, 0xffd9a8),
    CITRUS(List.of("yellow", "lemon", "sun", "summer", "gold"), 0x3a405a, 0x5f7a61, 0xa9c25d, 0xf5d547, 0xfdf6d8),
    BERRY(List.of("berry", "neon", "night", "party", "magenta"), 0x2d1e4f, 0x6a2c70, 0xb83b5e, 0xf08a5d, 0xf9ed9f),
    ARCTIC(List.of("white", "snow", "winter", "ice"), 0x1b3a4b, 0x3e7cb1, 0x81a4cd, 0xdbe4ee, 0xfbfbf8),
    DESERT(List.of("desert", "sand", "coffee", "wood", "wooden"), 0x4a2c40, 0x8e4a49, 0xd38b5d, 0xf3c98b, 0xfff1d6),
    ROSE(List.of("pink", "rose", "flower", "spring", "soft"), 0x472d3c, 0x8c4a6b, 0xd77a8c, 0xf4b8a8, 0xfdebe0),
    MINT(List.of("mint", "fresh", "tea", "turquoise"), 0x123c3b, 0x2a7f72, 0x66c4a5, 0xc2ead0, 0xfafff3),
    COBALT(List.of("blue", "sky", "space", "robot", "server"), 0x10123f, 0x2b3a9f, 0x5a7df0, 0xa6c1ff, 0xf4f2ff),
    RUBY(List.of("red", "apple", "cherry", "fire", "strawberry"), 0x3a0d18, 0x8d1b2d, 0xd6313f, 0xf58a7a, 0xfde6dc);

    private final Set<String> words;
    private final int[] colors;

    Palette(List<String> words, int... colors) {
        this.words = Set.copyOf(words);
        this.colors = colors;
    }

    /** Returns the palette of the first word that has one, or else any. */
    static Palette suiting(String prompt, RandomGenerator random) {
        Palette any = values()[random.nextInt(values().length)];
        return Arrays.stream(prompt.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                .map(Palette::ofWord)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(any);
    }

    private static Optional<Palette> ofWord(String word) {
        return Arrays.stream(values())
                .filter(palette -> palette.words.contains(word))
                .findFirst();
    }

    int darkest() {
        return colors[0];
    }

    int lightest() {
        return colors[colors.length - 1];
    }

    /** Returns the color at a place between 0 (darkest) and 1 (lightest). */
    int at(double place) {
        double scaled = Math.max(0, Math.min(1, place)) * (colors.length - 1);
        int lower = Math.min((int) scaled, colors.length - 2);
        return Colors.mix(colors[lower], colors[lower + 1], scaled - lower);
    }
}
