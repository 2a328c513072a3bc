package io.jenkins.plugins.flux.simulator.render;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** What scenes paint on. */
final class Canvas {
    private final BufferedImage image;
    private final int[] pixels;
    private final Graphics2D graphics;

    Canvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** The shorter side, the unit for sizes. */
    int side() {
        return Math.min(width(), height());
    }

    BufferedImage image() {
        return image;
    }

    Graphics2D graphics() {
        return graphics;
    }

    void set(int x, int y, int color) {
        pixels[y * width() + x] = color;
    }

    int get(int x, int y) {
        return pixels[y * width() + x];
    }

    void fill(Shape shape, Paint paint) {
        graphics.setPaint(paint);
        graphics.fill(shape);
    }

    /** Paints a disc that fades towards its edge. */
    void glow(double x, double y, double radius, int color, double opacity) {
        Paint paint = new RadialGradientPaint(
                (float) x, (float) y, (float) radius, new float[] {0, 0.35f, 1}, new java.awt.Color[] {
                    Colors.translucent(color, opacity),
                    Colors.translucent(color, opacity * 0.45),
                    Colors.translucent(color, 0)
                });
        fill(circle(x, y, radius), paint);
    }

    static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }
}
