package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Item;
import io.jenkins.plugins.flux.record.ImageProgress;
import io.jenkins.plugins.flux.record.ImageRecords;
import io.jenkins.plugins.flux.simulator.Fault;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * The gallery of a build with very many images, as rendered by Jenkins: no answer is large, and no image is missing.
 */
class RealGalleryTest extends BuildContractTest {

    private static final int MAX_ANSWER = 300 * 1024;

    private static final String STEP = "fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')";
    private static final String BUILD = "job/pipeline/1/";
    private static final String GALLERY = BUILD + "flux/";

    private static final Pattern IMAGE = Pattern.compile("id=\"flux-image-([0-9]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"\\?from=([^\"]+)\"");

    private final List<Double> millis = new ArrayList<>();
    private int largest;
    private JenkinsRule jenkins;
    private JenkinsRule.WebClient web;

    @BeforeEach
    void logIn() throws Exception {
        jenkins = ((JenkinsRuleBuildHost) host).rule();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        web = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        web.login("reader");
    }

    @AfterEach
    void logOut() {
        web.close();
    }

    private WebResponse get(String path) throws Exception {
        long begun = System.nanoTime();
        WebResponse answer = web.loadWebResponse(new WebRequest(new URL(jenkins.getURL(), path)));
        largest = Math.max(largest, answer.getContentAsStream().readAllBytes().length);
        millis.add((System.nanoTime() - begun) / 1e6);
        return answer;
    }

    /** Returns an answer, which must be successful and not too large. */
    private String read(String path) throws Exception {
        WebResponse answer = get(path);
        assertThat(answer.getStatusCode()).as(path).isEqualTo(200);
        assertThat(largest).as(path).isLessThanOrEqualTo(MAX_ANSWER);
        return answer.getContentAsString();
    }

    private static List<Integer> images(String answer) {
        return IMAGE.matcher(answer)
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private static ImageRecords recordsOf(HostedBuild build) {
        return build.run().getAction(GeneratedImagesAction.class).records();
    }

    /** Reads all pages and returns the images in order. */
    private List<Integer> readAll(String following) throws Exception {
        String answer = read(GALLERY);
        List<Integer> seen = new ArrayList<>(images(answer));
        for (Matcher next = NEXT.matcher(answer); next.find(); next = NEXT.matcher(answer)) {
            answer = read(GALLERY + following + "?from=" + next.group(1));
            seen.addAll(images(answer));
        }
        return seen;
    }

    private void print(String what) {
        System.out.printf(
                "%s: %d answers, the largest %,d bytes; the first in %.0f ms, the others in %.0f ms on average%n",
                what,
                millis.size(),
                largest,
                millis.get(0),
                millis.stream()
                        .skip(1)
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"more", ""})
    void tenThousandImagesComeInSmallPagesWithAndWithoutScripts(String following) throws Exception {
        HostedBuild build = runPipeline(STEP);
        recordsOf(build).add(ManyImages.of(10_000));
        read(BUILD);
        millis.clear();
        largest = 0;

        List<Integer> seen = readAll(following);

        print("Gallery of 10,000 images, flux/" + following);
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 10_000).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"", "<", "&", "'", "ж", "图", "🍎"})
    void aPageIsSmallWhateverThePromptsAre(String letter) throws Exception {
        HostedBuild build = runPipeline(STEP);
        String prompt = letter.repeat(10_000);
        recordsOf(build)
                .add(IntStream.range(0, 150)
                        .mapToObj(number -> ManyImages.image("folder & 'ж'/".repeat(12) + number + ".jpg", prompt))
                        .toList());

        assertThat(readAll("more")).hasSize(151);
        print("Prompts of " + letter);
    }

    @Test
    void aPromptIsTextWhereverItStands() throws Exception {
        HostedBuild build = runPipeline(STEP);
        recordsOf(build).add(List.of(ManyImages.image("a&'b.jpg", "\"'><img src=x onerror=alert(1)><b id=flux>")));

        for (String path : List.of(BUILD, GALLERY, GALLERY + "more?from=0-0", GALLERY + "thumbnails")) {
            assertThat(read(path)).as(path).contains("onerror=alert(1)").doesNotContain("<img src=x", "<b id=flux");
        }
    }

    @Test
    void aPartIsHtmlThatNobodyKeeps() throws Exception {
        runPipeline(STEP);

        for (String path : List.of(GALLERY + "more?from=0-0", GALLERY + "thumbnails")) {
            WebResponse answer = get(path);
            assertThat(answer.getStatusCode()).as(path).isEqualTo(200);
            assertThat(answer.getContentType()).isEqualTo("text/html");
            assertThat(answer.getResponseHeaderValue("Cache-Control")).contains("no-store");
            assertThat(answer.getResponseHeaderValue("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.getContentAsString())
                    .contains("image/0?sha256=")
                    .doesNotContain("<html", "<script", "<style", " style=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1-0", "99-0", "0-0%22"})
    void anInvalidCursorIsNotFoundAndThePageBeginsAtTheFirstImage(String cursor) throws Exception {
        runPipeline(STEP);

        assertThat(get(GALLERY + "more?from=" + cursor).getStatusCode()).isEqualTo(404);
        assertThat(images(read(GALLERY + "?from=" + cursor))).containsExactly(0);
    }

    @Test
    void withoutPermissionForTheBuildNoPartOfItIsServed() throws Exception {
        runPipeline(STEP);
        try (JenkinsRule.WebClient anonymous = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            for (String path : List.of("more?from=0-0", "thumbnails", "progress")) {
                WebResponse answer =
                        anonymous.loadWebResponse(new WebRequest(new URL(jenkins.getURL(), GALLERY + path)));
                assertThat(answer.getStatusCode()).as(path).isIn(401, 403, 404);
                assertThat(answer.getContentAsString()).doesNotContain("sha256");
            }
        }
    }

    @Test
    void theProgressOfARunningStepWithTenThousandImagesIsSmall() throws Exception {
        host.configuration().getEndpoints().get(0).setMaxConcurrent(4);
        simulator.faults().add(Fault.run(Duration.ofMillis(200)));
        HostedBuild build = startPipeline("""
                def all = []
                for (int i = 0; i < 10000; i++) {
                    all << [prompt: "apple $i", output: "marketing/autumn/picture-${i}.jpg"]
                }
                fluxGenerate(width: 256, height: 256, images: all)""");
        build.awaitConsole("[marketing/autumn/picture-5.jpg] stored");
        assertThat(images(read(GALLERY))).isNotEmpty();
        read(BUILD);
        millis.clear();
        largest = 0;

        JsonNode progress = new ObjectMapper().readTree(read(GALLERY + "progress"));
        assertThat(progress.get("total").asInt()).isEqualTo(10_000);
        assertThat(progress.get("numbers")).hasSize(ImageProgress.MAX_LISTED);
        assertThat(largest).isLessThan(10_000);
        largest = 0;
        while (progress.get("ended").asInt() < 30) {
            String since = progress.get("cursor").asText();
            progress = new ObjectMapper().readTree(read(GALLERY + "progress?since=" + since));
        }
        print("Polls of a step with 10,000 images");
        assertThat(largest).isLessThan(3_000);

        build.abort();
        build.await();
    }
}
