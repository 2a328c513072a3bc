package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of docs/performance-appendix.md. Each group of figures is a section, which is replaced if the last runs
 * have measured it, and left as it is if not: a part of the benchmark can be measured again without the others.
 */
final class Appendix {

    private static final String MARK =
            "<!-- from here on written by mvn -q -Pbenchmark verify -Dbenchmark.only=page -->\n";
    private static final String HEADING = "\n## ";

    /** Such figures are the same on every machine. */
    private static final String ANYWHERE = "in virtual time";

    private Appendix() {}

    /** Puts the figures that are in the directory below the mark of the page. */
    static void write(Path directory, Path page) throws IOException {
        String text = Files.readString(page);
        int end = text.indexOf(MARK) + MARK.length();
        if (end < MARK.length()) {
            throw new IOException(page + " has no mark for the figures");
        }
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : text.substring(end).split(HEADING)) {
            if (!section.isBlank()) {
                sections.put(section.substring(0, section.indexOf('\n')), section.strip());
            }
        }
        for (String name : List.of("performance.json", "performance-jenkins.json", "performance-restart.json")) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                JsonNode run = new ObjectMapper().readTree(file.toFile());
                sections(run)
                        .forEach((group, section) ->
                                sections.put(group, section.toString().strip()));
            }
        }
        StringBuilder tables = new StringBuilder();
        sections.values()
                .forEach(section -> tables.append(HEADING).append(section).append('\n'));
        Files.writeString(page, text.substring(0, end) + tables);
    }

    private static Map<String, StringBuilder> sections(JsonNode run) {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        for (JsonNode figure : run.get("figures")) {
            sections.computeIfAbsent(
                            figure.get("group").asText(),
                            group -> begin(group, run.get("machine").asText()))
                    .append(row(figure));
        }
        return sections;
    }

    private static StringBuilder begin(String group, String machine) {
        String measured = group.endsWith(ANYWHERE) ? "" : "Measured on: " + machine + ".\n\n";
        return new StringBuilder(group + "\n\n" + measured + "| what | measured | target | met |\n|---|---|---|---|\n");
    }

    private static String row(JsonNode figure) {
        boolean hasTarget = figure.has("target");
        String met = hasTarget && figure.get("met").asBoolean() ? "yes" : "**no**";
        return String.format(
                "| %s | %s | %s | %s |\n",
                figure.get("name").asText(),
                figure.get("value").asText(),
                hasTarget ? figure.get("target").asText() : "",
                hasTarget ? met : "");
    }
}
