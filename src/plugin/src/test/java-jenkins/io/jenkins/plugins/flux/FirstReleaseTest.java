package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * Given a controller that was killed while it ran the first release, this release loads all data and resumes. Its home
 * is {@code first-release} in the test resources: a freestyle project and a Pipeline, each with a build that has ended
 * and one that had just submitted its image. Never change it: later releases must read the same data.
 */
class FirstReleaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BANNER = "A banner in autumn colours";
    private static final String STUDY = "A first study";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private Simulator simulator;
    private String bannerRequest;
    private String studyRequest;

    @BeforeEach
    void installTheHome() throws Exception {
        simulator = Simulator.start();
        simulator.faults().whenPrompt(BANNER, Fault.queue(Duration.ofMinutes(5)));
        bannerRequest = submit(BANNER);
        studyRequest = submit(STUDY);
        copy(Path.of(FirstReleaseTest.class.getResource("first-release").toURI()));
        listJournal("banner");
        listJournal("study");
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private String submit(String prompt) throws Exception {
        String request = new ObjectMapper()
                .writeValueAsString(
                        Map.of("prompt", prompt, "width", 256, "height", 256, "seed", 7, "output_format", "jpeg"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/v1/queue/flux_pro_11"))
                                .header("Authorization", "Bearer " + simulator.apiKey())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(request))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body()).path("request_id").asText();
    }

    private Path home() {
        return sessions.getHome().toPath();
    }

    private void copy(Path release) throws IOException {
        try (Stream<Path> paths = Files.walk(release)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path copy = home().resolve(release.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                if (path.toString().endsWith(".xml") || path.toString().endsWith(".jsonl")) {
                    Files.writeString(copy, filled(Files.readString(path)));
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }

    /** Fills in what a fixture cannot know: address and jobs of the service, and when the controller was killed. */
    private String filled(String text) {
        return text.replace("@BASE_URL@", simulator.baseUrl().toString())
                .replace("@API_KEY@", simulator.apiKey())
                .replace("@JENKINS_HOME@", home().toString())
                .replace("@NOW@", Instant.now().toString())
                .replace("@BANNER_REQUEST@", bannerRequest)
                .replace("@STUDY_REQUEST@", studyRequest);
    }

    /** The list of active journals consists of hard links, which resources cannot be. */
    private void listJournal(String job) throws IOException {
        Path active = Files.createDirectories(home().resolve("flux-generate/active"));
        try (Stream<Path> journals = Files.list(home().resolve("jobs/" + job + "/builds/2/flux-generate"))) {
            for (Path journal : journals.toList()) {
                Files.createLink(active.resolve(journal.getFileName()), journal);
            }
        }
    }

    @Test
    void configurationJobsAndBuildsAreLoaded() throws Throwable {
        sessions.then(jenkins -> {
            FluxEndpoint endpoint =
                    FluxGenerateConfiguration.get().getEndpoints().get(0);
            assertThat(endpoint.getName()).isEqualTo("simulator");
            assertThat(endpoint.getBaseUrl()).isEqualTo(simulator.baseUrl().toString());
            assertThat(endpoint.getCredentialsId()).isEqualTo("simulator");
            assertThat(endpoint.getMaxConcurrent()).isEqualTo(8);

            FreeStyleProject banner = jenkins.jenkins.getItemByFullName("banner", FreeStyleProject.class);
            FluxGenerateImage image = banner.getBuildersList()
                    .get(FluxGenerateBuilder.class)
                    .getParameters()
                    .getImages()
                    .get(0);
            assertThat(List.of(image.getPrompt(), image.getOutput())).containsExactly(BANNER, "banner.jpg");
            assertThat(image.getWidth()).isEqualTo(256);

            assertImage(banner.getBuildByNumber(1).getAction(GeneratedImagesAction.class), "banner.jpg", BANNER);
            WorkflowJob study = jenkins.jenkins.getItemByFullName("study", WorkflowJob.class);
            assertImage(study.getBuildByNumber(1).getAction(GeneratedImagesAction.class), "study.jpg", STUDY);
            assertThat(new JenkinsRuleBuildHost(jenkins)
                            .web()
                            .goTo("job/banner/1/flux/image/0", "image/jpeg")
                            .getWebResponse()
                            .getContentAsStream()
                            .readAllBytes())
                    .hasSize(11_175);
        });
    }

    private static void assertImage(GeneratedImagesAction action, String path, String prompt) {
        ImageRecord image = action.getImages().get(0);
        assertThat(List.of(image.getPath(), image.getPrompt())).containsExactly(path, prompt);
        assertThat(image.getRequestId()).startsWith("mmsu_");
        assertThat(image.getSeed()).matches("\\d+");
    }

    @Test
    void thePipelineResumesAndTheJobOfTheFreestyleBuildIsCanceled() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("study", WorkflowJob.class)
                    .getBuildByNumber(2);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(JenkinsRule.getLog(build)).contains("returned " + studyRequest);
            assertThat(build.getArtifactManager().root().child("study.jpg").isFile())
                    .isTrue();

            simulator.record().awaitState(bannerRequest, JobState.CANCELED, PATIENCE);
            assertThat(simulator.record().submittedCount()).isEqualTo(2);
        });
    }
}
