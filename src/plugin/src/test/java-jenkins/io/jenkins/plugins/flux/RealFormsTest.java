package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Forms, snippets and Configuration as Code keep their values, in the pages of a real Jenkins. */
@WithJenkins
class RealFormsTest {

    private static FluxGenerateStep roundTrip(JenkinsRule jenkins, FluxGenerateStep parameters) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new FluxGenerateBuilder(parameters));
        jenkins.configRoundtrip(project);
        project.doReload();
        return project.getBuildersList().get(FluxGenerateBuilder.class).getParameters();
    }

    @Test
    void aFreestyleConfigurationKeepsEveryField(JenkinsRule jenkins) throws Exception {
        FluxGenerateStep parameters = EveryParameter.ofAStep();
        parameters.setImages(List.of(EveryParameter.ofAnEntry(), new FluxGenerateImage()));

        assertThat(roundTrip(jenkins, parameters)).usingRecursiveComparison().isEqualTo(parameters);
    }

    @Test
    void anUntouchedFormMeansTheDefaults(JenkinsRule jenkins) throws Exception {
        assertThat(roundTrip(jenkins, new FluxGenerateStep()))
                .usingRecursiveComparison()
                .isEqualTo(new FluxGenerateStep());
    }

    @Test
    void aSnippetHasOnlyWhatDiffersFromTheDefaults(JenkinsRule jenkins) throws Exception {
        JSONObject form = new JSONObject();
        form.put("stapler-class", FluxGenerateStep.class.getName());
        form.put("$class", FluxGenerateStep.class.getName());
        form.put("prompt", "An apple");
        form.put("width", "512");
        form.put("height", "768");
        form.put("outputFormat", "");
        form.put("safetyTolerance", "2");
        form.put("seed", "");
        form.put("archive", true);
        form.put("failFast", true);
        form.put("onFailure", "fail");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);

        assertThat(snippet(jenkins, job, form)).isEqualTo("fluxGenerate prompt: 'An apple', width: 512");
    }

    @Test
    void aSnippetCreatesTheStepThatItWasWrittenFor(JenkinsRule jenkins) throws Exception {
        FluxGenerateStep step = new FluxGenerateStep();
        step.setPrompt("An apple");
        step.setWidth(512);
        step.setOutput("a.jpg");

        new SnippetizerTester(jenkins)
                .assertRoundTrip(step, "fluxGenerate output: 'a.jpg', prompt: 'An apple', width: 512");
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        EveryParameter.ofAStep(),
                        "fluxGenerate archive: false, credentialsId: 'odirouter', endpoint: 'odirouter', failFast: false, "
                                + "height: 640, imagePrompt: 'reference.png', keepOnAbort: true, onFailure: 'unstable', "
                                + "onLostSubmit: 'resubmit', output: 'marketing/hero.png', outputFormat: 'png', "
                                + "prompt: '''A clean product photo\nof a red apple''', promptUpsampling: true, "
                                + "safetyTolerance: 4, seed: '123456789012345678901234567890', timeoutSeconds: 120, "
                                + "width: 512");
    }

    @Test
    void theFormOfTheStepKeepsEveryField(JenkinsRule jenkins) throws Exception {
        FluxGenerateStep parameters = EveryParameter.ofAStep();

        FluxGenerateStep kept = new StepConfigTester(jenkins).configRoundTrip(parameters);

        assertThat(kept).usingRecursiveComparison().isEqualTo(parameters);
    }

    private static String snippet(JenkinsRule jenkins, WorkflowJob job, JSONObject form) throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            WebRequest request = new WebRequest(
                    new URL(jenkins.getURL(), job.getUrl() + "pipeline-syntax/generateSnippet"), HttpMethod.POST);
            request.setRequestParameters(List.of(new NameValuePair("json", form.toString())));
            web.addCrumb(request);
            return web.getPage(request).getWebResponse().getContentAsString().trim();
        }
    }

    @Test
    void theGlobalConfigurationKeepsEveryField(JenkinsRule jenkins) throws Exception {
        FluxEndpoint endpoint = new FluxEndpoint("mine");
        endpoint.setBaseUrl("https://example.org/model");
        endpoint.setModel("flux_2_pro");
        endpoint.setCredentialsId("key");
        endpoint.setMaxConcurrent(3);
        endpoint.setQueueTimeoutSeconds(60);
        endpoint.setRunTimeoutSeconds(30);
        FluxGenerateConfiguration configuration = FluxGenerateConfiguration.get();
        configuration.setEndpoints(List.of(endpoint));
        configuration.setPollSchedule("backoff");

        jenkins.configRoundtrip();
        configuration.load();

        assertThat(configuration.getPollSchedule()).isEqualTo("backoff");

        assertThat(configuration.getEndpoints())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(endpoint);
    }

    @Test
    void configurationAsCodeWritesWhatItReads(JenkinsRule jenkins, @TempDir Path directory) throws Exception {
        String yaml = """
                unclassified:
                  fluxGenerate:
                    endpoints:
                    - baseUrl: "https://example.org/model"
                      credentialsId: "key"
                      maxConcurrent: 3
                      model: "flux_2_pro"
                      name: "mine"
                      queueTimeoutSeconds: 60
                      runTimeoutSeconds: 30
                    pollSchedule: "backoff"
                """;
        Path file = Files.writeString(directory.resolve("jenkins.yaml"), yaml);

        ConfigurationAsCode.get().configure(file.toString());
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);

        assertThat(exported.toString(StandardCharsets.UTF_8)).contains(yaml.substring(yaml.indexOf("  fluxGenerate")));
    }
}
