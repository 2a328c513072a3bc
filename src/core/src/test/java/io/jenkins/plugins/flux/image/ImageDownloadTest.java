package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.ScriptedServer;
import io.jenkins.plugins.flux.image.ImageException.Kind;
import io.jenkins.plugins.flux.queue.OutputImage;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.RedirectTarget;
import io.jenkins.plugins.flux.simulator.ResultShape;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Downloads that succeed, or are canceled. */
class ImageDownloadTest extends ImageDownloadFixture {
    // What works

    @ParameterizedTest
    @CsvSource({"jpeg, JPEG", "png, PNG"})
    void givenAnImageAtItsHost_thenItIsStoredWholeAndTheKeyWasNotSent(String format, ImageFormat stored)
            throws Exception {
        Path target = directory.resolve("deep/er/image");
        StoredImage image = download()
                .download(generated(request(format)), ExpectedImage.of(request(format)), target)
                .get();

        byte[] bytes = Files.readAllBytes(target);
        assertThat(image)
                .isEqualTo(new StoredImage(target, new ImageHeader(stored, 256, 288), bytes.length, sha256(bytes)));
        assertThat(ImageHeader.read(target)).isEqualTo(image.header());
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
        assertThat(simulator.record().exchanges(Operation.IMAGE))
                .singleElement()
                .satisfies(exchange -> {
                    assertThat(exchange.header("authorization")).isEmpty();
                    assertThat(exchange.header("accept-encoding")).contains("identity");
                });
        assertOnlyIn(target.getParent(), "image");
    }

    @ParameterizedTest
    @EnumSource(
            value = ResultShape.class,
            names = {"DATA_BASE64", "DATA_URI", "CONTENT_DATA_URI"})
    void givenAnImageWithinTheResult_thenItIsStoredTheSameWay(ResultShape shape) throws Exception {
        simulator.faults().add(Fault.resultShape(shape));
        Path target = directory.resolve("image.jpg");

        StoredImage image = download().download(generated(), expected, target).get();

        assertThat(image.sha256()).isEqualTo(sha256(Files.readAllBytes(target)));
        assertThat(image.header()).isEqualTo(new ImageHeader(ImageFormat.JPEG, 256, 288));
        assertOnlyIn(directory, "image.jpg");
    }

    @Test
    void givenAFileAtTheTarget_thenItIsReplacedOnSuccessAndKeptOnFailure() throws Exception {
        Path target = Files.writeString(directory.resolve("image.jpg"), "before");
        OutputImage image = generated();

        assertThat(failureOf(download().download(image, ExpectedImage.of(request("png")), target))
                        .kind())
                .isEqualTo(Kind.WRONG_CONTENT);
        assertThat(target).hasContent("before");

        download().download(image, expected, target).get();
        assertThat(ImageHeader.read(target).format()).isEqualTo(ImageFormat.JPEG);
    }

    @ParameterizedTest
    @EnumSource(
            value = RedirectTarget.class,
            names = {"SAME_HOST", "OTHER_HOST"})
    void givenARedirect_thenItIsFollowed(RedirectTarget where) throws Exception {
        simulator.faults().add(Fault.redirect(where).once());

        download()
                .download(generated(), expected, directory.resolve("image.jpg"))
                .get();

        assertOnlyIn(directory, "image.jpg");
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
    }

    @Test
    void givenFiveRedirects_thenTheyAreFollowed() throws Exception {
        simulator.faults().add(Fault.redirectHops(5));

        download()
                .download(generated(), expected, directory.resolve("image.jpg"))
                .get();

        assertOnlyIn(directory, "image.jpg");
    }

    @Test
    void givenASlowHost_whenItIsInTime_thenTheImageArrives() throws Exception {
        simulator.faults().add(Fault.slowBody(20_000));

        download()
                .download(generated(), expected, directory.resolve("image.jpg"))
                .get();

        assertOnlyIn(directory, "image.jpg");
    }

    // Canceling

    @Test
    void whenCanceledInTheMiddle_thenTheConnectionIsClosedAndNoFileIsLeft() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.stallingAfter("HTTP/1.1 200 OK\nContent-Length: 5000\n\nbeginning")) {
            CompletableFuture<StoredImage> transfer =
                    download().download(remote(server.address("/a")), expected, directory.resolve("a"));
            server.awaitRequest();
            transfer.cancel(true);

            assertThat(server.awaitClientGone()).isTrue();
            assertOnlyIn(directory);
        }
    }

    @Test
    void whenCanceledBeforeItBegins_thenNothingIsFetched() throws Exception {
        OutputImage image = generated();
        AtomicInteger lookups = new AtomicInteger();
        List<Runnable> waiting = new ArrayList<>();
        ImageDownload download = new ImageDownload(HttpAccess.direct(), policy(), waiting::add, host -> {
            lookups.incrementAndGet();
            return InetAddress.getAllByName(host);
        });
        download.download(image, expected, directory.resolve("a")).cancel(true);
        waiting.forEach(Runnable::run);

        assertThat(lookups).hasValue(0);
        assertOnlyIn(directory);
    }

    @Test
    void whenCanceledWhileTheNameIsLookedUp_thenNoConnectionIsMade() throws Exception {
        OutputImage image = generated();
        CompletableFuture<CompletableFuture<StoredImage>> begun = new CompletableFuture<>();
        ImageDownload download = new ImageDownload(HttpAccess.direct(), policy(), executor, host -> {
            begun.join().cancel(true);
            return InetAddress.getAllByName(host);
        });
        begun.complete(download.download(image, expected, directory.resolve("a")));
        executor.shutdown();

        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(simulator.record().calls(Operation.IMAGE)).isZero();
        assertOnlyIn(directory);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
