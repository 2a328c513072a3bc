package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are sent slowly, partially or with too much data. */
class DeliveryFaultTest extends WithSimulator {
    private String requestId;
    private URI image;
    private byte[] whole;

    @BeforeEach
    void prepare() throws Exception {
        requestId = client.finish("a boat");
        image = client.imageUrl(requestId);
        whole = TestClient.get(image).bytes();
    }

    @Test
    void slowBodyComesWholeAtItsRate() throws Exception {
        simulator.faults().add(Fault.slowBody(whole.length * 5L / 2));
        long start = System.nanoTime();

        byte[] bytes = TestClient.get(image).bytes();

        assertThat(bytes).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(380), Duration.ofSeconds(3));
    }

    @Test
    void verySlowBodyComesByteByByte() throws Exception {
        simulator.faults().add(Fault.slowBody(10));
        try (RawCall call = new RawCall(image)) {
            assertThat(call.headers()).contains("200 OK");
            long start = System.nanoTime();
            assertThat(call.body(4)).isEqualTo(Arrays.copyOf(whole, 4));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(250));
        }
    }

    @Test
    void stalledBodyStopsAndKeepsTheConnectionOpen() throws Exception {
        simulator.faults().add(Fault.stalledBody(100));
        try (RawCall call = new RawCall(image)) {
            assertThat(call.headers()).containsIgnoringCase("content-length: " + whole.length);
            assertThat(call.body(100)).isEqualTo(Arrays.copyOf(whole, 100));
            assertThat(call.isSilent(150)).isTrue();
        }
    }

    @Test
    void stalledBodyCanStopBeforeItsFirstByteAndAfterItsLast() throws Exception {
        simulator.faults().add(Fault.stalledBody(0).once());
        try (RawCall call = new RawCall(image)) {
            call.headers();
            assertThat(call.isSilent(100)).isTrue();
        }
        simulator.faults().add(Fault.stalledBody(whole.length + 5L).once());
        try (RawCall call = new RawCall(image)) {
            call.headers();
            assertThat(call.body(whole.length)).isEqualTo(whole);
            assertThat(call.isSilent(100)).isTrue();
        }
    }

    @Test
    void stalledHeadersNeverCome() throws Exception {
        simulator.faults().add(Fault.stalledHeaders());
        try (RawCall call = new RawCall(image)) {
            assertThat(call.isSilent(150)).isTrue();
        }
        simulator.record().awaitCalls(Operation.IMAGE, 2, TestClient.SOON);
        assertThat(simulator.record().exchanges(Operation.IMAGE).get(1).status())
                .isEqualTo(Exchange.NO_ANSWER);
    }

    @Test
    void submitCanStallWhileItsJobRuns() throws Exception {
        simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        HttpRequest request = client.request("POST", client.queue(), "{\"prompt\":\"b\"}")
                .timeout(Duration.ofMillis(300))
                .build();

        assertThatThrownBy(() -> TestClient.send(request)).isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.record().awaitJobs(2, TestClient.SOON)).hasSize(2);
    }

    @Test
    void truncatedBodyEndsTheConnection() throws Exception {
        simulator.faults().add(Fault.truncatedBody(50));
        try (RawCall call = new RawCall(image)) {
            assertThat(call.headers()).containsIgnoringCase("content-length: " + whole.length);
            assertThat(call.rest()).isEqualTo(Arrays.copyOf(whole, 50));
        }
        assertThatThrownBy(() -> TestClient.get(image)).isInstanceOf(IOException.class);
    }

    @Test
    void statusCanBeTruncatedToo() {
        simulator.faults().add(Fault.truncatedBody(5).on(Operation.STATUS));

        assertThatThrownBy(() -> client.status(requestId)).isInstanceOf(IOException.class);
    }

    @Test
    void oversizedImageIsPadded() throws Exception {
        simulator.faults().add(Fault.oversizedBody(1_000_000));

        byte[] bytes = TestClient.get(image).bytes();

        assertThat(bytes).hasSize(1_000_000).startsWith(whole);
        assertThat(bytes[999_999]).isZero();
    }

    @Test
    void oversizedJsonStaysJson() throws Exception {
        simulator.faults().add(Fault.oversizedBody(3_000_000).on(Operation.STATUS));

        Answer status = client.status(requestId);

        assertThat(status.bytes()).hasSize(3_000_000);
        assertThat(status.json().get("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void endlessBodyNeverEnds() throws Exception {
        simulator.faults().add(Fault.oversizedBody(Fault.ENDLESS));
        try (RawCall call = new RawCall(image)) {
            assertThat(call.headers()).containsIgnoringCase("transfer-encoding: chunked");
            assertThat(call.body(20_000_000)).hasSize(20_000_000);
        }
        // The simulator must notice that the caller is gone, and answer others in the meantime.
        assertThat(client.status(requestId).status()).isEqualTo(200);
    }

    @Test
    void contentLengthCanBeTooLarge() throws Exception {
        simulator.faults().add(Fault.wrongContentLength(10));
        try (RawCall call = new RawCall(image)) {
            assertThat(call.headers()).containsIgnoringCase("content-length: " + (whole.length + 10));
            assertThat(call.rest()).isEqualTo(whole);
        }
    }

    @Test
    void contentLengthCanBeTooSmall() throws Exception {
        simulator.faults().add(Fault.wrongContentLength(-10));
        assertThat(TestClient.get(image).bytes()).isEqualTo(Arrays.copyOf(whole, whole.length - 10));
        simulator.faults().add(Fault.wrongContentLength(-whole.length * 2L));
        assertThat(TestClient.get(image).bytes()).isEmpty();
    }

    @Test
    void bodyCanBeCompressedUnrequested() throws Exception {
        simulator.faults().add(Fault.gzip());

        Answer answer = TestClient.get(image);

        assertThat(answer.header("content-encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes())
                .isEqualTo(whole);
    }

    @Test
    void headOfABadImageHasNoBody() throws Exception {
        for (Fault fault : new Fault[] {
            Fault.slowBody(5), Fault.oversizedBody(2_000_000), Fault.truncatedBody(10), Fault.wrongContentLength(5)
        }) {
            simulator.faults().add(fault.once());
            Answer head = TestClient.send(HttpRequest.newBuilder(image)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .timeout(Duration.ofSeconds(5))
                    .build());
            assertThat(head.bytes()).isEmpty();
        }
    }

    @Test
    void closeEndsEveryOpenAnswer() throws Exception {
        simulator.faults().add(Fault.stalledBody(10));
        try (RawCall stalled = new RawCall(image)) {
            stalled.headers();
            stalled.body(10);
            simulator.faults().add(Fault.oversizedBody(Fault.ENDLESS));
            try (RawCall endless = new RawCall(image)) {
                endless.headers();
                simulator.close();
                assertThat(stalled.rest()).isEmpty();
            }
        }
    }
}
