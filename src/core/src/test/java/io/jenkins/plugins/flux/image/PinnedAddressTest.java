package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.image.ImageException.Kind;
import io.jenkins.plugins.flux.queue.OutputImage;
import io.jenkins.plugins.flux.simulator.Operation;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Names that resolve differently the next time: the connection goes to the address that was checked. */
class PinnedAddressTest extends ImageDownloadFixture {
    /** No name server knows it, so only our own resolver can resolve it. */
    private static final String NAME = "moving.invalid";

    private final List<String> lookups = new CopyOnWriteArrayList<>();

    @Test
    void givenANameThatMovesAfterTheCheck_thenTheCheckedAddressIsConnectedToAndTheNameIsLookedUpOnce()
            throws Exception {
        StoredImage image = download("127.0.0.1", "169.254.169.254")
                .download(remote(addressAt(NAME)), expected, directory.resolve("image.jpg"))
                .get();

        assertThat(image.header().format()).isEqualTo(ImageFormat.JPEG);
        assertThat(lookups).containsExactly(NAME);
        assertThat(simulator.record().calls(Operation.IMAGE)).isEqualTo(1);
    }

    @Test
    void givenAHostWithAnUnderscore_thenItsImageIsFetchedAndItsAddressWasChecked() throws Exception {
        String name = "my_bucket.images.test";
        URI address = addressAt(name);

        StoredImage image = new ImageDownload(HttpAccess.direct(), policy(), executor, host -> literal("127.0.0.1"))
                .download(remote(address), expected, directory.resolve("image.jpg"))
                .get();
        ImageException refused =
                failureOf(new ImageDownload(HttpAccess.direct(), policy(), executor, host -> literal("169.254.169.254"))
                        .download(remote(address), expected, directory.resolve("other.jpg")));

        assertThat(image.header().format()).isEqualTo(ImageFormat.JPEG);
        assertThat(simulator.record().exchanges(Operation.IMAGE))
                .singleElement()
                .satisfies(call -> assertThat(call.header("host"))
                        .hasValueSatisfying(host -> assertThat(host).startsWith(name + ":")));
        assertThat(refused).hasMessageContaining(name).hasMessageContaining("is a reserved address");
    }

    @Test
    void givenANameThatMovesFromAPublicToAPrivateAddress_thenNoConnectionToThisNetworkIsMade() throws Exception {
        ImageDownload strict = new ImageDownload(
                HttpAccess.direct(),
                new DownloadPolicy(DownloadPolicy.LIMITS.withStall(Duration.ofMillis(300)), false, Optional.empty()),
                executor,
                moving("192.0.2.1", "127.0.0.1"));

        ImageException failure = failureOf(strict.download(remote(addressAt(NAME)), expected, directory.resolve("a")));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(simulator.record().calls(Operation.IMAGE)).isZero();
        assertThat(lookups).containsExactly(NAME);
        assertOnlyIn(directory);
    }

    @Test
    void givenANameWithAPublicAndAPrivateAddress_thenNoConnectionIsMade() throws Exception {
        ImageDownload strict = new ImageDownload(
                HttpAccess.direct(),
                new DownloadPolicy(DownloadPolicy.LIMITS, false, Optional.empty()),
                executor,
                host -> new InetAddress[] {InetAddress.getByName("192.0.2.1"), InetAddress.getByName("127.0.0.1")});

        assertThat(failureOf(strict.download(remote(addressAt(NAME)), expected, directory.resolve("a")))
                        .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(simulator.record().calls(Operation.IMAGE)).isZero();
    }

    @Test
    void givenAnAddressThatDoesNotAnswer_thenTheNextOneThatWasCheckedIsTried() throws Exception {
        ImageDownload download = new ImageDownload(HttpAccess.direct(), policy(), executor, host ->
                new InetAddress[] {InetAddress.getByName("127.0.0.9"), InetAddress.getByName("127.0.0.1")});

        assertThat(download.download(remote(addressAt(NAME)), expected, directory.resolve("image.jpg"))
                        .get()
                        .bytes())
                .isPositive();
    }

    /** The generated image, under another name for its host. */
    private static URI addressAt(String name) throws Exception {
        URI address = ((OutputImage.Remote) generated()).url();
        return URI.create(address.toString().replace(address.getHost(), name));
    }

    private ImageDownload download(String... addresses) {
        return new ImageDownload(HttpAccess.direct(), policy(), executor, moving(addresses));
    }

    /** Resolves to the first address, then to the second, and so on; literals stay the same. */
    private AddressGuard.Resolver moving(String... addresses) {
        return host -> {
            if (!host.equals(NAME)) {
                return literal(host);
            }
            lookups.add(host);
            return literal(addresses[Math.min(lookups.size(), addresses.length) - 1]);
        };
    }

    private static InetAddress[] literal(String text) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByName(text)};
    }
}
