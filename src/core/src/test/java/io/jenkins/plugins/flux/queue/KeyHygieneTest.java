package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ScriptedServer;
import io.jenkins.plugins.flux.queue.QueueException.Kind;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Given a service that echoes the key wherever it can, nothing that leaves the client shows it. */
class KeyHygieneTest extends QueueClientFixture {
    @Test
    void givenAJobAtAnotherOrigin_whenPolled_thenTheKeyIsNotSent() {
        QueueEndpoint elsewhere = new QueueEndpoint(simulator.imageHost(), "flux_pro_11");
        QueuedJob foreign = QueuedJob.of(elsewhere, "mmsu_1");

        for (CompletableFuture<?> call :
                List.of(client.status(foreign, KEY), client.result(foreign, KEY), client.cancel(foreign, KEY))) {
            assertThat(failureOf(call).kind()).isEqualTo(Kind.PROTOCOL);
        }
        assertThat(simulator.record().exchanges()).isEmpty();
    }

    @Test
    void givenForeignLinksInTheAnswer_thenTheIdIsKeptAndTheJobCanStillBeCanceled() throws Exception {
        simulator.faults().add(Fault.foreignLinks(Operation.STATUS));
        simulator.faults().add(Fault.run(Duration.ofSeconds(30)));

        QueueException failure = failureOf(client.submit(FOX, KEY));

        assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
        String id = failure.requestId().orElseThrow();
        assertThat(client.cancel(QueuedJob.of(client.endpoint(), id), KEY).get())
                .isEqualTo(CancelAnswer.REQUESTED);
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422, 429, 500, 503})
    void givenAServerThatEchoesTheKey_thenNothingOfTheFailureShowsIt(int status) {
        QueuedJob job = client.submit(FOX, KEY).join();
        simulator.faults().add(Fault.echoKey(status));

        for (CompletableFuture<?> call : List.of(
                client.submit(FOX, KEY), client.status(job, KEY), client.result(job, KEY), client.checkKey(KEY))) {
            assertKeyFree(failureOf(call));
        }
    }

    @Test
    void givenTheKeyInTheStatusLine_thenNothingOfTheFailureShowsIt() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 " + SECRET + " no\n\n")) {
            QueueException failure = failureOf(client(server.address("/model")).submit(FOX, KEY));

            assertThat(failure.kind()).isEqualTo(Kind.LOST_SUBMIT);
            assertKeyFree(failure);
        }
    }

    @Test
    void givenTheKeyInHeadersAndResult_thenNothingMadeOfThemShowsIt() throws Exception {
        String body = "{\"outputs\": [{\"url\": \"https://cdn.example/" + SECRET + "\", \"content_type\": \"" + SECRET
                + "\"}], \"metadata\": {\"key\": \"" + SECRET.replace("/", "\\/") + "\"}}";
        String answer = "HTTP/1.1 200 OK\nContent-Length: " + body.length() + "\n\n" + body;
        try (ScriptedServer server = ScriptedServer.answering(answer)) {
            QueueClient echoed = client(server.address("/model"));
            JobResult result = echoed.result(QueuedJob.of(echoed.endpoint(), "mmsu_1"), KEY)
                    .get()
                    .orElseThrow();

            assertThat(result.rawJson()).contains("****").doesNotContain("0123456789");
            assertThat(result.metadataJson()).isEqualTo("{\"key\":\"****\"}");
            assertThat(((OutputImage.Remote) result.outputs().get(0)).url()).hasToString("https://cdn.example/****");
            assertThat(result.outputs().get(0).contentType()).contains("****");
        }
        String redirect = "HTTP/1.1 302 Found\nLocation: https://evil.example/" + SECRET + "\nContent-Encoding: "
                + SECRET + "\nContent-Length: 1\n\nx";
        try (ScriptedServer server = ScriptedServer.answering(redirect)) {
            assertKeyFree(failureOf(client(server.address("/model")).submit(FOX, KEY)));
        }
    }

    private static void assertKeyFree(QueueException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace + failure.rawAnswer().orElse("")).doesNotContain(SECRET, "0123456789");
        assertThat(failure.getMessage()).doesNotContain("\n").hasSizeLessThan(900);
    }
}
