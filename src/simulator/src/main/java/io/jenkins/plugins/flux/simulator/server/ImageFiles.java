package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.JobParameters;
import io.jenkins.plugins.flux.simulator.fault.Directives;
import io.jenkins.plugins.flux.simulator.job.Job;
import io.jenkins.plugins.flux.simulator.render.Ballast;
import io.jenkins.plugins.flux.simulator.render.ImageFormat;
import io.jenkins.plugins.flux.simulator.render.ImageRenderer;
import io.jenkins.plugins.flux.simulator.render.ImageSpec;
import java.math.BigInteger;
import java.util.SplittableRandom;

/** The files of a job's images. */
final class ImageFiles {
    /** Number of bytes by which a JPEG or PNG file is recognized. */
    private static final int MAGIC_BYTES = 4;

    private final ImageRenderer renderer;
    private final Directives directives;

    ImageFiles(ImageRenderer renderer, Directives directives) {
        this.renderer = renderer;
        this.directives = directives;
    }

    static ImageFormat format(Job job) {
        return ImageFormat.of(job.parameters().outputFormat());
    }

    static String fileName(Job job, int index) {
        return "flux-" + index + "." + format(job).extension();
    }

    /** Each image of a job has its own seed; the first has the job's. */
    static BigInteger seed(Job job, int index) {
        return job.parameters().seed().add(BigInteger.valueOf(index));
    }

    byte[] bytes(Job job, int index) {
        byte[] bytes = large(job, renderer.render(spec(job, index)));
        boolean isCorrupt = job.effects()
                .find(JobEffect.CorruptImage.class)
                .filter(corrupt -> corrupt.output() == 0 || corrupt.output() == index + 1)
                .isPresent();
        return isCorrupt ? corrupt(bytes) : bytes;
    }

    private ImageSpec spec(Job job, int index) {
        JobParameters parameters = job.parameters();
        JobEffect.ImageSize size = job.effects()
                .find(JobEffect.ImageSize.class)
                .orElse(new JobEffect.ImageSize(parameters.width(), parameters.height()));
        String variation = String.join(
                "/",
                job.model(),
                seed(job, index).toString(),
                parameters.promptUpsampling() ? "upsampled" : "as is",
                parameters.imagePromptSha256().orElse("no image prompt"));
        String label = "simulated " + job.model() + "  |  seed " + seed(job, index) + "  |  " + size.width() + " x "
                + size.height();
        return new ImageSpec(
                size.width(), size.height(), format(job), directives.strip(parameters.prompt()), label, variation);
    }

    private static byte[] large(Job job, byte[] bytes) {
        return job.effects()
                .find(JobEffect.LargeImage.class)
                .map(large -> Ballast.add(bytes, format(job), large.bytes()))
                .orElse(bytes);
    }

    private static byte[] corrupt(byte[] bytes) {
        byte[] rubbish = new byte[bytes.length];
        new SplittableRandom(bytes.length).nextBytes(rubbish);
        System.arraycopy(bytes, 0, rubbish, 0, MAGIC_BYTES);
        return rubbish;
    }
}
