package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest extends WithSimulator {
    private URI image;

    @BeforeEach
    void prepare() throws Exception {
        image = client.imageOf("a boat");
    }

    @Test
    void leadsToAnotherPathOfTheSameHost() throws Exception {
        simulator.faults().add(Fault.redirect(RedirectTarget.SAME_HOST));

        URI next = location(image);

        assertThat(next.getAuthority()).isEqualTo(image.getAuthority());
        assertThat(next).isNotEqualTo(image);
        assertThat(TestClient.get(next).status()).isEqualTo(200);
    }

    @Test
    void leadsToAnotherHost() throws Exception {
        simulator.faults().add(Fault.redirect(RedirectTarget.OTHER_HOST));

        URI next = location(image);

        assertThat(next.getAuthority()).isEqualTo("localhost:" + image.getPort());
        assertThat(TestClient.get(next).status()).isEqualTo(200);
    }

    @Test
    void leadsThroughManyHops() throws Exception {
        simulator.faults().add(Fault.redirectHops(4).once());

        URI next = image;
        for (int hop = 0; hop < 4; hop++) {
            next = location(next);
        }

        assertThat(TestClient.get(next).status()).isEqualTo(200);
        assertThat(TestClient.get(image).status()).isEqualTo(200);
    }

    @Test
    void leadsInACircle() throws Exception {
        simulator.faults().add(Fault.redirect(RedirectTarget.LOOP));

        assertThat(location(image)).isEqualTo(image);
        assertThat(location(image)).isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource({"FILE,file:///etc/passwd", "PRIVATE_ADDRESS,http://10.255.255.1/"})
    void leadsWhereNobodyShouldFollow(RedirectTarget target, URI expected) throws Exception {
        simulator.faults().add(Fault.redirect(target));

        assertThat(location(image)).isEqualTo(expected);
    }

    @Test
    void leadsToAnyUrl() throws Exception {
        URI target = URI.create("ftp://127.0.0.1/x");
        simulator.faults().add(Fault.redirectTo(target));

        assertThat(location(image)).isEqualTo(target);
    }

    @Test
    void apiCallIsRedirectedToTheImageHostWhichSeesWhetherTheKeyFollows() throws Exception {
        simulator.faults().add(Fault.redirect(RedirectTarget.OTHER_HOST).on(Operation.SUBMIT));
        Answer redirect = client.submitPrompt("another boat");
        URI next = URI.create(redirect.header("location"));

        assertThat(redirect.status()).isEqualTo(302);
        assertThat(simulator.record().submittedCount()).isOne();
        assertThat(next.toString()).startsWith(simulator.imageHost().toString());
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
        assertThat(client.call("POST", next, "{}").status()).isEqualTo(404);
        assertThat(simulator.record().keySeenAtImageHost()).isTrue();
    }

    private static URI location(URI from) throws Exception {
        Answer redirect = TestClient.get(from);
        assertThat(redirect.status()).isEqualTo(302);
        return from.resolve(redirect.header("location"));
    }
}
