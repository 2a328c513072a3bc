package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.generation.Generator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** Packages use only those below them, so there are no cycles. */
class PackagesTest {

    /** From bottom to top. */
    private static final List<String> CORE =
            List.of("http", "queue", "image", "schedule", "threads", "history", "gate", "generation", "journal");

    /** From bottom to top; the face, the root package of the plugin, is the last. */
    private static final List<String> PLUGIN =
            List.of("store", "journals", "plan", "record", "execution", "form", "recovery", "");

    private static final Pattern USE =
            Pattern.compile("(?m)^\\s+io\\.jenkins\\.plugins\\.flux\\.(?:([a-z]+)\\.)?[A-Z]\\S*\\s+->"
                    + " io\\.jenkins\\.plugins\\.flux\\.(?:([a-z]+)\\.)?[A-Z]");

    @Test
    void thoseOfCoreUseWhatIsBelowThem() throws Exception {
        assertThat(upward(Generator.class, CORE)).isEmpty();
    }

    @Test
    void thoseOfThePluginUseWhatIsBelowThem() throws Exception {
        assertThat(upward(FluxGenerateStep.class, PLUGIN)).isEmpty();
    }

    private static Set<String> upward(Class<?> one, List<String> order) throws Exception {
        Set<String> upward = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (MatchResult use : USE.matcher(jdeps(one)).results().toList()) {
            String user = name(use.group(1));
            String used = name(use.group(2));
            seen.add(user);
            if (order.indexOf(used) > order.indexOf(user)) {
                upward.add(user + " uses " + used);
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(order);
        return upward;
    }

    private static String name(String packageName) {
        return packageName == null ? "" : packageName;
    }

    private static String jdeps(Class<?> one) throws Exception {
        Path classes =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        StringWriter uses = new StringWriter();
        PrintWriter output = new PrintWriter(uses);
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(output, output, "-verbose:class", "-filter:none", classes.toString());
        assertThat(status).as(uses.toString()).isZero();
        return uses.toString();
    }
}
