package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who sees what: the form methods of the plugin and its build page, for every kind of user. */
class RealPagesTest extends BuildContractTest {

    private static final String STEP =
            "fluxGenerate(prompt: '<b>An apple</b>', width: 256, height: 256, output: 'a.png', outputFormat: 'png')";

    private JenkinsRule jenkins;

    @BeforeEach
    void secure() {
        jenkins = ((JenkinsRuleBuildHost) host).rule();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone());
    }

    private JenkinsRule.WebClient webOf(String user) throws Exception {
        JenkinsRule.WebClient web = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        return user.equals("anonymous") ? web : web.login(user);
    }

    private WebResponse call(String user, HttpMethod method, String path, String... parameters) throws Exception {
        try (JenkinsRule.WebClient web = webOf(user)) {
            WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), method);
            request.setRequestParameters(
                    List.of(new NameValuePair(parameters[0], parameters[1]), new NameValuePair("ignored", "ignored")));
            if (method == HttpMethod.POST) {
                web.addCrumb(request);
            }
            return web.getPage(request).getWebResponse();
        }
    }

    private static String method(String base, Class<?> described, String name) {
        return base + "descriptorByName/" + described.getName() + "/" + name;
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "configurer"})
    void thoseWhoConfigureAJobAreHelped(String user) throws Exception {
        runPipeline(STEP);

        assertThat(call(
                                user,
                                HttpMethod.POST,
                                method("job/pipeline/", FluxGenerateStep.class, "checkWidth"),
                                "value",
                                "1000")
                        .getContentAsString())
                .contains("width: 1000 is not allowed");
        assertThat(call(
                                user,
                                HttpMethod.POST,
                                method("job/pipeline/", FluxGenerateStep.class, "fillEndpointItems"),
                                "endpoint",
                                "")
                        .getContentAsString())
                .contains("simulator");
        assertThat(call(
                                user,
                                HttpMethod.POST,
                                method("job/pipeline/", FluxGenerateStep.class, "fillCredentialsIdItems"),
                                "credentialsId",
                                "")
                        .getContentAsString())
                .contains("odirouter")
                .doesNotContain(simulator.apiKey());
    }

    @Test
    void aReaderLearnsNothingFromTheForms() throws Exception {
        runPipeline(STEP);

        assertThat(call(
                                "reader",
                                HttpMethod.POST,
                                method("job/pipeline/", FluxGenerateStep.class, "fillEndpointItems"),
                                "endpoint",
                                "")
                        .getContentAsString())
                .doesNotContain("simulator");
        assertThat(call(
                                "reader",
                                HttpMethod.POST,
                                method("job/pipeline/", FluxGenerateStep.class, "fillCredentialsIdItems"),
                                "credentialsId",
                                "")
                        .getContentAsString())
                .doesNotContain("odirouter");
        assertThat(call(
                                "reader",
                                HttpMethod.POST,
                                method("job/pipeline/", FluxGenerateStep.class, "checkCredentialsId"),
                                "value",
                                "unknown")
                        .getContentAsString())
                .doesNotContain("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"configurer", "reader", "anonymous"})
    void onlyAdministratorsLearnFromTheGlobalForm(String user) throws Exception {
        assertThat(call(
                                user,
                                HttpMethod.POST,
                                method("", FluxEndpoint.class, "fillCredentialsIdItems"),
                                "credentialsId",
                                "")
                        .getContentAsString())
                .doesNotContain("odirouter");
        assertThat(call(user, HttpMethod.POST, method("", FluxEndpoint.class, "checkBaseUrl"), "value", "ftp://x")
                        .getContentAsString())
                .doesNotContain("ftp");
        assertThat(call("admin", HttpMethod.POST, method("", FluxEndpoint.class, "checkBaseUrl"), "value", "ftp://x")
                        .getContentAsString())
                .contains("ftp");
    }

    @Test
    void formMethodsMustBePosted() throws Exception {
        runPipeline(STEP);

        assertThat(call(
                                "admin",
                                HttpMethod.GET,
                                method("job/pipeline/", FluxGenerateStep.class, "checkWidth"),
                                "value",
                                "1000")
                        .getStatusCode())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void thoseWhoSeeTheBuildSeeItsImages() throws Exception {
        runPipeline(STEP);

        try (JenkinsRule.WebClient web = webOf("reader")) {
            HtmlPage page = web.goTo("job/pipeline/1/flux/");
            assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
            assertThat(page.asNormalizedText()).contains("<b>An apple</b>");
            assertThat(page.getWebResponse().getContentAsString()).contains("image/0");
            assertThat(web.goTo("job/pipeline/1/").getWebResponse().getContentAsString())
                    .contains("flux");
        }
        WebResponse image = call("reader", HttpMethod.GET, "job/pipeline/1/flux/image/0", "x", "y");
        assertThat(image.getContentType()).isEqualTo("image/png");
        assertThat(image.getResponseHeaderValue("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(image.getContentAsStream().readAllBytes()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void othersDoNotSeeThem() throws Exception {
        runPipeline(STEP);

        assertThat(call("anonymous", HttpMethod.GET, "job/pipeline/1/flux/", "x", "y")
                        .getStatusCode())
                .isIn(401, 403, 404);
        assertThat(call("anonymous", HttpMethod.GET, "job/pipeline/1/flux/image/0", "x", "y")
                        .getStatusCode())
                .isIn(401, 403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/1", "/-1", "/x", "/99999999999"})
    void anInvalidIndexIsNotFound(String path) throws Exception {
        runPipeline(STEP);

        assertThat(call("reader", HttpMethod.GET, "job/pipeline/1/flux/image" + path, "x", "y")
                        .getStatusCode())
                .isEqualTo(404);
    }
}
