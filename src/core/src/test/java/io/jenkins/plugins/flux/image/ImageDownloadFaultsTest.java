package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeLimits;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.HttpProxy;
import io.jenkins.plugins.flux.http.ScriptedServer;
import io.jenkins.plugins.flux.image.ImageException.Kind;
import io.jenkins.plugins.flux.queue.OutputImage;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.ForeignImageUrl;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.RedirectTarget;
import io.jenkins.plugins.flux.simulator.ResultShape;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Downloads that fail: each with its kind, its reason, and no file. */
class ImageDownloadFaultsTest extends ImageDownloadFixture {
    private static final URI PUBLIC_ENDPOINT = URI.create("http://8.8.8.8/model");
    private static final ExchangeLimits SMALL = DownloadPolicy.LIMITS.withMaxBytes(1024 * 1024);
    private static final ExchangeLimits IMPATIENT =
            new ExchangeLimits(Duration.ofMillis(700), Duration.ofMillis(350), 1024 * 1024);

    static Stream<Arguments> faultsOfTheImageHost() {
        return Stream.of(
                Arguments.of(Fault.status(403), Kind.EXPIRED, "answered with status 403"),
                Arguments.of(Fault.status(404), Kind.EXPIRED, "answered with status 404"),
                Arguments.of(Fault.status(410), Kind.EXPIRED, "fetch the result again"),
                Arguments.of(Fault.status(400), Kind.EXPIRED, "answered with status 400"),
                Arguments.of(Fault.status(408), Kind.UNAVAILABLE, "try again later"),
                Arguments.of(Fault.status(425), Kind.UNAVAILABLE, "try again later"),
                Arguments.of(Fault.status(429), Kind.UNAVAILABLE, "answered with status 429"),
                Arguments.of(Fault.status(500), Kind.UNAVAILABLE, "answered with status 500"),
                Arguments.of(Fault.status(503), Kind.UNAVAILABLE, "answered with status 503"),
                Arguments.of(Fault.body(WrongBody.HTML), Kind.WRONG_CONTENT, "is an HTML page; expected JPEG 256x288"),
                Arguments.of(Fault.body(WrongBody.SVG), Kind.WRONG_CONTENT, "is an SVG drawing; expected JPEG 256x288"),
                Arguments.of(Fault.body(WrongBody.TEXT), Kind.WRONG_CONTENT, "is the text "),
                Arguments.of(Fault.body(WrongBody.EMPTY), Kind.WRONG_CONTENT, "is empty; expected JPEG 256x288"),
                Arguments.of(Fault.body(WrongBody.HALF), Kind.WRONG_CONTENT, "is truncated: it breaks off after"),
                Arguments.of(Fault.body(WrongBody.JSON_NULLS), Kind.WRONG_CONTENT, "is JSON: "),
                Arguments.of(Fault.body(WrongBody.HUGE_NUMBERS), Kind.WRONG_CONTENT, "is JSON: "),
                Arguments.of(Fault.gzip(), Kind.WRONG_CONTENT, "with the content encoding gzip; expected plain bytes"),
                Arguments.of(Fault.truncatedBody(500), Kind.UNAVAILABLE, "was lost"),
                Arguments.of(Fault.wrongContentLength(10), Kind.UNAVAILABLE, "was lost"),
                Arguments.of(Fault.wrongContentLength(-10), Kind.WRONG_CONTENT, "is truncated"),
                Arguments.of(Fault.oversizedBody(2_000_000), Kind.TOO_LARGE, "is larger than 1048576 bytes"),
                Arguments.of(Fault.oversizedBody(Fault.ENDLESS), Kind.TOO_LARGE, "is larger than 1048576 bytes"),
                Arguments.of(Fault.redirectHops(6), Kind.REFUSED, "there are more than 5 redirects"),
                Arguments.of(Fault.redirect(RedirectTarget.LOOP), Kind.REFUSED, "there are more than 5 redirects"),
                Arguments.of(Fault.redirect(RedirectTarget.FILE), Kind.REFUSED, "it is not an http or https address"),
                Arguments.of(
                        Fault.redirectTo(URI.create("http://169.254.169.254/latest")),
                        Kind.REFUSED,
                        "169.254.169.254 is a reserved address"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheImageHost")
    void givenAFaultOfTheImageHost_thenItsKindAndReasonAndNoFile(Fault fault, Kind kind, String reason)
            throws Exception {
        OutputImage image = generated();
        simulator.faults().add(fault.on(Operation.IMAGE));

        assertFails(image, SMALL, kind, reason);
    }

    static Stream<Arguments> hangingTransfers() {
        return Stream.of(
                Arguments.of(Fault.stalledHeaders(), Kind.TIMED_OUT, "no data from"),
                Arguments.of(Fault.stalledBody(500), Kind.TIMED_OUT, "no data from"),
                Arguments.of(Fault.slowBody(500), Kind.TIMED_OUT, "no complete answer from"));
    }

    @ParameterizedTest
    @MethodSource("hangingTransfers")
    void givenAHangingTransfer_thenTimedOutAndNoFile(Fault fault, Kind kind, String reason) throws Exception {
        OutputImage image = generated();
        simulator.faults().add(fault);

        assertFails(image, IMPATIENT, kind, reason);
    }

    static Stream<Arguments> faultsOfTheResult() {
        return Stream.of(
                Arguments.of(Fault.imageExpiresAfterDownloads(0), Kind.EXPIRED, "answered with status 410"),
                Arguments.of(Fault.imageSize(512, 512), Kind.WRONG_CONTENT, "is JPEG 512x512; expected JPEG 256x288"),
                Arguments.of(Fault.corruptImage(), Kind.WRONG_CONTENT, "; expected JPEG 256x288"),
                Arguments.of(Fault.imageUrl(ForeignImageUrl.FILE), Kind.REFUSED, "it is not an http or https address"),
                Arguments.of(Fault.imageUrl(ForeignImageUrl.FTP), Kind.REFUSED, "it is not an http or https address"),
                Arguments.of(
                        Fault.imageUrl(ForeignImageUrl.LINK_LOCAL_ADDRESS), Kind.REFUSED, "is a reserved address"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheResult")
    void givenAFaultOfTheResult_thenItsKindAndReasonAndNoFile(Fault fault, Kind kind, String reason) throws Exception {
        simulator.faults().add(fault);

        assertFails(generated(), SMALL, kind, reason);
    }

    @Test
    void givenAHostThatAsksToWait_thenTheWaitIsReported() throws Exception {
        OutputImage image = generated();
        simulator.faults().add(Fault.status(503).retryAfter(Duration.ofSeconds(7)));

        assertThat(failureOf(download().download(image, expected, directory.resolve("a")))
                        .retryAfter())
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void givenAPublicEndpoint_thenAnImageOnLoopbackIsRefusedBeforeAnyConnection() throws Exception {
        OutputImage image = generated();
        ImageDownload strict =
                new ImageDownload(HttpAccess.direct(), DownloadPolicy.forEndpoint(PUBLIC_ENDPOINT), executor);

        ImageException failure = failureOf(strict.download(image, expected, directory.resolve("a")));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessageEndingWith("127.0.0.1 is not a public address");
        assertThat(simulator.record().calls(Operation.IMAGE)).isZero();
        assertOnlyIn(directory);
    }

    @Test
    void givenNobodyListens_thenUnavailable() throws Exception {
        assertThat(failureOf(download().download(remote(ScriptedServer.nobody()), expected, directory.resolve("a")))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
        assertOnlyIn(directory);
    }

    @Test
    void givenASecretInTheQuery_thenNoMessageShowsIt() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 302 Found\nLocation: /other?sig=secret\nContent-Length: 0\n\n")) {
            ImageException failure = failureOf(
                    download().download(remote(server.address("/a?sig=secret")), expected, directory.resolve("a")));

            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessageNotContaining("secret");
        }
    }

    @Test
    void givenAProxyThatWantsCredentials_thenRefused() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(
                "HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic\nContent-Length: 0\n\n")) {
            HttpProxy asking = new HttpProxy("127.0.0.1", proxy.address("/").getPort());
            HttpAccess through = new HttpAccess(host -> Optional.of(asking), executor);
            ImageDownload proxied = new ImageDownload(through, policy(), executor);
            ImageException failure = failureOf(
                    proxied.download(remote(URI.create("http://127.0.0.2/a")), expected, directory.resolve("a")));

            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessageContaining("the proxy on the way to 127.0.0.2");
        }
    }

    @Test
    void givenTimeIsUpBetweenRedirects_thenTimedOut() throws Exception {
        ExchangeLimits instant = new ExchangeLimits(Duration.ofNanos(1), Duration.ofSeconds(1), 1000);
        ImageDownload late = new ImageDownload(HttpAccess.direct(), policy().withLimits(instant), executor);

        assertThat(failureOf(late.download(
                                remote(URI.create("http://127.0.0.1:1/a")), expected, directory.resolve("a")))
                        .kind())
                .isEqualTo(Kind.TIMED_OUT);
        assertOnlyIn(directory);
    }

    @Test
    void givenTooLargeAnImageWithinTheResult_thenTooLarge() throws Exception {
        simulator.faults().add(Fault.resultShape(ResultShape.DATA_BASE64));
        ImageDownload small =
                new ImageDownload(HttpAccess.direct(), policy().withLimits(SMALL.withMaxBytes(1000)), executor);

        ImageException failure = failureOf(small.download(generated(), expected, directory.resolve("a")));

        assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(failure).hasMessageMatching("the image within the result has \\d+ bytes; at most 1000 are allowed");
        assertOnlyIn(directory);
    }

    @Test
    void givenADirectoryThatCannotBeCreated_thenStorage() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        ImageException failure = failureOf(download().download(generated(), expected, file.resolve("image.jpg")));

        assertThat(failure.kind()).isEqualTo(Kind.STORAGE);
        assertThat(failure).hasMessageStartingWith("the image could not be stored: ");
    }

    @Test
    void givenATargetThatCannotBeReplaced_thenStorageAndNoFileIsLeft() throws Exception {
        Path target = Files.createDirectories(directory.resolve("taken"));
        Files.writeString(target.resolve("inside"), "");

        assertThat(failureOf(download().download(generated(), expected, target)).kind())
                .isEqualTo(Kind.STORAGE);
        assertOnlyIn(directory, "taken");
    }

    @Test
    void givenAnExecutorThatIsShutDown_thenStorage() throws Exception {
        OutputImage image = generated();
        ImageDownload download = download();
        executor.shutdown();

        ImageException failure = failureOf(download.download(image, expected, directory.resolve("a")));

        assertThat(failure.kind()).isEqualTo(Kind.STORAGE);
        assertThat(failure).hasMessage("the image was not downloaded: downloads have been shut down");
    }

    @Test
    void givenABugInAStep_thenTheFutureStillFails() throws Exception {
        ImageDownload broken =
                new ImageDownload(HttpAccess.direct(), DownloadPolicy.forEndpoint(PUBLIC_ENDPOINT), executor, host -> {
                    throw new IllegalStateException("bug");
                });

        ImageException failure = failureOf(broken.download(generated(), expected, directory.resolve("a")));

        assertThat(failure.kind()).isEqualTo(Kind.STORAGE);
        assertThat(failure).hasMessage("unexpected failure: java.lang.IllegalStateException: bug");
    }

    private void assertFails(OutputImage image, ExchangeLimits limits, Kind kind, String reason) throws IOException {
        ImageDownload limited = new ImageDownload(HttpAccess.direct(), policy().withLimits(limits), executor);
        ImageException failure = failureOf(limited.download(image, expected, directory.resolve("image.jpg")));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("?");
        assertOnlyIn(directory);
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
    }
}
