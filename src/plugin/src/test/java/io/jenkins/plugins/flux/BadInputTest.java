package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake fails the build with one line that names field, value and rule, and nothing is submitted. */
class BadInputTest extends BuildContractTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "prompt: 'x', width: 1000 | width: 1000 is not allowed; it must be a multiple of 32 from 256 to 1440",
                "prompt: 'x', width: 224 | width: 224 is not allowed",
                "prompt: 'x', height: 1472 | height: 1472 is not allowed",
                "prompt: 'x', height: 'tall' | height: tall is not allowed",
                "prompt: '  ' | prompt: is missing; it must be text that is not blank",
                "width: 512 | prompt: is missing",
                "prompt: 'x', seed: 'abc' | seed: abc is not allowed; it must be a whole number",
                "prompt: 'x', seed: 1.5 | seed: 1.5 is not allowed",
                "prompt: 'x', seed: '9' * 1001 | seed: 9999",
                "prompt: 'x', seed: <1,001 digits> | seed: 1000",
                "prompt: 'x' * 2000001 | prompt: text of 2000001 characters is not allowed; it must be text of at most",
                "images: [[prompt: 'x' * 2000001]] | images[0].prompt: text of 2000001 characters is not allowed",
                "prompt: 'x', outputFormat: 'gif' | outputFormat: gif is not allowed; it must be jpeg or png",
                "prompt: 'x', safetyTolerance: 7 | safetyTolerance: 7 is not allowed; it must be a whole number from 0",
                "prompt: 'x', safetyTolerance: -1 | safetyTolerance: -1 is not allowed",
                "prompt: 'x', output: '../a.jpg' | output: ../a.jpg is not allowed; it must be inside the workspace",
                "prompt: 'x', output: '/a.jpg' | output: /a.jpg is not allowed; it must be relative",
                "prompt: 'x', output: 'a.png' | output: a.png is not allowed; it must be a path that ends in .jpg",
                "prompt: 'x', output: 'flux-generate.json' | output: flux-generate.json is not allowed",
                "prompt: 'x', archive: false | archive: false is not allowed; it must be true outside node",
                "prompt: 'x', timeoutSeconds: 0 | timeoutSeconds: 0 is not allowed",
                "prompt: 'x', onFailure: 'explode' | onFailure: explode is not allowed; it must be 'fail' or 'unstable'",
                "prompt: 'x', onLostSubmit: 'again' | onLostSubmit: again is not allowed; it must be 'fail' or 'resubmit'",
                "prompt: 'x', imagePrompt: 'a.png' | imagePrompt: a.png is not allowed; it must be a file in the workspace",
                "prompt: 'x', endpoint: 'other' | endpoint: other is not allowed; it must be the name of an endpoint",
                "prompt: 'x', widht: 512 | widht: there is no such parameter; the parameters are archive, credentialsId",
                "images: 'x' | images: 'x' is not allowed; it must be a list of maps",
                "images: [] | images: an empty list is not allowed",
                "images: [[promt: 'x']] | images[0].promt: there is no such parameter",
                "images: [[$class: 'Banana', prompt: 'x']] | images[0].$class: Banana is not allowed; it must be left out",
                "images: [[prompt: 'x'], [$class: 'java.io.File']] | images[1].$class: java.io.File is not allowed",
                "images: [[$class: 42, prompt: 'x']] | images[0].$class: 42 is not allowed; it must be left out",
                "prompt: 'x', width: [$class: 'Banana'] | width: ",
                "images: [[prompt: 'x'], [prompt: 'y', height: 300]] | images[1].height: 300 is not allowed",
                "images: [[prompt: 'x', promptUpsampling: 'maybe']] | images[0].promptUpsampling: maybe is not allowed",
                "images: [[output: 'a.jpg']] | images[0].prompt: is missing",
                "prompt: 'x', images: [[output: 'a.jpg'], [output: 'A.jpg']] | images[1].output: A.jpg is not allowed; it must be different",
                "output: 'a.jpg', images: [[prompt: 'x']] | output: a.jpg is not allowed; it must be given for each entry",
                "prompt: 42 | prompt: 42 is not allowed; it must be text",
                "prompt: 'x', promptUpsampling: 'yes' | promptUpsampling: yes is not allowed; it must be true or false",
                "images: [[prompt: 'x', output: 'a.jpg'], [prompt: 'y', output: 'a.jpg/b.jpg']] | images[1].output: a.jpg/b.jpg is not allowed; it must be a path whose folders",
                "prompt: 'x', output: 'flux-generate.json/a.jpg' | output: flux-generate.json/a.jpg is not allowed",
                "prompt: 'x', credentialsId: 'nope' | credentialsId: no Secret text credential with ID 'nope' was found",
                "prompt: 'x', credentialsId: 'user' | credentialsId: the credential 'user' is of kind",
                "prompt: 'x', credentialsId: 'broken' | credentialsId: ",
            })
    void isReportedInOneLine(String arguments, String line) throws Exception {
        host.addUsernamePassword("user");
        host.addSecretText("broken", "two\nlines");

        String tooLong = "1" + "0".repeat(1_000) + "G";
        HostedBuild build = runPipeline("fluxGenerate(" + arguments.replace("<1,001 digits>", tooLong) + ")");

        assertFailedWith(build, "ERROR: " + line);
        assertThat(build.console()).doesNotContain("two\nlines");
        assertNothingWasSubmitted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imagePrompt: 'missing.png' | imagePrompt: missing.png is not allowed; it must be a file that exists",
                "imagePrompt: '../../secret.png' | imagePrompt: ../../secret.png is not allowed; it must be",
                "imagePrompt: '/etc/hosts' | imagePrompt: /etc/hosts is not allowed; it must be a path inside",
                "imagePrompt: 'text.png' | imagePrompt: text.png is not allowed; it must be a PNG, JPEG or WebP image",
            })
    void anImagePromptIsCheckedBeforeItIsSent(String argument, String line) throws Exception {
        HostedBuild build =
                runPipeline("node { writeFile(file: 'text.png', text: 'not an image'); fluxGenerate(prompt: 'x', "
                        + argument + ") }");

        assertFailedWith(build, "ERROR: " + line);
        assertNothingWasSubmitted();
    }

    @Test
    void withoutAnyCredentialTheStepSaysWhatToSet() throws Exception {
        FluxEndpoint bare = endpoint("simulator");
        bare.setCredentialsId(null);
        host.configuration().setEndpoints(List.of(bare));

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'x')");

        assertFailedWith(build, "ERROR: credentialsId: ");
        assertNothingWasSubmitted();
    }

    @Test
    void anExpiredKeyIsReportedWithWhatToCheck() throws Exception {
        host.addSecretText("expired", "an-expired-key");

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'x', output: 'a.jpg', credentialsId: 'expired')");

        assertFailedWith(build, "ERROR: a.jpg: failed: the API key");
        assertThat(build.console()).contains("check the credential").doesNotContain("an-expired-key");
        assertThat(record.submittedCount()).isZero();
    }

    @Test
    void anEndpointThatCannotBeReachedIsNamed() throws Exception {
        FluxEndpoint nobody = endpoint("nobody");
        nobody.setBaseUrl("http://127.0.0.1:" + unusedPort() + "/model");
        host.configuration().setEndpoints(List.of(nobody));

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'x', output: 'a.jpg')");

        assertFailedWith(build, "ERROR: a.jpg: failed: no connection to 127.0.0.1:");
    }

    @Test
    void aLinkThatLeadsOutOfTheWorkspaceIsNotFollowed() throws Exception {
        HostedBuild first = runPipeline("node { writeFile(file: 'here.txt', text: '') }");
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(first.workspace().resolve("link"), outside);

        HostedBuild build = runPipeline("node { fluxGenerate(prompt: 'x', output: 'link/a.jpg') }");

        assertFailedWith(
                build, "ERROR: output: link/a.jpg is not allowed; it must be a path that does not leave the workspace");
        assertThat(outside).isEmptyDirectory();
        assertNothingWasSubmitted();
    }

    @Test
    void aLinkToAFileOutsideIsNeitherWrittenNorRead() throws Exception {
        HostedBuild first = runPipeline("node { writeFile(file: 'here.txt', text: '') }");
        Path outside = Files.createDirectory(directory.resolve("outside"));
        byte[] secret = {1, 2, 3};
        Files.write(outside.resolve("secret.png"), secret);
        Files.createSymbolicLink(first.workspace().resolve("file.png"), outside.resolve("secret.png"));
        Files.createSymbolicLink(first.workspace().resolve("dangling.png"), outside.resolve("new.png"));

        for (String output : List.of("file.png", "dangling.png")) {
            HostedBuild build =
                    runPipeline("node { fluxGenerate(prompt: 'x', outputFormat: 'png', output: '" + output + "') }");
            assertFailedWith(
                    build,
                    "ERROR: output: " + output
                            + " is not allowed; it must be a path that does not leave the workspace");
        }
        HostedBuild reads = runPipeline("node { fluxGenerate(prompt: 'x', imagePrompt: 'file.png') }");
        assertFailedWith(reads, "ERROR: imagePrompt: file.png is not allowed; it must be a path inside the workspace");

        assertThat(outside.resolve("secret.png")).hasBinaryContent(secret);
        assertThat(outside.resolve("new.png")).doesNotExist();
        assertNothingWasSubmitted();
    }

    /** Opening one blocks until something writes to it. */
    @Test
    void aPipeIsNotOpenedAndKeepsNoBuildFromMakingImages() throws Exception {
        HostedBuild first = runPipeline("node { writeFile(file: 'here.txt', text: '') }");
        Path pipe = first.workspace().resolve("pipe.png");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Files.createSymbolicLink(first.workspace().resolve("link.png"), pipe);

        // More often than there are threads.
        for (int i = 0; i < 6; i++) {
            String path = i % 2 == 0 ? "pipe.png" : "link.png";
            HostedBuild build = runPipeline("node { fluxGenerate(prompt: 'x', imagePrompt: '" + path + "') }");
            assertFailedWith(build, "ERROR: imagePrompt: " + path + " is not allowed; it must be a regular file");
        }
        assertNothingWasSubmitted();

        assertThat(runPipeline("fluxGenerate(prompt: 'x', width: 256, height: 256)")
                        .await())
                .isEqualTo("SUCCESS");
    }

    /** The initial check cannot know how the workspace changes while the job runs. */
    @Test
    void aLinkThatAppearsWhileTheJobRunsIsNotFollowed() throws Exception {
        HostedBuild first = runPipeline("node { writeFile(file: 'here.txt', text: '') }");
        Path outside = Files.createDirectory(directory.resolve("outside"));
        HostedBuild build = startPipeline(
                "node { fluxGenerate(prompt: 'x [[run=2s]]', width: 256, height: 256, output: 'link/a.jpg') }");
        record.awaitJobs(1, PATIENCE);
        Files.createSymbolicLink(first.workspace().resolve("link"), outside);

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("link/a.jpg");
        assertThat(outside).isEmptyDirectory();
        assertThat(build.artifacts()).contains("link/a.jpg");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
