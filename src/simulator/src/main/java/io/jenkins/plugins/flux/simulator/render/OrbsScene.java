package io.jenkins.plugins.flux.simulator.render;

import java.awt.BasicStroke;
import java.awt.LinearGradientPaint;
import java.awt.geom.Point2D;
import java.util.random.RandomGenerator;

/** Glass spheres and thin rings in front of flowing colors. */
final class OrbsScene implements Scene {
    private static final int ORBS = 8;
    private static final int RINGS = 3;

    @Override
    public void paint(Canvas canvas, Palette palette, RandomGenerator random) {
        ColorField.paint(canvas, palette, 0.02, 0.8, random);
        canvas.glow(canvas.width() * random.nextDouble(), 0, canvas.side() * 0.9, palette.lightest(), 0.5);
        for (int ring = 0; ring < RINGS; ring++) {
            ring(canvas, palette, random);
        }
        for (int orb = 0; orb < ORBS; orb++) {
            double radius = canvas.side() * (0.24 - 0.024 * orb) * random.nextDouble(0.7, 1.1);
            orb(canvas, palette, radius, random);
        }
    }

    private static void ring(Canvas canvas, Palette palette, RandomGenerator random) {
        double radius = canvas.side() * random.nextDouble(0.2, 0.6);
        canvas.graphics().setStroke(new BasicStroke((float) (canvas.side() * random.nextDouble(0.002, 0.008))));
        canvas.graphics().setPaint(Colors.translucent(palette.lightest(), 0.45));
        canvas.graphics()
                .draw(Canvas.circle(
                        canvas.width() * random.nextDouble(), canvas.height() * random.nextDouble(), radius));
    }

    private static void orb(Canvas canvas, Palette palette, double radius, RandomGenerator random) {
        double x = canvas.width() * random.nextDouble(0.05, 0.95);
        double y = canvas.height() * random.nextDouble(0.05, 0.8);
        double place = random.nextDouble(0.25, 1);
        canvas.glow(x + radius * 0.12, y + radius * 0.25, radius * 1.25, palette.darkest(), 0.5);
        canvas.fill(
                Canvas.circle(x, y, radius),
                new LinearGradientPaint(
                        new Point2D.Double(x - radius, y - radius),
                        new Point2D.Double(x + radius, y + radius),
                        new float[] {0, 1},
                        new java.awt.Color[] {
                            Colors.translucent(palette.at(place), 0.96),
                            Colors.translucent(palette.at(place - 0.42), 0.9)
                        }));
        canvas.glow(x - radius * 0.38, y - radius * 0.42, radius * 0.5, palette.lightest(), 0.75);
    }
}
