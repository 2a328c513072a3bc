package io.jenkins.plugins.flux.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The docs give a reason for everything that the plugin bundles and needs. This test is here because this module is
 * built after the .hpi.
 */
class PackagedPluginTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path HPI = ROOT.resolve("src/plugin/target/flux-generate.hpi");
    private static final Path SBOM = ROOT.resolve("src/plugin/target/flux-generate-sbom.json");
    private static final Path DOCS = ROOT.resolve("docs/dependencies.md");
    private static final String OPTIONAL = ";resolution:=optional";
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final Pattern JAR = Pattern.compile("([a-z-]+?)(-[0-9][^/]*)?\\.jar");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z][a-z0-9.-]*) \\| [^|]+ \\|$");
    private static final Set<String> HEADINGS = Set.of("jar", "plugin", "library");

    private static void assumePackaged() {
        assumeTrue(
                Files.exists(HPI) && Files.exists(SBOM),
                "the plugin is not packaged: mvn verify does that, mvn test does not");
    }

    /** The names in the table below a heading. */
    private static Set<String> reasons(String heading) throws IOException {
        String section = Files.readString(DOCS)
                .split("\n## " + Pattern.quote(heading) + "\n", -1)[1]
                .split("\n## ", -1)[0];
        return ROW.matcher(section)
                .results()
                .map(row -> row.group(1))
                .filter(name -> !HEADINGS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> bundled() throws IOException {
        try (ZipFile hpi = new ZipFile(HPI.toFile())) {
            return hpi.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(LIBRARIES) && !name.equals(LIBRARIES))
                    .map(name -> JAR.matcher(name.substring(LIBRARIES.length())).results())
                    .map(found -> found.findFirst().orElseThrow().group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void eachBundledJarHasAReason() throws IOException {
        assumePackaged();

        assertThat(bundled()).isNotEmpty().isEqualTo(reasons("In the .hpi"));
    }

    @Test
    void eachPluginThatIsUsedHasAReason() throws IOException {
        assumePackaged();

        assertThat(pluginDependencies(plugin -> !plugin.endsWith(OPTIONAL)))
                .isNotEmpty()
                .isEqualTo(reasons("Plugins that must be installed"));
        assertThat(pluginDependencies(plugin -> plugin.endsWith(OPTIONAL)))
                .isNotEmpty()
                .isEqualTo(reasons("Plugins that are used if they are installed"));
    }

    private static Set<String> pluginDependencies(Predicate<String> kind) throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            return Stream.of(hpi.getManifest()
                            .getMainAttributes()
                            .getValue("Plugin-Dependencies")
                            .split(","))
                    .filter(kind)
                    .map(plugin -> plugin.substring(0, plugin.indexOf(':')))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void eachDependencyHasAReason() throws Exception {
        Set<String> reasons = new TreeSet<>(reasons("Plugins that must be installed"));
        reasons.addAll(reasons("Plugins that are used if they are installed"));
        reasons.addAll(reasons("For tests, the simulator, the embedded host and the demo"));
        Set<String> used = new TreeSet<>();
        List<Path> poms = new ArrayList<>(List.of(ROOT.resolve("pom.xml")));
        try (Stream<Path> found = Files.find(
                ROOT.resolve("src"),
                2,
                (path, facts) -> path.getFileName().toString().matches("pom.*\\.xml"))) {
            poms.addAll(found.toList());
        }
        for (Path pom : poms) {
            used.addAll(dependencies(pom));
        }
        used.removeIf(name -> name.startsWith("flux-"));

        assertThat(poms).hasSizeGreaterThan(6);
        assertThat(used).isEqualTo(reasons);
    }

    @Test
    void theSbomNamesWhatIsBundledAndWhatIsUsedOfOtherPlugins() throws IOException {
        assumePackaged();
        JsonNode sbom = new ObjectMapper().readTree(SBOM.toFile());

        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> named =
                new TreeSet<>(Set.of(sbom.at("/metadata/component/name").asText()));
        sbom.path("components")
                .forEach(component -> named.add(component.path("name").asText()));
        Set<String> expected = bundled();
        expected.addAll(List.of("jackson-annotations", "jackson-core", "jackson-databind"));
        expected.addAll(List.of("httpclient5", "httpcore5", "httpcore5-h2", "slf4j-api"));
        assertThat(named).isEqualTo(expected);
    }

    @Test
    void nothingInItTellsWhenOrWhereItWasBuilt() throws IOException {
        assumePackaged();
        String time = Pattern.compile("<project.build.outputTimestamp>(\\d{4}-\\d\\d-\\d\\d)T")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        try (ZipFile hpi = new ZipFile(HPI.toFile())) {
            for (ZipEntry entry : Collections.list(hpi.entries())) {
                LocalDateTime changed = entry.getTimeLocal();
                assertThat(changed.toLocalDate()).as(entry.getName()).hasToString(time);
            }
            String manifest = new String(
                    hpi.getInputStream(hpi.getEntry("META-INF/MANIFEST.MF")).readAllBytes());
            assertThat(manifest)
                    .doesNotContainIgnoringCase("built-by", "build-jdk", "created-by", System.getProperty("user.dir"));
        }
        assertThat(Files.readString(SBOM)).doesNotContain("serialNumber", System.getProperty("user.dir"));
    }

    private static Set<String> dependencies(Path pom) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        Element project = document.getDocumentElement();
        List<Element> places = new ArrayList<>(List.of(project));
        children(project, "profiles").forEach(profiles -> places.addAll(children(profiles, "profile")));
        return places.stream()
                .flatMap(place -> children(place, "dependencies").stream())
                .flatMap(dependencies -> children(dependencies, "dependency").stream())
                .map(dependency -> children(dependency, "artifactId").get(0).getTextContent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
