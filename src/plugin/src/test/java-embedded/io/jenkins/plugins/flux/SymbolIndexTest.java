package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.Test;

/** Jenkins finds symbols by a file that nothing generates in this build: it must match the code. */
class SymbolIndexTest {

    private static final String INDEX = "/META-INF/services/annotations/org.jenkinsci.Symbol";

    @Test
    void listsExactlyTheClassesWithASymbol() throws Exception {
        assertThat(listed()).containsExactlyElementsOf(annotated());
    }

    private static List<String> listed() throws IOException {
        try (InputStream index = FluxGenerateStep.class.getResourceAsStream(INDEX)) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static List<String> annotated() throws IOException, URISyntaxException {
        Path classes = Path.of(FluxGenerateStep.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(SymbolIndexTest::hasSymbol)
                    .sorted()
                    .toList();
        }
    }

    private static boolean hasSymbol(String name) {
        try {
            return Class.forName(name, false, FluxGenerateStep.class.getClassLoader())
                    .isAnnotationPresent(Symbol.class);
        } catch (ClassNotFoundException compiledAndGone) {
            throw new AssertionError(compiledAndGone);
        }
    }
}
