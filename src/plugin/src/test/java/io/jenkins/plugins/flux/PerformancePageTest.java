package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on performance stays one page, and has no figure that was not measured. */
class PerformancePageTest {

    private static final Path PAGE = Path.of("../../docs/performance.md");
    private static final Path APPENDIX = Path.of("../../docs/performance-appendix.md");

    /** Of the table what is measured: the cells behind the first. */
    private static final Pattern FIGURE = Pattern.compile("(?<=[ *])\\d[\\d,.]*");

    @Test
    void everyFigureOfTheTableStandsInTheAppendix() throws IOException {
        String measured = Files.readString(APPENDIX).replaceAll("(?<=\\d),(?=\\d)", "");

        assertThat(rows())
                .flatExtracting(row -> figures(row.substring(row.indexOf('|', 1))))
                .hasSizeGreaterThan(20)
                .allSatisfy(figure -> assertThat(measured).containsPattern("[| ]" + Pattern.quote(figure) + "[ |]"));
    }

    @Test
    void itIsShort() throws IOException {
        assertThat(rows()).hasSizeLessThanOrEqualTo(20);
        assertThat(Files.readAllLines(PAGE)).hasSizeLessThan(80);
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    private static List<String> figures(String cells) {
        return FIGURE.matcher(cells)
                .results()
                .map(MatchResult::group)
                .map(figure -> figure.replace(",", "").replaceAll("\\.$", ""))
                .toList();
    }
}
