package io.jenkins.plugins.flux.simulator.render;

import java.util.random.RandomGenerator;

/** Sheets of color, layered like folded paper. */
final class WavesScene implements Scene {
    private static final int SHEETS = 9;

    @Override
    public void paint(Canvas canvas, Palette palette, RandomGenerator random) {
        ColorField.paint(canvas, palette, 0.55, 1, random);
        double tilt = random.nextDouble(-0.35, 0.35);
        double[] phases = random.doubles(3, 0, 2 * Math.PI).toArray();
        for (int sheet = 0; sheet < SHEETS; sheet++) {
            double place = (sheet + 0.6) / SHEETS;
            double shift = sheet * random.nextDouble(0.25, 0.5);
            sheet(canvas, palette, edge(canvas, place, tilt, shift, phases), place);
        }
    }

    private static void sheet(Canvas canvas, Palette palette, double[] edge, double place) {
        int color = palette.at(0.97 - 0.95 * place);
        int shade = Colors.mix(color, palette.darkest(), 0.4);
        double shadow = canvas.side() * 0.045;
        double depth = canvas.side() * 0.35;
        for (int x = 0; x < canvas.width(); x++) {
            for (int y = Math.max(0, (int) (edge[x] - shadow)); y < canvas.height(); y++) {
                double below = y + 1 - edge[x];
                if (below < 0) {
                    double nearness = 1 + below / shadow;
                    canvas.set(x, y, Colors.mix(canvas.get(x, y), palette.darkest(), 0.3 * nearness * nearness));
                } else {
                    int own = Colors.mix(color, shade, Math.min(1, below / depth));
                    canvas.set(x, y, below < 1 ? Colors.mix(canvas.get(x, y), own, below) : own);
                }
            }
        }
    }

    private static double[] edge(Canvas canvas, double place, double tilt, double shift, double[] phases) {
        double[] edge = new double[canvas.width()];
        double scale = 2 * Math.PI / Math.max(canvas.width(), canvas.height());
        for (int x = 0; x < edge.length; x++) {
            double angle = x * scale;
            double swing = Math.sin(angle * 1.1 + phases[0] + shift)
                    + 0.5 * Math.sin(angle * 2.3 + phases[1] - shift)
                    + 0.22 * Math.sin(angle * 4.1 + phases[2] + 2 * shift);
            edge[x] = canvas.height() * (place * 1.05 + 0.075 * swing) + tilt * (x - canvas.width() / 2.0) * 0.6;
        }
        return edge;
    }
}
