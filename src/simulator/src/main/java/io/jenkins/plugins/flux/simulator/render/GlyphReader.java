package io.jenkins.plugins.flux.simulator.render;

import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Parses the strokes of a glyph; the font's file describes the notation. */
final class GlyphReader {
    /** A stroke this short is a dot of the round pen. */
    private static final double DOT = 0.01;

    private GlyphReader() {}

    static Path2D read(String text) {
        Path2D path = new Path2D.Double();
        String[] words = text.split(" ");
        int at = 0;
        while (at < words.length) {
            String command = words[at];
            double[] n = numbers(words, at + 1, count(command));
            at += 1 + n.length;
            switch (command) {
                case "M" -> path.moveTo(n[0], n[1]);
                case "L" -> path.lineTo(n[0], n[1]);
                case "Q" -> path.quadTo(n[0], n[1], n[2], n[3]);
                case "E" -> path.append(new Ellipse2D.Double(n[0] - n[2], n[1] - n[3], 2 * n[2], 2 * n[3]), false);
                case "A" -> arc(path, n);
                default -> {
                    path.moveTo(n[0], n[1]);
                    path.lineTo(n[0] + DOT, n[1]);
                }
            }
        }
        return path;
    }

    private static void arc(Path2D path, double[] n) {
        Arc2D arc = new Arc2D.Double(n[0] - n[2], n[1] - n[3], 2 * n[2], 2 * n[3], n[4], n[5], Arc2D.OPEN);
        path.append(arc, path.getCurrentPoint() != null);
    }

    private static int count(String command) {
        return switch (command) {
            case "M", "L", "P" -> 2;
            case "Q", "E" -> 4;
            case "A" -> 6;
            default -> throw new IllegalArgumentException("no stroke is called " + command);
        };
    }

    private static double[] numbers(String[] words, int from, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Double.parseDouble(words[from + i]);
        }
        return numbers;
    }
}
