package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, with its targets; printed, and written as JSON and as a page of the docs. */
final class Figures {

    /**
     * @param group what it is about
     * @param name what was measured
     * @param value as measured
     * @param target what it should be, or empty where it only stands beside for comparison
     * @param met whether it is
     */
    record Figure(String group, String name, String value, String target, boolean met) {}

    private final List<Figure> all = new ArrayList<>();

    void compare(String group, String name, String value) {
        add(new Figure(group, name, value, "", true));
    }

    void check(String group, String name, String value, String target, boolean met) {
        add(new Figure(group, name, value, target, met));
    }

    private void add(Figure figure) {
        all.add(figure);
        String target =
                figure.target().isEmpty() ? "" : " (target " + figure.target() + (figure.met() ? ")" : ", MISSED)");
        System.out.println(figure.group() + " | " + figure.name() + " | " + figure.value() + target);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    void write(Path json, Path page) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("machine", machine());
        ArrayNode figures = root.putArray("figures");
        for (Figure figure : all) {
            ObjectNode node = figures.addObject()
                    .put("group", figure.group())
                    .put("name", figure.name())
                    .put("value", figure.value());
            if (!figure.target().isEmpty()) {
                node.put("target", figure.target()).put("met", figure.met());
            }
        }
        Files.createDirectories(json.getParent());
        mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
        Files.writeString(page, page());
    }

    private String page() {
        StringBuilder page =
                new StringBuilder("# Performance\n\nMade by `mvn -q -Pbenchmark verify`, which writes this page and"
                        + " `src/benchmark/target/performance.json`.\nMeasured on: " + machine() + ".\n");
        String group = "";
        for (Figure figure : all) {
            if (!figure.group().equals(group)) {
                group = figure.group();
                page.append("\n## ")
                        .append(group)
                        .append("\n\n| what | measured | target | met |\n|---|---|---|---|\n");
            }
            String met = figure.met() ? "yes" : "**no**";
            page.append("| ")
                    .append(figure.name())
                    .append(" | ")
                    .append(figure.value())
                    .append(" | ")
                    .append(figure.target())
                    .append(" | ")
                    .append(figure.target().isEmpty() ? "" : met)
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String machine() {
        double load = java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage();
        return text(
                "%d processors, Java %s, load average %.1f at the end",
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), load);
    }
}
