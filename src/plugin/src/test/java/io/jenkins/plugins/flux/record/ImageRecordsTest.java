package io.jenkins.plugins.flux.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.BuildContractTest;
import io.jenkins.plugins.flux.ControllerLog;
import io.jenkins.plugins.flux.GeneratedImagesAction;
import io.jenkins.plugins.flux.HostedBuild;
import io.jenkins.plugins.flux.ManyImages;
import io.jenkins.plugins.flux.queue.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Given a build with many images, build.xml stays small, and the records of all images are kept. */
class ImageRecordsTest extends BuildContractTest {

    private static Path file(HostedBuild build, String name) {
        return build.run().getRootDir().toPath().resolve(name);
    }

    private static ImageRecords records(HostedBuild build) {
        return new ImageRecords(build.run(), List.of());
    }

    @Test
    void buildXmlKnowsNoImage() throws Exception {
        HostedBuild build =
                runPipeline("fluxGenerate(width: 256, height: 256, images: [[prompt: 'One'], [prompt: 'Two']])");

        assertThat(build.recordedImages()).hasSize(2);
        assertThat(Files.readString(file(build, "build.xml")))
                .contains("GeneratedImagesAction")
                .doesNotContain(record.jobs().get(0).requestId())
                .doesNotContain(record.jobs().get(1).requestId());
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws Exception {
        HostedBuild build = runPipeline(
                "fluxGenerate(prompt: 'An apple — \"red\"\\nand <shiny>', width: 320, height: 256, seed: 123456789012345678901)");

        List<ImageRecord> shown =
                build.run().getAction(GeneratedImagesAction.class).getImages();

        assertThat(records(build).all())
                .map(Json::write)
                .isEqualTo(shown.stream().map(Json::write).toList());
        assertThat(shown).hasSize(1);
    }

    @Test
    void aTornLineSpoilsNoOther() throws Exception {
        HostedBuild build =
                runPipeline("fluxGenerate(width: 256, height: 256, images: [[prompt: 'One'], [prompt: 'Two']])");
        List<ImageRecord> images = records(build).all();
        Files.writeString(file(build, ImageRecords.FILE_NAME), "\n{\"path\":\"", StandardOpenOption.APPEND);

        assertThat(records(build).all()).isEqualTo(images);

        records(build).add(images.subList(0, 1));
        assertThat(records(build).all()).extracting(ImageRecord::prompt).containsExactly("One", "Two");
    }

    @Test
    void afterACutAtAnyByteAllWholeLinesAreReadAndTheLogSaysOnceWhatIsLeftOut() throws Exception {
        HostedBuild build = runPipeline(
                "fluxGenerate(width: 256, height: 256, images: [[prompt: 'Яблоко'], [prompt: 'Груша — 梨 🍐']])");
        Path file = file(build, ImageRecords.FILE_NAME);
        byte[] whole = Files.readAllBytes(file);
        ImageRecord later = ManyImages.image("later.jpg", "Слива");
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            records(build).add(List.of(later));
            long wholeLines = IntStream.rangeClosed(1, cut)
                    .filter(end -> whole[end] == '\n')
                    .count();
            boolean isTorn = cut > 0 && whole[cut - 1] != '\n' && whole[cut] != '\n';
            ControllerLog log = ControllerLog.start();
            try {
                List<ImageRecord> read = records(build).all();

                assertThat(read).as("cut at %s", cut).hasSize((int) wholeLines + 1);
                assertThat(read.get(read.size() - 1).prompt())
                        .as("cut at %s", cut)
                        .isEqualTo("Слива");
                assertThat(log.text().split("Damaged lines were skipped in", -1))
                        .as("cut at %s", cut)
                        .hasSize(isTorn ? 2 : 1);
            } finally {
                log.close();
            }
        }
    }

    @Test
    void anImageThatIsGeneratedAgainKeepsItsPlace() throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256)");
        ImageRecords records = records(build);
        records.add(List.of(ManyImages.image("a.jpg", "a"), ManyImages.image("b.jpg", "b")));
        List<ImageRecord> seen = records.all();

        records.show(List.of(ManyImages.image("a.jpg", "another"), ManyImages.image("c.jpg", "c")));
        records.add(List.of(ManyImages.image("a.jpg", "another"), ManyImages.image("c.jpg", "c")));

        assertThat(records.all()).extracting(ImageRecord::prompt).containsExactly("An apple", "another", "b", "c");
        assertThat(records(build).all())
                .extracting(ImageRecord::prompt)
                .containsExactly("An apple", "another", "b", "c");
        assertThat(seen).extracting(ImageRecord::prompt).containsExactly("An apple", "a", "b");
    }

    @Test
    void aFileThatCannotBeReadHidesImagesAndNothingElse() throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')");
        Files.delete(file(build, ImageRecords.FILE_NAME));
        Files.createDirectory(file(build, ImageRecords.FILE_NAME));

        assertThat(records(build).all()).isEmpty();
        assertThat(build.artifact("a.jpg")).isNotEmpty();
    }
}
