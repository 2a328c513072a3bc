package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.security.ResourceDomainConfiguration;
import jenkins.util.VirtualFile;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlImage;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** The administrator chooses where artifacts are kept and served; the gallery shows them in any case. */
class RealStorageTest extends BuildContractTest {

    private static final String STEP =
            "fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'marketing/a.png', outputFormat: 'png')";

    private JenkinsRule jenkins;

    @BeforeEach
    void findJenkins() {
        jenkins = ((JenkinsRuleBuildHost) host).rule();
    }

    /** The image as loaded by a browser that shows the build page. */
    private WebResponse imageOfThePage() throws Exception {
        try (JenkinsRule.WebClient web = ((JenkinsRuleBuildHost) host).web()) {
            HtmlPage page = web.goTo("job/pipeline/1/flux/");
            HtmlImage image = page.getFirstByXPath("//img[contains(@src, 'image/0')]");
            URL address = page.getFullyQualifiedUrl(image.getSrcAttribute());
            assertThat(address.getAuthority()).isEqualTo(jenkins.getURL().getAuthority());
            return web.getPage(address).getWebResponse();
        }
    }

    private void assertIsTheImage(WebResponse response, HostedBuild build) throws Exception {
        assertThat(response.getContentType()).isEqualTo("image/png");
        assertThat(response.getContentAsStream().readAllBytes()).isEqualTo(build.artifact("marketing/a.png"));
        // Neither the resource domain nor the artifact manager's addresses: the policy of this page allows only its own
        // origin.
        assertThat(response.getWebRequest().getUrl().getAuthority())
                .isEqualTo(jenkins.getURL().getAuthority());
    }

    @Test
    void anotherArtifactManagerKeepsImagesAndManifest() throws Exception {
        ElsewhereFactory factory =
                new ElsewhereFactory(directory.resolve("elsewhere").toString());
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(factory);

        HostedBuild build = runPipeline(STEP);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.artifacts()).containsExactly("flux-generate.json", "marketing/a.png");
        assertThat(directory.resolve("elsewhere/pipeline/1/marketing/a.png")).exists();
        assertThat(new File(build.run().getRootDir(), "archive")).doesNotExist();
        assertIsTheImage(imageOfThePage(), build);
    }

    @Test
    void aResourceRootUrlLeavesTheGalleryVisible() throws Exception {
        String other = jenkins.getURL().toString().replace("localhost", "127.0.0.1");
        ExtensionList.lookupSingleton(ResourceDomainConfiguration.class).setUrl(other);

        HostedBuild build = runPipeline(STEP);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertIsTheImage(imageOfThePage(), build);
    }

    /** Keeps artifacts in another directory, with their own addresses, like cloud storage. */
    public static final class ElsewhereFactory extends ArtifactManagerFactory {

        private final String root;

        @DataBoundConstructor
        public ElsewhereFactory(String root) {
            this.root = root;
        }

        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            return new Elsewhere(new File(root, build.getParent().getFullName() + "/" + build.getNumber()));
        }

        @TestExtension
        public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {}
    }

    static final class Elsewhere extends ArtifactManager {

        private final File directory;

        Elsewhere(File directory) {
            this.directory = directory;
        }

        @Override
        public void onLoad(Run<?, ?> build) {
            // The directory is all that is needed.
        }

        @Override
        public void archive(
                FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                throws IOException, InterruptedException {
            for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
                FilePath kept = new FilePath(directory).child(artifact.getKey());
                kept.copyFrom(workspace.child(artifact.getValue()));
            }
        }

        @Override
        public boolean delete() throws IOException, InterruptedException {
            new FilePath(directory).deleteRecursive();
            return true;
        }

        @Override
        public VirtualFile root() {
            return new ElsewhereFile(VirtualFile.forFile(directory));
        }
    }
}
