package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueuedJobTest {
    private static final URI OWN = URI.create("https://odirouter.ai/model/somewhere");
    private static final URI FOREIGN = URI.create("https://evil.example/model/somewhere?token=secret");

    private final QueueEndpoint endpoint = QueueEndpoint.of("https://odirouter.ai/model", "flux_pro_11");

    @Test
    void givenAnId_thenTheAddressesFollowFromTheEndpoint() {
        QueuedJob job = QueuedJob.of(endpoint, "mmsu_1");

        assertThat(job.requestId()).isEqualTo("mmsu_1");
        assertThat(job.statusUrl()).isEqualTo(endpoint.statusUrl("mmsu_1"));
        assertThat(job.responseUrl()).isEqualTo(endpoint.responseUrl("mmsu_1"));
        assertThat(job.cancelUrl()).isEqualTo(endpoint.cancelUrl("mmsu_1"));
        assertThat(job.queuePosition()).isEmpty();
        assertThat(job).hasToString("QueuedJob[mmsu_1]");
    }

    @Test
    void givenTheSameIdAndAddresses_thenEqual() {
        QueuedJob job = QueuedJob.of(endpoint, "mmsu_1");

        assertThat(QueuedJob.of(endpoint, "mmsu_1", job.statusUrl(), job.responseUrl(), job.cancelUrl()))
                .isEqualTo(job)
                .hasSameHashCodeAs(job);
        assertThat(QueuedJob.of(endpoint, "mmsu_1", OWN, job.responseUrl(), job.cancelUrl()))
                .isNotEqualTo(job);
        assertThat(job).isNotEqualTo(null);
    }

    @Test
    void givenAForeignAddress_thenRefusedWithTheIdAndWithoutTheQuery() {
        assertForeign(() -> QueuedJob.of(endpoint, "mmsu_1", FOREIGN, OWN, OWN));
        assertForeign(() -> QueuedJob.of(endpoint, "mmsu_1", OWN, FOREIGN, OWN));
        assertForeign(() -> QueuedJob.of(endpoint, "mmsu_1", OWN, OWN, FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mmsu_1", "0f8fad5b-d9cb-469f-a165-70867728950e", "a:b=c@d+e~f.g"})
    void givenAUsableId_thenItIsAccepted(String id) {
        assertThat(QueuedJob.of(endpoint, id).statusUrl().getPath()).contains("/requests/" + id + "/status");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "..", "a/b", "..%2f", "a\\b", "a?b", "a#b", "a b", "a\nb", "ä", "%41"})
    void givenAnIdThatMeansSomethingInAnAddress_thenRefused(String id) {
        QueueException refused =
                catchThrowableOfType(QueueException.class, () -> QueuedJob.of(endpoint, id, OWN, OWN, OWN));

        assertThat(refused.kind()).isEqualTo(QueueException.Kind.PROTOCOL);
    }

    @Test
    void givenTheLongestId_thenItIsAccepted_andRefusedIfLonger() {
        assertThat(QueuedJob.of(endpoint, "x".repeat(200)).requestId()).hasSize(200);
        assertThat(catchThrowableOfType(QueueException.class, () -> QueuedJob.of(endpoint, "x".repeat(201))))
                .isNotNull();
    }

    private static void assertForeign(Runnable creation) {
        QueueException refused = catchThrowableOfType(QueueException.class, creation::run);
        assertThat(refused.kind()).isEqualTo(QueueException.Kind.PROTOCOL);
        assertThat(refused.requestId()).contains("mmsu_1");
        assertThat(refused)
                .hasMessageContaining("https://evil.example/model/somewhere")
                .hasMessageContaining("the key is not sent there")
                .hasMessageNotContaining("secret");
    }
}
