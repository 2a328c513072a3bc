package io.jenkins.plugins.flux.simulator.render;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A built-in font, because a fresh machine without a display may have none. Its letters are strokes for a round pen, so
 * they look good in every size.
 */
final class StrokeFont {
    /** Height of capitals, in units of the font. */
    static final double CAPITAL_HEIGHT = 7;

    /** Distance between base lines. */
    static final double LINE_HEIGHT = 12.5;

    static final double PEN_WIDTH = 0.95;

    private static final double SPACE = 4;
    private static final double GAP = 2;
    private static final double BOX_WIDTH = 3.8;
    private static final String RESOURCE = "stroke-font.txt";
    private static final Map<Character, Glyph> GLYPHS = load();
    private static final Glyph BOX = new Glyph(BOX_WIDTH, GlyphReader.read("M 0 0 L 3.8 0 L 3.8 7 L 0 7 L 0 0"));

    private StrokeFont() {}

    /** A character: its width and its strokes. */
    record Glyph(double width, Path2D strokes) {}

    /** Returns the width of a text, in units of the font. */
    static double width(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            width += advance(text.charAt(i));
        }
        return Math.max(0, width - GAP);
    }

    /** Returns the strokes of a line of text whose base line starts at the given point. */
    static Path2D strokes(String text, double x, double baseLine, double unit) {
        Path2D path = new Path2D.Double();
        double left = x;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != ' ') {
                AffineTransform place = AffineTransform.getTranslateInstance(left, baseLine - CAPITAL_HEIGHT * unit);
                place.scale(unit, unit);
                path.append(glyph(character).strokes().getPathIterator(place), false);
            }
            left += advance(character) * unit;
        }
        return path;
    }

    private static double advance(char character) {
        return (character == ' ' ? SPACE - GAP : glyph(character).width()) + GAP;
    }

    private static Glyph glyph(char character) {
        return GLYPHS.getOrDefault(character, BOX);
    }

    private static Map<Character, Glyph> load() {
        Map<Character, Glyph> glyphs = new HashMap<>();
        try (InputStream in = StrokeFont.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !isComment(line)).forEach(line -> {
                String[] parts = line.split(" ", 3);
                glyphs.put(parts[0].charAt(0), new Glyph(Double.parseDouble(parts[1]), GlyphReader.read(parts[2])));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return glyphs;
    }

    /** A line may define the comment sign itself, which is then followed by a number. */
    private static boolean isComment(String line) {
        return line.startsWith("# ") && !Character.isDigit(line.charAt(2));
    }
}
