package io.jenkins.plugins.flux.simulator.render;

import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;

/** A mosaic of squares, quarter circles, discs and triangles. */
final class TilesScene implements Scene {
    private static final int SHORT_SIDE_TILES = 4;
    private static final double QUARTER = 90;

    @Override
    public void paint(Canvas canvas, Palette palette, RandomGenerator random) {
        int rows = tiles(canvas.height(), canvas.side());
        int columns = tiles(canvas.width(), canvas.side());
        double width = (double) canvas.width() / columns;
        double height = (double) canvas.height() / rows;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                tile(canvas, palette, new Rectangle2D.Double(column * width, row * height, width, height), random);
            }
        }
    }

    private static int tiles(int length, int side) {
        return Math.max(1, Math.round((float) SHORT_SIDE_TILES * length / side));
    }

    private static void tile(Canvas canvas, Palette palette, Rectangle2D tile, RandomGenerator random) {
        int background = random.nextInt(5);
        int foreground = (background + 1 + random.nextInt(4)) % 5;
        int detail = (foreground + 1 + random.nextInt(4)) % 5;
        canvas.fill(tile, Colors.translucent(palette.at(background / 4.0), 1));
        canvas.fill(shape(tile, random), Colors.translucent(palette.at(foreground / 4.0), 1));
        if (random.nextInt(3) == 0) {
            double radius = Math.min(tile.getWidth(), tile.getHeight()) * random.nextDouble(0.1, 0.22);
            canvas.fill(
                    Canvas.circle(tile.getCenterX(), tile.getCenterY(), radius),
                    Colors.translucent(palette.at(detail / 4.0), 1));
        }
    }

    private static Shape shape(Rectangle2D tile, RandomGenerator random) {
        int turn = random.nextInt(4);
        return switch (random.nextInt(5)) {
            case 0 -> quarterCircle(tile, turn, 1);
            case 1 -> halfCircle(tile, turn);
            case 2 ->
                Canvas.circle(tile.getCenterX(), tile.getCenterY(), Math.min(tile.getWidth(), tile.getHeight()) * 0.38);
            case 3 -> triangle(tile, turn);
            default -> quarterCircle(tile, turn, 0.62);
        };
    }

    /** A quarter circle around one of the tile's corners. */
    private static Shape quarterCircle(Rectangle2D tile, int turn, double size) {
        boolean left = turn == 1 || turn == 2;
        boolean bottom = turn == 0 || turn == 1;
        double x = left ? tile.getMinX() : tile.getMaxX();
        double y = bottom ? tile.getMaxY() : tile.getMinY();
        double width = tile.getWidth() * size;
        double height = tile.getHeight() * size;
        return new Arc2D.Double(
                x - width, y - height, 2 * width, 2 * height, (5 - turn) % 4 * QUARTER, QUARTER, Arc2D.PIE);
    }

    private static Shape halfCircle(Rectangle2D tile, int turn) {
        return new Arc2D.Double(
                tile.getMinX(),
                tile.getMinY(),
                tile.getWidth(),
                tile.getHeight(),
                turn * QUARTER,
                2 * QUARTER,
                Arc2D.PIE);
    }

    private static Shape triangle(Rectangle2D tile, int turn) {
        double[][] corners = {
            {tile.getMinX(), tile.getMinY()},
            {tile.getMaxX(), tile.getMinY()},
            {tile.getMaxX(), tile.getMaxY()},
            {tile.getMinX(), tile.getMaxY()}
        };
        Path2D path = new Path2D.Double();
        path.moveTo(corners[turn][0], corners[turn][1]);
        for (int i = 1; i < 3; i++) {
            double[] corner = corners[(turn + i) % corners.length];
            path.lineTo(corner[0], corner[1]);
        }
        path.closePath();
        return path;
    }
}
