package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.record.GalleryPage;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What a person does with the plugin in a browser, with a Jenkins that enforces its content security policy. */
class BrowserTest extends BuildContractTest {

    private static final String PROMPT = "A red apple on a white table, soft studio lighting";
    private static final By GALLERY_IMAGE = By.cssSelector("img.flux-gallery__picture");

    @TempDir
    Path profile;

    private Browser browser;
    private String root;

    @BeforeEach
    void logIn() throws Exception {
        JenkinsRule jenkins = ((JenkinsRuleBuildHost) host).rule();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        root = jenkins.getURL().toString();
        browser = Browser.start(profile);
        open("login");
        browser.write(By.name("j_username"), "admin");
        browser.write(By.name("j_password"), "admin");
        browser.press(By.name("Submit"));
        browser.seeAddress(root);
    }

    /** No script failed, and the policy blocked no script, style or image, on any page of a test. */
    @AfterEach
    void theBrowserLogsNoErrors() {
        try (Browser ended = browser) {
            assertThat(ended.complaints()).isEmpty();
        }
    }

    private void open(String path) {
        browser.open(root + path);
    }

    private static By field(String name) {
        return By.name("_." + name);
    }

    private static By button(String text) {
        return By.xpath("//button[normalize-space()='" + text + "']");
    }

    private void choose(String field, String value) {
        browser.see(By.cssSelector("select[name='_." + field + "'] option[value='" + value + "']"), false);
        new Select(browser.see(field(field))).selectByValue(value);
    }

    @Test
    void aPersonAddsACredentialConfiguresAFreestyleJobAndSeesItsImage() throws Exception {
        addCredential("marketing");
        createJob("hero", "hudson_model_FreeStyleProject");
        configureImage("marketing");
        simulator.faults().add(Fault.queue(Duration.ofSeconds(4)));
        // Twice the waiting time: however far apart the polls have become, one of them finds it running.
        simulator.faults().add(Fault.run(Duration.ofSeconds(8)));

        open("job/hero/");
        browser.press(By.linkText("Build Now"));
        record.awaitJobs(1, PATIENCE);
        open("job/hero/1/");

        browser.seeText("queued");
        browser.seeText("running");
        browser.screenshot("build-page", By.className("flux-progress"));
        browser.await("the image is shown when it is there", () -> browser.isLoaded("img.flux-thumbnails__picture"));
        seeGallery();
    }

    private void addCredential(String id) throws IOException {
        open("manage/credentials/store/system/domain/_/");
        browser.press(By.cssSelector("button[data-type='credentials-add-store-item']"));
        browser.press(By.xpath(
                "//dialog//label[normalize-space(.)='Secret text' or .//*[normalize-space(.)='Secret text']]"));
        browser.press(By.id("cr-dialog-next"));
        browser.write(By.cssSelector("dialog input[name='_.secret']"), simulator.apiKey());
        browser.write(By.cssSelector("dialog input[name='_.id']"), id);
        browser.press(By.id("cr-dialog-submit"));
        browser.see(By.linkText(id));
        browser.screenshot("credentials");
    }

    private void createJob(String name, String kind) {
        open("view/all/newJob");
        browser.write(By.id("name"), name);
        browser.press(By.cssSelector("." + kind + " label"));
        browser.press(By.id("ok-button"));
        browser.seeAddress(root + "job/" + name + "/configure");
    }

    private void configureImage(String credentialsId) throws IOException {
        browser.press(By.cssSelector("button.hetero-list-add[suffix='builder']"));
        browser.press(By.xpath(
                "//button[contains(@class, 'jenkins-dropdown__item') and contains(., 'Generate images with FLUX')]"));
        browser.write(field("prompt"), PROMPT);
        browser.write(field("width"), "1000");
        browser.write(field("height"), "768");
        browser.seeText("width: 1000 is not allowed");
        browser.press(button("16:9"));
        browser.seeNoText("width: 1000 is not allowed");
        assertThat(browser.see(field("height")).getDomProperty("value")).isEqualTo("576");
        browser.write(field("output"), "marketing/hero.jpg");
        choose("credentialsId", credentialsId);
        browser.await("the credentials are checked", () -> browser.isSettled(field("credentialsId")));
        browser.screenshot("form", By.cssSelector("div.repeated-chunk[name='builder']"));
        browser.press(By.name("Submit"));
        browser.seeAddress(root + "job/hero/");
    }

    private void seeGallery() throws IOException {
        open("job/hero/1/flux/");
        browser.await("the image is shown", () -> browser.isLoaded("img.flux-gallery__picture"));
        assertThat(browser.see(GALLERY_IMAGE).getDomAttribute("alt")).isEqualTo(PROMPT);
        String page = browser.see(By.id("flux-images")).getText();
        assertThat(page)
                .contains(PROMPT, "1024", "576", record.jobs().get(0).requestId())
                .contains("marketing/hero.jpg");
        browser.screenshot("gallery", By.id("flux-images"));

        browser.resize(400, 800);
        assertThat(browser.isWiderThanItsWindow()).isFalse();
        browser.screenshot("gallery-narrow");
        browser.resize(1280, 900);

        reachWithTheKeyboard(By.cssSelector("a.flux-gallery__link"));
        browser.focused().sendKeys(Keys.ENTER);
        browser.seeAddress(root + "job/hero/1/flux/image/0");
    }

