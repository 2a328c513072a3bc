package io.jenkins.plugins.flux.simulator.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BallastTest {

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void theFileIsLargeAndTheImageUnchanged(ImageFormat format) throws Exception {
        byte[] image = new ImageRenderer().render(new ImageSpec(256, 256, format, "a boat", "label", "1"));

        byte[] large = Ballast.add(image, format, 300_000);

        assertThat(large).hasSizeBetween(300_000, 300_000 + 70_000);
        assertThat(pixels(large)).isEqualTo(pixels(image));
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void aFileThatIsLargeEnoughIsUnchanged(ImageFormat format) {
        byte[] image = new ImageRenderer().render(new ImageSpec(256, 256, format, "a boat", "label", "1"));

        assertThat(Ballast.add(image, format, image.length)).isEqualTo(image);
    }

    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
