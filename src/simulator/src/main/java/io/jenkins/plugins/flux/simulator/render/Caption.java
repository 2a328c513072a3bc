package io.jenkins.plugins.flux.simulator.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The words of the prompt along the bottom of a picture, above a small line that describes it. */
final class Caption {
    private static final int MOST_LINES = 4;
    private static final String MORE = "...";
    private static final double SMALL = 0.55;

    private final Canvas canvas;
    private final double unit;
    private final double margin;

    private Caption(Canvas canvas) {
        this.canvas = canvas;
        double capitals = Math.max(9, Math.sqrt((double) canvas.width() * canvas.height()) / 30);
        this.unit = capitals / StrokeFont.CAPITAL_HEIGHT;
        this.margin = Math.max(10, canvas.side() * 0.05);
    }

    static void paint(Canvas canvas, String prompt, String label) {
        new Caption(canvas).paint(prompt, label);
    }

    private void paint(String prompt, String label) {
        List<String> lines = wrap(plain(prompt));
        double lineHeight = StrokeFont.LINE_HEIGHT * unit;
        double bottom = canvas.height() - margin;
        double labelTop = bottom - lineHeight * SMALL;
        double top = labelTop - lineHeight * lines.size();
        shade(top - margin);
        double baseLine = top + StrokeFont.CAPITAL_HEIGHT * unit;
        for (String line : lines) {
            draw(line, baseLine, unit, 1);
            baseLine += lineHeight;
        }
        draw(plain(label), bottom, unit * SMALL, 0.8);
    }

    /** Darkens the picture towards its bottom, so white letters are always readable. */
    private void shade(double top) {
        double start = Math.max(0, top);
        canvas.fill(
                new Rectangle2D.Double(0, start, canvas.width(), canvas.height() - start),
                new LinearGradientPaint(0, (float) start, 0, canvas.height(), new float[] {0, 0.4f, 1}, new Color[] {
                    Colors.translucent(0x080a14, 0),
                    Colors.translucent(0x080a14, 0.5),
                    Colors.translucent(0x080a14, 0.74)
                }));
    }

    private void draw(String line, double baseLine, double size, double opacity) {
        Graphics2D graphics = canvas.graphics();
        Path2D strokes = StrokeFont.strokes(line, margin, baseLine, size);
        graphics.setStroke(
                new BasicStroke((float) (StrokeFont.PEN_WIDTH * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setPaint(Colors.translucent(0xffffff, opacity));
        graphics.draw(strokes);
    }

    private List<String> wrap(String text) {
        double width = (canvas.width() - 2 * margin) / unit;
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (StrokeFont.width(longer) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
        }
        lines.add(line);
        if (lines.size() > MOST_LINES) {
            String last = lines.get(MOST_LINES - 1) + " " + MORE;
            lines = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
            lines.add(last);
        }
        return lines.stream().map(each -> cut(each, width)).toList();
    }

    private static String cut(String line, double width) {
        if (StrokeFont.width(line) <= width) {
            return line;
        }
        int end = line.length();
        while (end > 1 && StrokeFont.width(line.substring(0, end) + MORE) > width) {
            end--;
        }
        return line.substring(0, end) + MORE;
    }

    /** Replaces characters that the font lacks by similar ones, in one line. */
    private static String plain(String text) {
        return text.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("[\u2018\u2019]", "'")
                .replaceAll("[\u201c\u201d\u201e]", "\"")
                .replaceAll("[\u2010-\u2015]", "-")
                .replace("\u2026", MORE)
                .replace('\u00d7', 'x');
    }
}
