package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedWeb;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.record.GalleryImage;
import io.jenkins.plugins.flux.record.GalleryPage;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin itself serves the images on the build page. */
class GalleryTest extends BuildContractTest {

    private EmbeddedWeb web() {
        return ((EmbeddedBuildHost) host).jenkins().web().get();
    }

    private GeneratedImagesAction actionOf(HostedBuild build) {
        return build.run().getAction(GeneratedImagesAction.class);
    }

    @Test
    void anImageIsServedWithTheTypeOfItsBytes() throws Exception {
        HostedBuild build =
                runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256, outputFormat: 'png')");

        var reply = web().path("/0").call(actionOf(build), "doImage");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("image/png");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(ImageHeader.read(new ByteArrayInputStream(reply.body())))
                .isEqualTo(new ImageHeader(ImageFormat.PNG, 256, 256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/1", "/-1", "/x", "/0/", "/../build.xml", "/99999999999"})
    void anInvalidIndexIsNotFound(String path) throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256)");

        assertThat(web().path(path).call(actionOf(build), "doImage").status()).isEqualTo(404);
    }

    @Test
    void aGalleryThatIsScrolledToItsEndGetsTheNextPage() throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256)");
        GeneratedImagesAction action = actionOf(build);
        action.records().show(ManyImages.of(100));
        GalleryPage first = action.page(null);

        var reply = web().with("from", first.getCursor()).call(action, "doMore");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.text()).isEqualTo("more.jelly");
        assertThat(action.page(first.getCursor()).getImages())
                .extracting(GalleryImage::getIndex)
                .startsWith(GalleryPage.MAX_IMAGES)
                .endsWith(100);
        assertThat(web().call(action, "doThumbnails").text()).isEqualTo("thumbnails.jelly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "-1", "1-0", "2-0", "x", "0-0&from=1", "../0-0", "99999999999-0"})
    void anInvalidCursorIsNotFoundAndThePageBeginsAtTheFirstImage(String cursor) throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256)");
        GeneratedImagesAction action = actionOf(build);

        assertThat(web().with("from", cursor).call(action, "doMore").status()).isEqualTo(404);
        assertThat(action.page(cursor).getImages()).hasSize(1);
    }

    @Test
    void anImageThatIsNotArchivedIsNotFound() throws Exception {
        HostedBuild build =
                runPipeline("node { fluxGenerate(prompt: 'An apple', width: 256, height: 256, archive: false) }");

        assertThat(actionOf(build).getImages()).hasSize(1);
        assertThat(web().path("/0").call(actionOf(build), "doImage").status()).isEqualTo(404);
    }

    @Test
    void aBuildWithoutImagesHasNoLinkInItsSidebar() throws Exception {
        HostedBuild build =
                runPipeline("try { fluxGenerate(prompt: 'x', credentialsId: 'no') } catch (e) { echo 'no' }");

        assertThat(actionOf(build).getIconFileName()).isNull();
    }

    @Test
    void theImagesAreThereAgainWhenTheBuildIsLoaded() throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256, seed: 5)");

        assertThat(build.recordedImages())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(actionOf(build).getImages());
    }
}
