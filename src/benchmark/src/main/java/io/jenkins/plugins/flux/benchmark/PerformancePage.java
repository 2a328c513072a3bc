package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tables of docs/performance.md, made from what the last runs have written. */
final class PerformancePage {

    private static final String BEGIN =
            "<!-- figures: written by mvn -q -Pbenchmark verify -Dbenchmark.only=page -->\n";
    private static final String END = "<!-- end of figures -->";

    private PerformancePage() {}

    /** Puts the figures that are in the directory between the two marks of the page. */
    static void write(Path directory, Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no marks for the figures");
        }
        StringBuilder tables = new StringBuilder();
        for (String name : List.of("performance.json", "performance-jenkins.json")) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                tables(new ObjectMapper().readTree(file.toFile()), tables);
            }
        }
        Files.writeString(page, text.substring(0, begin) + BEGIN + tables + "\n" + text.substring(end));
    }

    private static void tables(JsonNode run, StringBuilder tables) {
        tables.append("\nMeasured on: ").append(run.get("machine").asText()).append(".\n");
        String group = "";
        for (JsonNode figure : run.get("figures")) {
            if (!figure.get("group").asText().equals(group)) {
                group = figure.get("group").asText();
                tables.append("\n### ")
                        .append(group)
                        .append("\n\n| what | measured | target | met |\n|---|---|---|---|\n");
            }
            boolean hasTarget = figure.has("target");
            String met = hasTarget && figure.get("met").asBoolean() ? "yes" : "**no**";
            tables.append("| ")
                    .append(figure.get("name").asText())
                    .append(" | ")
                    .append(figure.get("value").asText())
                    .append(" | ")
                    .append(hasTarget ? figure.get("target").asText() : "")
                    .append(" | ")
                    .append(hasTarget ? met : "")
                    .append(" |\n");
        }
    }
}
