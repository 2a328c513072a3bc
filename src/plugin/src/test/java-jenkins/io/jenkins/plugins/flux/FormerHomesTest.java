package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * Given a controller that was killed while it ran an earlier state of the plugin, this one reads all that is there, and
 * resumes. Each {@linkplain FormerHome home} has a freestyle project, {@code banner}, and a Pipeline, {@code study},
 * each with a build that has ended and one whose image had been submitted.
 *
 * <p>{@code before-rooms} is of the last state in which all classes of the plugin lay in one package. It has more: a
 * second endpoint; {@code posters}, a project that sets every parameter; {@code sketch}, a Pipeline whose step had no
 * journal yet; the journal of {@code draft}, a project whose directory is gone; learned times; and in {@code study}, an
 * execution that failed after it had stored one image.
 */
class FormerHomesTest {

    private static final String FIRST_RELEASE = "first-release";
    private static final String BEFORE_ROOMS = "before-rooms";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BANNER = "A banner in autumn colours";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private Simulator simulator;
    private String banner;
    private String study;
    private String draft;

    @BeforeEach
    void startSimulator() throws Exception {
        simulator = Simulator.start();
        simulator.faults().whenPrompt(BANNER, Fault.queue(Duration.ofMinutes(5)));
        simulator.faults().whenPrompt("A draft", Fault.queue(Duration.ofMinutes(5)));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private FormerHome bring(String name) throws Exception {
        FormerHome former = new FormerHome(name, simulator);
        banner = former.submit("BANNER", BANNER);
        study = former.submit("STUDY", "A study under way");
        if (name.equals(BEFORE_ROOMS)) {
            draft = former.submit("DRAFT", "A draft");
        }
        former.copyTo(sessions.getHome().toPath());
        return former;
    }

    private static WorkflowRun build(JenkinsRule jenkins, String pipeline, int number) {
        return jenkins.jenkins.getItemByFullName(pipeline, WorkflowJob.class).getBuildByNumber(number);
    }

    private static FluxGenerateStep parameters(JenkinsRule jenkins, String project) {
        return jenkins.jenkins
                .getItemByFullName(project, FreeStyleProject.class)
                .getBuildersList()
                .get(FluxGenerateBuilder.class)
                .getParameters();
    }

    private static List<ImageRecord> images(Run<?, ?> build) {
        return build.getAction(GeneratedImagesAction.class).getImages();
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST_RELEASE, BEFORE_ROOMS})
    void configurationProjectsAndBuildsAreLoaded(String name) throws Throwable {
        FormerHome former = bring(name);
        sessions.then(jenkins -> {
            FluxEndpoint endpoint =
                    FluxGenerateConfiguration.get().getEndpoints().get(0);
            assertThat(endpoint.getName()).isEqualTo("simulator");
            assertThat(endpoint.getBaseUrl()).isEqualTo(simulator.baseUrl().toString());
            assertThat(endpoint.getCredentialsId()).isEqualTo("simulator");
            assertThat(endpoint.getMaxConcurrent()).isEqualTo(8);

            FluxGenerateImage image = parameters(jenkins, "banner").getImages().get(0);
            assertThat(List.of(image.getPrompt(), image.getOutput(), image.getWidth(), image.getHeight()))
                    .containsExactly(BANNER, "banner.jpg", 256, 256);

            Run<?, ?> build = jenkins.jenkins
                    .getItemByFullName("banner", FreeStyleProject.class)
                    .getBuildByNumber(1);
            assertThat(images(build)).singleElement().satisfies(made -> assertImage(made, "banner.jpg", BANNER));
            assertThat(new JenkinsRuleBuildHost(jenkins)
                            .web()
                            .goTo("job/banner/1/flux/image/0", "image/jpeg")
                            .getWebResponse()
                            .getContentAsStream()
                            .readAllBytes())
                    .isEqualTo(former.file("jobs/banner/builds/1/archive/banner.jpg"));
            assertThat(images(build(jenkins, "study", 1)).get(0).prompt()).isEqualTo("A first study");
        });
    }

    private static void assertImage(ImageRecord image, String path, String prompt) {
        assertThat(List.of(image.path(), image.prompt())).containsExactly(path, prompt);
        assertThat(image.requestId()).startsWith("mmsu_");
        assertThat(image.seed()).isPositive();
        assertThat(image.sha256()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST_RELEASE, BEFORE_ROOMS})
    void thePipelineResumesAndTheJobOfTheFreestyleBuildIsCanceled(String name) throws Throwable {
        bring(name);
        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins, "study", 2);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(JenkinsRule.getLog(build)).containsPattern("returned .*" + study);
            assertThat(build.getArtifactManager().root().child("study.jpg").isFile())
                    .isTrue();