    private void reachWithTheKeyboard(By what) {
        WebElement wanted = browser.see(what);
        for (int presses = 0; presses < 200 && !browser.focused().equals(wanted); presses++) {
            browser.focused().sendKeys(Keys.TAB);
        }
        assertThat(browser.focused()).isEqualTo(wanted);
    }

    @Test
    void aLongGalleryContinuesWhenItIsScrolled() throws Exception {
        HostedBuild build =
                runPipeline("fluxGenerate(prompt: '" + PROMPT + "', width: 256, height: 256, output: 'a.jpg')");
        Path artifacts = build.run().getArtifactsDir().toPath();
        List<ImageRecord> many = ManyImages.of(150);
        for (ImageRecord image : many) {
            Path file = artifacts.resolve(image.path());
            Files.createDirectories(file.getParent());
            Files.copy(artifacts.resolve("a.jpg"), file);
        }
        build.run().getAction(GeneratedImagesAction.class).records().add(many);

        open("job/pipeline/1/flux/");
        browser.see(By.id("flux-image-59"), false);
        assertThat(browser.count("li.flux-gallery__item")).isEqualTo(GalleryPage.MAX_IMAGES);
        browser.screenshot("gallery-long");
        browser.mark();
        for (int wanted : new int[] {120, 151}) {
            browser.scrollToTheEnd();
            browser.await(wanted + " images", () -> browser.count("li.flux-gallery__item") == wanted);
        }
        browser.seeText("apple number 149");
        browser.scrollToTheEnd();
        browser.await("the last image is shown", () -> browser.isLoaded("#flux-image-150 img"));
        assertThat(browser.isMarked()).isTrue();
        assertThat(browser.count(".flux-more a")).isZero();
        browser.screenshot("gallery-long-end");
    }

    @Test
    void aGalleryThatIsOpenGetsTheImagesOfARunningBuild() throws Exception {
        simulator.faults().whenPrompt("pear", Fault.queue(Duration.ofSeconds(15)));
        HostedBuild build = startPipeline("fluxGenerate(width: 256, height: 256, images: ["
                + "[prompt: 'An apple', output: 'apple.jpg'], [prompt: 'A pear', output: 'pear.jpg']])");
        build.awaitConsole("[apple.jpg] stored");

        open("job/pipeline/1/flux/");
        browser.await("the apple", () -> browser.isLoaded("#flux-image-0 img"));
        browser.seeText("1 of 2 images stored");
        browser.mark();
        browser.await("the pear", () -> browser.isLoaded("#flux-image-1 img"));
        assertThat(browser.isMarked()).isTrue();
        assertThat(browser.count("li.flux-gallery__item")).isEqualTo(2);
        assertThat(build.await()).isEqualTo("SUCCESS");
    }

    @Test
    void anAbortedBuildSaysWhatBecameOfItsJobs() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofMinutes(5)));
        HostedBuild build = startPipeline(
                "fluxGenerate(width: 512, height: 512, images: ["
                        + "[prompt: 'An apple', output: 'marketing/apple.jpg'], [prompt: 'A pear', output: 'marketing/pear.jpg']])");
        record.awaitJobs(2, PATIENCE);
        open("job/pipeline/1/");
        browser.seeText("queued");

        browser.press(By.cssSelector("a.stop-button-link"));
        browser.press(By.cssSelector("dialog button[data-id='ok']"));

        assertThat(build.await()).isEqualTo("ABORTED");
        assertThat(record.canceledCount()).isEqualTo(2);
        open("job/pipeline/1/console");
        browser.seeText("[marketing/pear.jpg] canceled: the cancel was accepted");
        browser.screenshot("console", By.cssSelector("pre.console-output"));
    }

    @Test
    void anAdministratorTestsTheConnection() throws Exception {
        open("manage/configure");
        browser.press(button("Test connection"));
        browser.seeText("Connected to");
        browser.seeText("the API key is accepted; nothing was billed");
        browser.screenshot("endpoint");

        browser.write(field("baseUrl"), "ftp://example.org");
        browser.focused().sendKeys(Keys.TAB);
        browser.seeText("is not allowed; it must be an http or https address");
    }

    @Test
    void theSnippetGeneratorWritesOnlyWhatIsNotTheDefault() throws Exception {
        createJob("snippet", "org_jenkinsci_plugins_workflow_job_WorkflowJob");
        open("job/snippet/pipeline-syntax/");
        new Select(browser.see(By.cssSelector("select.dropdownList")))
                .selectByVisibleText("fluxGenerate: Generate images with FLUX");
        browser.write(field("prompt"), PROMPT);
        browser.press(button("1:1"));
        browser.press(By.id("generatePipelineScript"));

        browser.await(
                "a snippet", () -> !browser.valueOf(By.id("prototypeText")).isEmpty());
        assertThat(browser.valueOf(By.id("prototypeText")))
                .isEqualTo("fluxGenerate height: 1024, prompt: '" + PROMPT + "'");
    }
}
