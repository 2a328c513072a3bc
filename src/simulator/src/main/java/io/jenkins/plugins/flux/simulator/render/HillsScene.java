package io.jenkins.plugins.flux.simulator.render;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A low sun over ranges of hills that fade into the distance. */
final class HillsScene implements Scene {
    private static final int RANGES = 6;
    private static final int OCTAVES = 5;

    @Override
    public void paint(Canvas canvas, Palette palette, RandomGenerator random) {
        sky(canvas, palette);
        double sunX = canvas.width() * random.nextDouble(0.2, 0.8);
        double sunY = canvas.height() * random.nextDouble(0.22, 0.42);
        double sun = canvas.side() * random.nextDouble(0.07, 0.13);
        canvas.glow(sunX, sunY, sun * 6, palette.lightest(), 0.75);
        canvas.fill(Canvas.circle(sunX, sunY, sun), Colors.translucent(palette.lightest(), 1));
        for (int range = 0; range < RANGES; range++) {
            double nearness = (range + 1.0) / RANGES;
            range(canvas, palette, nearness, random);
        }
    }

    private static void sky(Canvas canvas, Palette palette) {
        for (int y = 0; y < canvas.height(); y++) {
            int color = palette.at(0.35 + 0.62 * y / (canvas.height() * 0.7));
            for (int x = 0; x < canvas.width(); x++) {
                canvas.set(x, y, color);
            }
        }
    }

    /** Paints one range: misty at its foot, and darker the nearer it is. */
    private static void range(Canvas canvas, Palette palette, double nearness, RandomGenerator random) {
        double[] ridge = ridge(canvas, nearness, random);
        int crest = palette.at(0.78 * (1 - nearness) + 0.02);
        int foot = Colors.mix(crest, palette.lightest(), 0.34 * (1 - nearness * 0.8));
        double highest = Arrays.stream(ridge).min().orElse(0);
        double depth = canvas.height() * 0.34;
        for (int y = Math.max(0, (int) highest); y < canvas.height(); y++) {
            int color = Colors.mix(crest, foot, Math.min(1, (y - highest) / depth));
            for (int x = 0; x < canvas.width(); x++) {
                double covered = y + 1 - ridge[x];
                if (covered >= 1) {
                    canvas.set(x, y, color);
                } else if (covered > 0) {
                    canvas.set(x, y, Colors.mix(canvas.get(x, y), color, covered));
                }
            }
        }
    }

    private static double[] ridge(Canvas canvas, double nearness, RandomGenerator random) {
        double[] ridge = new double[canvas.width()];
        double base = canvas.height() * (0.36 + 0.48 * nearness);
        double height = canvas.height() * (0.16 - 0.05 * nearness);
        double waves = random.nextDouble(0.7, 1.3) * canvas.width() / canvas.height();
        for (int octave = 0; octave < OCTAVES; octave++) {
            double phase = random.nextDouble(2 * Math.PI);
            double wobble = random.nextDouble(0.6, 1.4);
            for (int x = 0; x < ridge.length; x++) {
                double angle = 2 * Math.PI * waves * x / ridge.length + phase;
                ridge[x] += height * (Math.sin(angle) + 0.5 * Math.sin(angle * 1.7 * wobble + phase));
            }
            waves *= 2.1;
            height *= 0.4;
        }
        for (int x = 0; x < ridge.length; x++) {
            ridge[x] = base + ridge[x] * 0.5;
        }
        return ridge;
    }
}