            simulator.record().awaitState(banner, JobState.CANCELED, PATIENCE);
            assertThat(simulator.record().jobs())
                    .as("submitted once")
                    .extracting(job -> job.parameters().prompt())
                    .containsOnlyOnce(BANNER, "A study under way");
        });
    }

    @Test
    void everyParameterIsLoaded() throws Throwable {
        bring(BEFORE_ROOMS);
        sessions.then(jenkins -> {
            FluxEndpoint simulated =
                    FluxGenerateConfiguration.get().getEndpoints().get(0);
            assertThat(List.of(simulated.getQueueTimeoutSeconds(), simulated.getRunTimeoutSeconds()))
                    .containsExactly(1200, 400);
            FluxEndpoint other = FluxGenerateConfiguration.get().getEndpoints().get(1);
            assertThat(List.of(other.getName(), other.getBaseUrl(), other.getModel(), other.getMaxConcurrent()))
                    .containsExactly("other", "https://images.example/model", "flux_dev", 3);

            FluxGenerateStep all = parameters(jenkins, "posters");
            assertThat(List.of(all.getPrompt(), all.getEndpoint(), all.getCredentialsId(), all.getOutput()))
                    .containsExactly("A poster", "other", "a-key-of-its-own", "posters/all.png");
            assertThat(List.of(all.getWidth(), all.getSeed(), all.getTimeoutSeconds()))
                    .containsExactly(512, 42, 900);
            assertThat(List.of(all.getOutputFormat(), all.getImagePrompt(), all.getSafetyTolerance()))
                    .containsExactly("png", "sketches/all.png", 6);
            assertThat(List.of(all.isPromptUpsampling(), all.isArchive(), all.isFailFast(), all.isKeepOnAbort()))
                    .containsExactly(true, false, false, true);
            assertThat(List.of(all.getOnFailure(), all.getOnLostSubmit())).containsExactly("unstable", "resubmit");

            FluxGenerateImage one = all.getImages().get(0);
            assertThat(List.of(one.getPrompt(), one.getOutput(), one.getImagePrompt(), one.getOutputFormat()))
                    .containsExactly("One of ${COUNT} posters", "posters/one.png", "sketches/one.png", "png");
            assertThat(List.of(one.getSeed(), one.getWidth(), one.getHeight(), one.getSafetyTolerance()))
                    .containsExactly(-3, 1440, "${HEIGHT}", 5);
            assertThat(one.getPromptUpsampling()).isEqualTo(false);

            ImageRecord first = images(build(jenkins, "study", 1)).get(0);
            assertThat(List.of(first.path(), first.format(), first.width(), first.seed()))
                    .containsExactly("first.png", "png", 288, BigInteger.valueOf(11));
        });
    }

    @Test
    void whatWasBegunIsEndedAndNothingIsPaidForTwice() throws Throwable {
        FormerHome former = bring(BEFORE_ROOMS);
        sessions.then(jenkins -> {
            // Its program has the parameters.
            WorkflowRun sketch = build(jenkins, "sketch", 1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(sketch));
            assertThat(images(sketch)).singleElement().satisfies(made -> assertImage(made, "sketch.jpg", "A sketch"));

            WorkflowRun build = build(jenkins, "study", 2);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(images(build))
                    .extracting(ImageRecord::path)
                    .containsExactly("first.png", "kept.jpg", "study.jpg", "refused.jpg");

            // Its journal outlives its build.
            simulator.record().awaitState(draft, JobState.CANCELED, PATIENCE);
            assertThat(simulator.record().jobs())
                    .extracting(job -> job.parameters().prompt())
                    .containsExactlyInAnyOrder(BANNER, "A study under way", "A draft", "A sketch", "A refused study");
        });
        String learned = "flux-generate/learned-times.txt";
        String wide = former.text(learned)
                .lines()
                .filter(line -> line.contains("#288x256 "))
                .findFirst()
                .orElseThrow();
        Path now = sessions.getHome().toPath().resolve(learned);
        assertThat(now).content().isNotEqualTo(former.text(learned)).contains(wide);
        assertThat(Files.readString(now)).contains("#256x256 ");
    }
}
