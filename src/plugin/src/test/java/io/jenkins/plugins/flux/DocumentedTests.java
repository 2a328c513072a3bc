package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the docs with tables whose last column names the tests for each row. */
final class DocumentedTests {

    private static final Path DOCS = Path.of("../../docs");
    private static final Path SOURCES = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    private final Path page;
    private final int cells;

    /** @param cells number of cells in each row */
    DocumentedTests(String page, int cells) {
        this.page = DOCS.resolve(page);
        this.cells = cells;
    }

    void assertThatNoCellIsEmpty() throws IOException {
        for (String row : rows()) {
            assertThat(cells(row))
                    .as(row)
                    .hasSize(cells)
                    .allSatisfy(cell -> assertThat(cell).isNotBlank());
        }
    }

    void assertThatEachRowNamesExistingTests() throws IOException {
        Map<String, String> tests = tests();
        for (String row : rows()) {
            List<MatchResult> named =
                    TEST.matcher(cells(row).get(cells - 1)).results().toList();
            assertThat(named).as(row).isNotEmpty();
            for (MatchResult test : named) {
                String source = tests.getOrDefault(test.group(1), "");
                assertThat(source.contains("void " + test.group(2) + "("))
                        .as(test.group())
                        .isTrue();
            }
        }
    }

    /** Rows without headings and the lines below them. */
    private List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int line = 0; line < lines.size(); line++) {
            boolean isHeading = line + 1 < lines.size() && lines.get(line + 1).startsWith("|---");
            if (lines.get(line).startsWith("|") && !lines.get(line).startsWith("|---") && !isHeading) {
                rows.add(lines.get(line));
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** The sources of all test classes by simple name; those with the same name are concatenated. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                tests.merge(name, Files.readString(file), String::concat);
            }
        }
        return tests;
    }
}
