package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedJenkins;
import flux.embedded.host.ObjectXml;
import io.jenkins.plugins.flux.record.ImageRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an earlier release has stored is read. The files in {@code stored} were written when 1.0.0 was developed; {@code
 * FirstReleaseTest} shows the same with a real Jenkins.
 */
class StoredDataTest {

    @TempDir
    Path home;

    private EmbeddedJenkins jenkins;

    @BeforeEach
    void start() {
        jenkins = EmbeddedJenkins.start(home);
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private static InputStream stored(String name) {
        return StoredDataTest.class.getResourceAsStream(name);
    }

    private static String text(String name) throws IOException {
        try (InputStream bytes = stored(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static FluxGenerateStep everyParameter() {
        FluxGenerateStep step = EveryParameter.ofAStep();
        step.setImages(List.of(EveryParameter.ofAnEntry(), new FluxGenerateImage()));
        return step;
    }

    /** The configuration of a freestyle project. */
    @Test
    void aBuildStepIsReadFromAConfigXmlAndWrittenTheSame() throws Exception {
        String xml = text("stored/builder.xml");

        FluxGenerateBuilder builder = (FluxGenerateBuilder) ObjectXml.read(ObjectXml.xstream(), xml, null);

        assertThat(builder.getParameters()).usingRecursiveComparison().isEqualTo(everyParameter());
        assertThat(jenkins.forms().toXml(builder)).isEqualTo(xml.strip());
    }

    /** A Pipeline keeps its step in its program until there is a journal. */
    @Test
    void aStepIsReadFromTheDataOfAProgram() throws Exception {
        try (ObjectInputStream program = new ObjectInputStream(stored("stored/step.ser"))) {
            assertThat(program.readObject()).usingRecursiveComparison().isEqualTo(everyParameter());
        }
    }

    /** Builds of the first release have their images in build.xml. */
    @Test
    void imagesAreReadFromABuildXmlAndWrittenTheSame() throws Exception {
        String build = text("first-release/jobs/banner/builds/1/build.xml");
        String xml = build.substring(
                        build.indexOf("<io.jenkins.plugins.flux.GeneratedImagesAction"),
                        build.indexOf("    <com.cloudbees.plugins.credentials.builds"))
                .replaceFirst(" plugin=\"[^\"]*\"", "");

        GeneratedImagesAction action =
                (GeneratedImagesAction) ObjectXml.read(ObjectXml.xstream(), xml, new GeneratedImagesAction());
        action.onLoad(
                jenkins.runFreestyle("banner").await(Duration.ofSeconds(30)).run());

        List<ImageRecord> images = action.getImages();
        assertThat(images).hasSize(1);
        assertThat(images.get(0).toResult())
                .hasToString("{name=banner.jpg, path=banner.jpg, width=256, height=256, format=jpeg, bytes=11175,"
                        + " sha256=26913b214708af9a57a5917549eb54f7250158d9743ccc5b749b65832b3355a7, seed=1260524988,"
                        + " prompt=A banner in autumn colours, requestId=mmsu_50343c6fc6fe35d0babaa0f003cf91cd,"
                        + " inferenceSeconds=4.74, reused=false}");
        assertThat(jenkins.forms().toXml(action).replaceAll("\\s+", "")).isEqualTo(xml.replaceAll("\\s+", ""));
    }
}
