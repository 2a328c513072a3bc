package io.jenkins.plugins.flux.simulator.render;

import java.util.random.RandomGenerator;

/** A background in which the colors of a palette flow into each other. */
final class ColorField {
    private static final int BLOBS = 6;
    private static final int COARSE = 24;

    private ColorField() {}

    /** Computes colors on a coarse grid, where exponentials are affordable, and interpolates in between. */
    static void paint(Canvas canvas, Palette palette, double from, double to, RandomGenerator random) {
        double[][] blobs = new double[BLOBS][];
        for (int i = 0; i < BLOBS; i++) {
            double place = from + (to - from) * i / (BLOBS - 1);
            blobs[i] = new double[] {random.nextDouble(-0.1, 1.1), random.nextDouble(-0.1, 1.1), place};
        }
        int[][] grid = new int[COARSE + 1][COARSE + 1];
        for (int row = 0; row <= COARSE; row++) {
            for (int column = 0; column <= COARSE; column++) {
                grid[row][column] = palette.at(value(blobs, (double) column / COARSE, (double) row / COARSE));
            }
        }
        for (int y = 0; y < canvas.height(); y++) {
            double v = (y + 0.5) / canvas.height() * COARSE;
            int row = (int) v;
            int[] line = new int[COARSE + 1];
            for (int column = 0; column <= COARSE; column++) {
                line[column] = Colors.mix(grid[row][column], grid[row + 1][column], v - row);
            }
            for (int x = 0; x < canvas.width(); x++) {
                double u = (x + 0.5) / canvas.width() * COARSE;
                int column = (int) u;
                canvas.set(x, y, Colors.mix(line[column], line[column + 1], u - column));
            }
        }
    }

    /** Mean of the blobs' places, weighted by distance. */
    private static double value(double[][] blobs, double x, double y) {
        double weights = 0;
        double sum = 0;
        for (double[] blob : blobs) {
            double distance = (x - blob[0]) * (x - blob[0]) + (y - blob[1]) * (y - blob[1]);
            double weight = Math.exp(-distance * 9) + 1e-6;
            weights += weight;
            sum += weight * blob[2];
        }
        return sum / weights;
    }
}
