package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, with its targets; printed, and written as JSON. */
public final class Figures {

    /**
     * @param group what it is about
     * @param name what was measured
     * @param value as measured
     * @param target what it should be, or empty where it only stands beside for comparison
     * @param met whether it is
     */
    private record Figure(String group, String name, String value, String target, boolean met) {}

    private final double loadBefore = load();
    private final List<Figure> all = new ArrayList<>();

    /** Notes what only stands beside. */
    public void compare(String group, String name, String value) {
        add(new Figure(group, name, value, "", true));
    }

    /** Notes what has a target. */
    public void check(String group, String name, String value, String target, boolean met) {
        add(new Figure(group, name, value, target, met));
    }

    private void add(Figure figure) {
        all.add(figure);
        String target =
                figure.target().isEmpty() ? "" : " (target " + figure.target() + (figure.met() ? ")" : ", MISSED)");
        System.out.println(figure.group() + " | " + figure.name() + " | " + figure.value() + target);
    }

    public static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Writes them for {@code Appendix}. */
    public void write(Path json) throws IOException {
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
    }

    private String machine() {
        return text(
                "%d processors, Java %s; load average %.1f at the beginning, %.1f at the end",
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), loadBefore, load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
