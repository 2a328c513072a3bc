package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.HttpProxy;
import io.jenkins.plugins.flux.http.Route;
import io.jenkins.plugins.flux.image.ImageException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final URI PUBLIC_ENDPOINT = URI.create("https://service.example/model");
    private static final URI PRIVATE_ENDPOINT = URI.create("http://service.internal/model");
    private static final Map<String, String> NAMES = Map.of(
            "service.example", "8.8.8.8",
            "cdn.example", "8.8.4.4 2606:4700::1111",
            "mixed.example", "8.8.4.4 10.0.0.7",
            "service.internal", "10.0.0.1",
            "images.internal", "192.168.1.1",
            "metadata.internal", "169.254.169.254");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example/a.png?sig=x",
                "http://cdn.example:8080/a",
                "HTTPS://cdn.example/",
                "http://9.9.9.9/"
            })
    void givenAPublicAddress_thenItMayBeFetched(String address) {
        assertAllowed(guard(PUBLIC_ENDPOINT), address);
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd, it is not an http or https address",
        "ftp://cdn.example/a, it is not an http or https address",
        "gopher://cdn.example/, it is not an http or https address",
        "http:/nohost, it is not an http or https address",
        "http://cdn.example:70000/a, it is not an http or https address",
        "mailto:a@b.c, it is not an http or https address",
        "http://user:pw@cdn.example/, it contains a user name",
        "http://images.internal/a, 192.168.1.1 is not a public address",
        "http://mixed.example/a, 10.0.0.7 is not a public address",
        "http://127.0.0.1/a, 127.0.0.1 is not a public address",
        "http://2130706433/a, 127.0.0.1 is not a public address",
        "http://127.1/a, it is not an http or https address",
        "http://[::1]/a, 0:0:0:0:0:0:0:1 is not a public address",
        "http://[::ffff:10.1.2.3]/a, 10.1.2.3 is not a public address",
        "http://169.254.169.254/latest, 169.254.169.254 is a reserved address",
        "http://metadata.internal/latest, 169.254.169.254 is a reserved address",
        "http://224.0.0.1/a, 224.0.0.1 is a reserved address",
        "http://0.0.0.0/a, 0.0.0.0 is a reserved address",
    })
    void givenAnotherAddress_thenItIsRefusedWithTheReason(String address, String reason) {
        ImageException failure = failureOf(guard(PUBLIC_ENDPOINT), address + "?sig=secret");

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessageStartingWith("refused to fetch ").hasMessageEndingWith(": " + reason);
        assertThat(failure).hasMessageNotContaining("secret").hasMessageNotContaining("pw");
    }

    @Test
    void givenAnEndpointInThisNetwork_thenImagesInThisNetworkMayBeFetchedAndNoneOnThisMachine() {
        AddressGuard guard = guard(PRIVATE_ENDPOINT);

        assertAllowed(guard, "http://images.internal/a");
        assertAllowed(guard, "http://cdn.example/a");
        for (String nearer :
                List.of("http://127.0.0.1:8080/a", "http://[::1]/a", "http://169.254.1.1/", "http://[fe80::1]/")) {
            assertThat(failureOf(guard, nearer).kind()).isEqualTo(Kind.REFUSED);
        }
        assertThat(failureOf(guard, "http://metadata.internal/").kind()).isEqualTo(Kind.REFUSED);
        assertThat(failureOf(guard, "http://[ff02::1]/").kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void givenAnEndpointOnThisMachine_thenAllButReservedAddressesMayBeFetched() {
        AddressGuard guard = guard(URI.create("http://127.0.0.1:8080/model"));

        assertAllowed(guard, "http://127.0.0.1:9090/a");
        assertAllowed(guard, "http://images.internal/a");
        assertAllowed(guard, "http://cdn.example/a");
        for (String metadata : List.of(
                "http://metadata.internal/",
                "http://169.254.170.23/v1/credentials",
                "http://[fd00:ec2::23]/v1/credentials",
                "http://[fd20:ce::254]/computeMetadata/v1/",
                "http://[::ffff:0:169.254.169.254]/latest/")) {
            assertThat(failureOf(guard, metadata)).hasMessageContaining("is a reserved address");
        }
    }

    @Test
    void givenAnEndpointWithAPublicAndAPrivateAddress_thenPrivateImagesAreRefused() {
        assertThat(failureOf(guard(URI.create("http://mixed.example/model")), "http://images.internal/a")
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void givenAnAddressThatMayBeFetched_thenTheRouteLeadsToTheCheckedAddress() throws Exception {
        assertThat(guard(PUBLIC_ENDPOINT).check(URI.create("https://cdn.example/a")))
                .isEqualTo(Route.to(InetAddress.getByName("8.8.4.4"), InetAddress.getByName("2606:4700::1111")));
    }

    @Test
    void givenAnEndpointThatCannotBeResolved_thenPrivateImagesAreRefused() {
        assertThat(failureOf(guard(URI.create("http://nowhere.example/")), "http://images.internal/a")
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void givenAPolicyThatAllowsPrivateAddresses_thenTheyMayBeFetched() {
        DownloadPolicy policy = new DownloadPolicy(DownloadPolicy.LIMITS, true, Optional.empty());

        assertAllowed(
                new AddressGuard(policy, HttpAccess.direct(), AddressGuardTest::resolve), "http://images.internal/a");
    }

    @Test
    void givenAPolicyWithoutAnEndpoint_thenPrivateAddressesAreRefused() {
        DownloadPolicy policy = new DownloadPolicy(DownloadPolicy.LIMITS, false, Optional.empty());
        AddressGuard guard = new AddressGuard(policy, HttpAccess.direct(), AddressGuardTest::resolve);

        assertThat(failureOf(guard, "http://images.internal/a").kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void givenAnUnknownHost_thenUnavailable() {
        ImageException failure = failureOf(guard(PUBLIC_ENDPOINT), "https://nowhere.example/a?sig=secret");

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessage("the host of https://nowhere.example/a is unknown");
    }

    @Test
    void givenAProxyThatResolvesNames_thenUnknownNamesAreLeftToItAndPrivateAddressesStayRefused() {
        HttpProxy proxy = new HttpProxy("proxy.internal", 3128);
        HttpAccess proxied = new HttpAccess(host -> Optional.of(proxy), ForkJoinPool.commonPool());
        AddressGuard guard =
                new AddressGuard(DownloadPolicy.forEndpoint(PUBLIC_ENDPOINT), proxied, AddressGuardTest::resolve);

        assertThat(guard.check(URI.create("https://nowhere.example/a"))).isEqualTo(Route.through(proxy));
        assertThat(failureOf(guard, "http://127.0.0.1/a").kind()).isEqualTo(Kind.REFUSED);
    }

    private static AddressGuard guard(URI endpoint) {
        return new AddressGuard(DownloadPolicy.forEndpoint(endpoint), HttpAccess.direct(), AddressGuardTest::resolve);
    }

    /** Resolves literals as the JDK does, and the names above. */
    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.matches("[0-9.]+|\\[.*]")) {
            return InetAddress.getAllByName(host);
        }
        if (!NAMES.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        String[] literals = NAMES.get(host).split(" ");
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    private static void assertAllowed(AddressGuard guard, String address) {
        assertThatCode(() -> guard.check(URI.create(address))).doesNotThrowAnyException();
    }

    private static ImageException failureOf(AddressGuard guard, String address) {
        ImageException failure = catchThrowableOfType(ImageException.class, () -> guard.check(URI.create(address)));
        assertThat(failure).as("refusal of " + address).isNotNull();
        return failure;
    }
}
