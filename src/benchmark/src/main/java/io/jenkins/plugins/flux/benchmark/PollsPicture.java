package io.jenkins.plugins.flux.benchmark;

import io.jenkins.plugins.flux.schedule.PollCurves;
import io.jenkins.plugins.flux.schedule.PollCurves.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The picture of docs/performance.md: how late an image is seen, by how often it is polled. All colors have a contrast
 * of at least 4 to 1 on white and on GitHub's dark background, so that one file serves both.
 */
final class PollsPicture {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;
    private static final int LEFT = 60;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 20;
    private static final int BOTTOM = HEIGHT - 60;

    private static final int MOST_POLLS = 20;

    /** In seconds, of an image that takes ten. */
    private static final double LONGEST_DELAY = 3.5;

    private static final double SECONDS = 10;

    private static final String TEXT = "#707880";
    private static final String OURS = "#c4590a";
    private static final String FIXED = "#2a7ade";
    private static final String BACKOFF = "#8957e5";

    private final StringBuilder svg = new StringBuilder();

    private PollsPicture() {}

    /** Measures, in virtual time, and writes. */
    static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, new PollsPicture().draw());
    }

    private String draw() {
        Point learned = PollCurves.learned();
        Point backoff = PollCurves.backoff();
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\"", WIDTH, HEIGHT);
        line("  font-family=\"system-ui, sans-serif\" font-size=\"14\" fill=\"%s\">", TEXT);
        line("<title>How late an image is seen, by how often it is polled</title>");
        line(
                "<desc>An image of ten seconds: polled as learned, it is seen %.2f s late with %.1f polls; at growing"
                        + " intervals, %.1f s late with %.1f polls.</desc>",
                SECONDS * learned.delay(), learned.polls(), SECONDS * backoff.delay(), backoff.polls());
        axes();
        curve(PollCurves.fixedIntervals(), FIXED, "");
        curve(PollCurves.growingIntervals(), BACKOFF, "");
        curve(PollCurves.oracle(), TEXT, " stroke-dasharray=\"5 4\"");
        Point fifth = PollCurves.growingByAFifth();
        point(fifth, BACKOFF);
        point(backoff, BACKOFF);
        point(learned, OURS);
        label(x(backoff.polls()) + 12, y(backoff.delay()) + 5, BACKOFF, "pollSchedule: 'backoff'");
        label(x(9.2), y(0.195), BACKOFF, "growing intervals");
        label(x(fifth.polls()) + 12, y(fifth.delay()) - 6, BACKOFF, "250 ms, growing by a fifth");
        label(x(2.75), y(0.24), FIXED, "fixed intervals");
        label(x(4.6), y(0.008), OURS, "pollSchedule: 'learned'");
        label(x(13.4), y(0.002), TEXT, "oracle: the best there can be");
        return svg.append("</svg>\n").toString();
    }

    private void axes() {
        for (double delay = 0; delay <= LONGEST_DELAY; delay += 0.5) {
            double y = y(delay / SECONDS);
            line(
                    "<path d=\"M%d %.1fH%d\" stroke=\"%s\" stroke-opacity=\"%s\"/>",
                    LEFT, y, RIGHT, TEXT, delay == 0 ? "1" : "0.3");
            line("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f s</text>", LEFT - 8, y + 5, delay);
        }
        for (int polls = 2; polls <= MOST_POLLS; polls += 2) {
            line("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x(polls), BOTTOM + 20, polls);
        }
        line(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">polls for an image of ten seconds (mean)</text>",
                (LEFT + RIGHT) / 2, HEIGHT - 14);
        line("<text x=\"%d\" y=\"%d\">seen after it is ready (mean)</text>", LEFT + 6, TOP + 12);
    }

    private void curve(List<Point> points, String color, String style) {
        String path = points.stream()
                .filter(point -> point.polls() <= MOST_POLLS && SECONDS * point.delay() <= LONGEST_DELAY)
                .map(point -> Figures.text("%.1f %.1f", x(point.polls()), y(point.delay())))
                .collect(Collectors.joining("L", "M", ""));
        line("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>", path, color, style);
    }

    private void point(Point point, String color) {
        line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"%s\"/>", x(point.polls()), y(point.delay()), color);
    }

    private void label(double x, double y, String color, String text) {
        line("<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>", x, y, color, text);
    }

    private void line(String format, Object... values) {
        svg.append(Figures.text(format, values)).append('\n');
    }

    private static double x(double polls) {
        return LEFT + (RIGHT - LEFT) * polls / MOST_POLLS;
    }

    /** @param delay as a share of a job's time */
    private static double y(double delay) {
        return BOTTOM - (BOTTOM - TOP) * SECONDS * delay / LONGEST_DELAY;
    }
}
