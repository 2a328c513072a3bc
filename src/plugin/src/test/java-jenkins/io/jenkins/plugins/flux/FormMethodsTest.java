package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.stapler.QueryParameter;

/**
 * All methods that forms of the plugin can call: they must be posted, and reveal nothing to users who cannot configure.
 */
class FormMethodsTest extends BuildContractTest {

    private static final String HIDDEN_ENDPOINT = "hidden-endpoint";
    private static final String HIDDEN_CREDENTIALS = "hidden-credentials";

    /** A value that no field allows, so every check that answers says so. */
    private static final String WRONG = "<b>wrong</b>/../:";

    private JenkinsRule jenkins;

    /** @param owner where its address begins: at a job, or at the root */
    record FormMethod(String owner, Class<?> described, Method method) {

        String path() {
            String name = method.getName().substring("do".length());
            return owner + "descriptorByName/" + described.getName() + "/" + Character.toLowerCase(name.charAt(0))
                    + name.substring(1);
        }

        List<NameValuePair> wrongValues() {
            List<NameValuePair> values = new ArrayList<>();
            for (Parameter parameter : method.getParameters()) {
                QueryParameter query = parameter.getAnnotation(QueryParameter.class);
                if (query != null) {
                    values.add(new NameValuePair(query.value().isEmpty() ? parameter.getName() : query.value(), WRONG));
                }
            }
            return values;
        }

        @Override
        public String toString() {
            return path();
        }
    }

    private static List<FormMethod> all() {
        return Stream.of(
                        of("job/pipeline/", FluxGenerateStep.class, FluxGenerateStep.DescriptorImpl.class),
                        of("job/pipeline/", FluxGenerateImage.class, FluxGenerateImage.DescriptorImpl.class),
                        of("job/pipeline/", FluxGenerateBuilder.class, FluxGenerateBuilder.DescriptorImpl.class),
                        of("", FluxEndpoint.class, FluxEndpoint.DescriptorImpl.class),
                        of("", FluxGenerateConfiguration.class, FluxGenerateConfiguration.class))
                .flatMap(methods -> methods)
                .toList();
    }

    private static Stream<FormMethod> of(String owner, Class<?> described, Class<?> descriptor) {
        return Arrays.stream(descriptor.getMethods())
                .filter(method -> method.getName().matches("do(Check|Fill|Test)[A-Z].*"))
                .filter(method -> method.getDeclaringClass().getName().startsWith("io.jenkins.plugins.flux."))
                .filter(method -> !method.isBridge())
                .map(method -> new FormMethod(owner, described, method));
    }

    @BeforeEach
    void secure() throws Exception {
        jenkins = ((JenkinsRuleBuildHost) host).rule();
        host.addSecretText(HIDDEN_CREDENTIALS, "sk-hidden-00000000000000000000");
        host.configuration().setEndpoints(List.of(endpoint(HIDDEN_ENDPOINT)));
        host.startPipeline("pipeline", "echo 'a job whose form methods are called'")
                .await();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone());
    }

    /** Calls all form methods as a user, one after the other. */
    private void callAll(String user, HttpMethod verb, BiConsumer<FormMethod, WebResponse> check) throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.withThrowExceptionOnFailingStatusCode(false).setJavaScriptEnabled(false);
            if (!user.equals("anonymous")) {
                web.withBasicCredentials(user);
            }
            for (FormMethod form : all()) {
                WebRequest request = new WebRequest(new URL(jenkins.getURL(), form.path()), verb);
                request.setRequestParameters(form.wrongValues());
                if (verb == HttpMethod.POST) {
                    web.addCrumb(request);
                }
                check.accept(form, web.getPage(request).getWebResponse());
            }
        }
    }

    @Test
    void answersAnAdministratorWhoPosts() throws Exception {
        callAll(
                "admin",
                HttpMethod.POST,
                (form, answer) ->
                        assertThat(answer.getStatusCode()).as("%s", form).isEqualTo(200));
    }

    @Test
    void mustBePosted() throws Exception {
        callAll(
                "admin",
                HttpMethod.GET,
                (form, answer) ->
                        assertThat(answer.getStatusCode()).as("%s", form).isGreaterThanOrEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "anonymous"})
    void revealsNothingWithoutPermission(String user) throws Exception {
        callAll(user, HttpMethod.POST, FormMethodsTest::assertTellsNothing);
    }

    private static void assertTellsNothing(FormMethod form, WebResponse answer) {
        if (answer.getStatusCode() == 200) {
            assertThat(answer.getContentAsString())
                    .as("%s", form)
                    .doesNotContain(HIDDEN_ENDPOINT, HIDDEN_CREDENTIALS, "class=error", "class=warning")
                    .doesNotContain("class=\"error\"", "class=\"warning\"");
        } else {
            assertThat(answer.getStatusCode()).as("%s", form).isEqualTo(403);
        }
    }
}
