package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture page answers a newcomer's questions with names that the code has. */
class FindItByNameTest {

    private static final Path PAGE = Path.of("../../docs/architecture.md");
    private static final List<Path> SOURCES = List.of(Path.of("src/main/java"), Path.of("../core/src/main/java"));

    /** A class, and behind it nested classes or a method. */
    private static final Pattern NAME = Pattern.compile("`([A-Z][a-z]\\w*)((?:\\.\\w+)*)(?:\\([^`]*\\))?`");

    @Test
    void theCodeHasAllThatTheAnswersName() throws IOException {
        Map<String, String> classes = classes();
        Matcher name = NAME.matcher(answers());

        assertThat(name.results().count()).isGreaterThan(30);
        name.reset();
        while (name.find()) {
            assertThat(classes).containsKey(name.group(1));
            for (String member : name.group(2).split("\\.")) {
                assertThat(classes.get(name.group(1))).as(name.group()).contains(member);
            }
        }
    }

    private static String answers() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n## Find it by name\n");
        assertThat(begin).isPositive();
        return page.substring(begin, page.indexOf("\n## ", begin + 1));
    }

    /** The source of each class, by its simple name. */
    private static Map<String, String> classes() throws IOException {
        Map<String, String> classes = new HashMap<>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    classes.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return classes;
    }
}
