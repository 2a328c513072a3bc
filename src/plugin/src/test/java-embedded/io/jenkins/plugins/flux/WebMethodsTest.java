package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedJenkins;
import flux.embedded.EmbeddedWeb;
import hudson.model.Item;
import hudson.model.Run;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * All web methods of the plugin, found by reflection: each accepts one verb, and none reveals anything without
 * permission.
 */
class WebMethodsTest extends BuildContractTest {

    /** Reads that a page needs and that change nothing; each checks the permission for artifacts. */
    private static final Set<String> READS = Set.of("doProgress", "doImage", "doMore", "doThumbnails");

    private static final String ENDPOINT = "hidden-endpoint";
    private static final String CREDENTIALS = "hidden-credentials";

    private EmbeddedJenkins jenkins;
    private HostedBuild build;

    @BeforeEach
    void runAndLock() throws Exception {
        jenkins = ((EmbeddedBuildHost) host).jenkins();
        host.addSecretText(CREDENTIALS, simulator.apiKey());
        FluxEndpoint endpoint = endpoint(ENDPOINT);
        endpoint.setCredentialsId(CREDENTIALS);
        host.configuration().setEndpoints(List.of(endpoint));
        build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256)");
        jenkins.jenkins().setAuthorizationStrategy(new OnlyUser("admin"));
    }

    private List<WebMethod> methods() throws Exception {
        List<WebMethod> methods = WebMethod.all(jenkins, build.run());
        assertThat(methods)
                .hasSizeGreaterThan(30)
                .extracting(WebMethod::method)
                .anyMatch(method -> method.getName().equals("doTestConnection"));
        return methods;
    }

    @Test
    void eachAcceptsOneVerbWhichIsPostUnlessItOnlyReads() throws Exception {
        for (Class<?> type : WebMethod.declaringClasses()) {
            for (Method method : WebMethod.of(type)) {
                boolean isRead = READS.contains(method.getName());
                assertThat(method.isAnnotationPresent(isRead ? GET.class : POST.class))
                        .as(method.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void byAnotherVerbNoneIsFound() throws Exception {
        for (WebMethod method : methods()) {
            boolean isRead = READS.contains(method.method().getName());
            EmbeddedWeb other = isRead ? jenkins.web() : jenkins.web().get();

            assertThat(other.call(method.target(), method.method().getName()).status())
                    .as(method.toString())
                    .isEqualTo(404);
        }
    }

    @Test
    void withoutPermissionNoneRevealsAnything() throws Exception {
        int before = record.exchanges().size();
        for (Item place : new Item[] {null, build.run().getParent()}) {
            for (String person : new String[] {"somebody", null}) {
                for (WebMethod method : methods()) {
                    if (READS.contains(method.method().getName())) {
                        continue; // Jenkins itself requires permission to see the build
                    }
                    EmbeddedWeb web = jenkins.web().as(person).in(place);

                    assertThat(method.call(web.with("value", ENDPOINT)))
                            .as(method + " as " + person)
                            .doesNotContain(
                                    ENDPOINT, CREDENTIALS, simulator.baseUrl().toString());
                }
            }
        }
        assertThat(record.exchanges()).hasSize(before);
    }

    @Test
    void whetherACredentialExistsIsNotRevealedWithoutPermission() throws Exception {
        for (Item place : new Item[] {null, build.run().getParent()}) {
            for (WebMethod method : methods()) {
                if (method.method().getName().equals("doCheckCredentialsId")) {
                    EmbeddedWeb web = jenkins.web().as("somebody").in(place).with("endpoint", "");
                    Object known = web.with("value", CREDENTIALS)
                            .call(method.target(), "doCheckCredentialsId")
                            .returned();
                    Object unknown = web.with("value", "nothing")
                            .call(method.target(), "doCheckCredentialsId")
                            .returned();

                    assertThat(known).hasToString(unknown.toString());
                }
            }
        }
    }

    /**
     * Stapler continues with what a public getter returns. None of ours returns an object with web methods, except for
     * the build itself.
     */
    @Test
    void noGetterLeadsToFurtherWebMethods() throws Exception {
        Set<String> ways = new TreeSet<>();
        for (Class<?> type : WebMethod.declaringClasses()) {
            for (Method getter : type.getMethods()) {
                boolean isOurs = getter.getDeclaringClass().getName().startsWith("io.jenkins.plugins.flux.");
                if (isOurs && getter.getName().matches("(get|js)[A-Z].*") && !isPlain(getter.getReturnType())) {
                    ways.add(type.getSimpleName() + "." + getter.getName());
                }
            }
            assertThat(Stream.of(type.getFields())
                            .filter(field -> !Modifier.isStatic(field.getModifiers()))
                            .filter(field ->
                                    field.getDeclaringClass().getName().startsWith("io.jenkins.plugins.flux.")))
                    .as("public fields of " + type)
                    .isEmpty();
        }
        assertThat(ways).containsExactly("GeneratedImagesAction.getRun");
    }

    private static boolean isPlain(Class<?> type) {
        return type.isPrimitive()
                || type == String.class
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || (type.getName().startsWith("io.jenkins.plugins.flux.")
                        && !Run.class.isAssignableFrom(type)
                        && WebMethod.of(type).isEmpty());
    }
}
