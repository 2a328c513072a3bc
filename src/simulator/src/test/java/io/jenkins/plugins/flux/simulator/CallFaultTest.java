package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are refused, lost or answered wrongly. */
class CallFaultTest extends WithSimulator {
    @Override
    SimulatorSettings settings() {
        return SimulatorSettings.builder().seed(1).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422, 429, 500, 502, 503, 504, 599})
    void everyOperationCanAnswerAnyErrorStatus(int code) throws Exception {
        String requestId = client.finish("a boat");
        URI image = client.imageUrl(requestId);
        simulator.faults().add(Fault.status(code));

        assertThat(client.submitPrompt("a boat").status()).isEqualTo(code);
        assertThat(client.status(requestId).status()).isEqualTo(code);
        assertThat(client.result(requestId).status()).isEqualTo(code);
        assertThat(client.cancel(requestId).status()).isEqualTo(code);
        assertThat(client.call("GET", simulator.baseUrl().resolve("/v1/models"), "")
                        .status())
                .isEqualTo(code);
        assertThat(TestClient.get(image).status()).isEqualTo(code);
        assertThat(simulator.record().submittedCount()).isOne();
    }

    @Test
    void notFoundLooksAsItDoesForEachOperation() throws Exception {
        simulator.faults().add(Fault.status(404));

        assertThat(client.submitPrompt("a boat").json().get("detail").asText()).isEqualTo("App not found");
        assertThat(client.status("x").json().get("detail").asText()).isEqualTo("Request not found");
        assertThat(client.cancel("x").json().get("status").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void refusedCancelIsNotCarriedOutButNoted() throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.CANCEL).times(2));
        String requestId = client.take("a boat [[queue=1m]]");

        assertThat(client.cancel(requestId).status()).isEqualTo(503);
        assertThat(client.cancel(requestId).status()).isEqualTo(503);
        assertThat(simulator.record().jobsLeftRunning()).isOne();
        assertThat(client.cancel(requestId).status()).isEqualTo(202);
        assertThat(simulator.record().job(requestId).orElseThrow().cancels())
                .extracting(JobRecord.CancelAttempt::status, JobRecord.CancelAttempt::answer)
                .containsExactly(tuple(503, ""), tuple(503, ""), tuple(202, "CANCELLATION_REQUESTED"));
        assertThat(simulator.record().cancelsReceived()).isEqualTo(3);
    }

    @Test
    void retryAfterComesInSeconds() throws Exception {
        simulator
                .faults()
                .add(Fault.status(429).retryAfter(Duration.ofMillis(1500)).on(Operation.SUBMIT));

        Answer refused = client.submitPrompt("a boat");

        assertThat(refused.header("retry-after")).isEqualTo("2");
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
    }

    @Test
    void retryAfterComesAsDate() throws Exception {
        simulator
                .faults()
                .add(Fault.status(429).retryAfterDate(Duration.ofSeconds(30)).on(Operation.SUBMIT));
        Instant before = Instant.now();

        String header = client.submitPrompt("a boat").header("retry-after");

        assertThat(header).matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertThat(date).isBetween(before.plusSeconds(30), Instant.now().plusSeconds(31));
    }

    @Test
    void keyIsEchoed() throws Exception {
        simulator.faults().add(Fault.echoKey(403));

        Answer refused = client.submitPrompt("a boat");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains(simulator.apiKey()).contains("Zmx1eC1zaW11bGF0b3Ita2V5");
    }

    @Test
    void keyIsAllOverEachAnswerWhateverElseGoesWrong() throws Exception {
        simulator.faults().add(Fault.keyInAnswers());

        Answer taken = client.submitPrompt("a boat");
        simulator.faults().add(Fault.status(503));
        Answer refused = client.submitPrompt("a boat");

        assertThat(taken.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(503);
        for (Answer answer : List.of(taken, refused)) {
            assertThat(answer.text())
                    .contains(simulator.apiKey(), "Zmx1eC1zaW11bGF0b3Ita2V5", "\\u0066\\u006c\\u0075\\u0078");
            assertThat(answer.header("x-api-key")).isEqualTo(simulator.apiKey());
        }
    }

    @Test
    void textsDoHarmWhereverTheyAreShown() throws Exception {
        simulator.faults().add(Fault.hostileText(1000));
        simulator.faults().add(Fault.status(503));

        assertThat(client.submitPrompt("a boat").text())
                .contains("<script>", "\\u001B[8mha:////4", "\u202e")
                .hasSizeGreaterThan(1000);
    }

    @Test
    void answerLostBeforeLeavesNoJob() {
        simulator.faults().whenPrompt("lost", Fault.answerLostBeforeAccept());

        assertThatThrownBy(() -> client.submitPrompt("lost boat")).isInstanceOf(IOException.class);
        assertThat(simulator.record().submittedCount()).isZero();
        assertThat(simulator.record().exchanges()).allMatch(exchange -> exchange.status() == Exchange.NO_ANSWER);
    }

    @Test
    void answerLostAfterLeavesARunningJob() throws Exception {
        simulator.faults().whenPrompt("lost", Fault.answerLostAfterAccept().once());

        assertThatThrownBy(() -> client.submitPrompt("lost boat")).isInstanceOf(IOException.class);
        String requestId =
                simulator.record().awaitJobs(1, TestClient.SOON).get(0).requestId();
        simulator.record().awaitState(requestId, JobState.SUCCEEDED, TestClient.SOON);
        assertThat(client.submitPrompt("lost boat").status()).isEqualTo(200);
        assertThat(client.submitPrompt("another boat").status()).isEqualTo(200);
        Exchange lost = simulator.record().exchanges(Operation.SUBMIT).get(0);
        assertThat(lost.status()).isEqualTo(Exchange.NO_ANSWER);
        assertThat(lost.requestId()).contains(requestId);
        assertThat(lost.effects()).containsExactly(new CallEffect.LostAfter());
    }

    @Test
    void cancelCanBeLostAfterItWasCarriedOut() throws Exception {
        simulator.faults().add(Fault.answerLostAfterAccept().on(Operation.CANCEL));
        String requestId = client.take("a boat [[queue=1m]]");

        assertThatThrownBy(() -> client.cancel(requestId)).isInstanceOf(IOException.class);
        JobRecord job = simulator.record().job(requestId).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.CANCELED);
        assertThat(job.cancels().get(0).status()).isEqualTo(Exchange.NO_ANSWER);
        assertThat(job.cancels().get(0).answer()).isEqualTo("CANCELLATION_REQUESTED");
    }

    @ParameterizedTest
    @EnumSource(WrongBody.class)
    void bodiesCanBeWrong(WrongBody wrong) throws Exception {
        String requestId = client.finish("a boat");
        Answer right = client.result(requestId);
        simulator.faults().add(Fault.body(wrong));

        Answer answer = client.result(requestId);

        assertThat(answer.status()).isEqualTo(200);
        switch (wrong) {
            case HTML -> assertThat(answer.text()).startsWith("<!DOCTYPE html>");
            case SVG -> assertThat(answer.header("content-type")).isEqualTo("image/svg+xml");
            case TEXT -> assertThat(answer.header("content-type")).startsWith("text/plain");
            case EMPTY -> assertThat(answer.bytes()).isEmpty();
            case HALF -> assertThat(answer.bytes()).hasSize(right.bytes().length / 2);
            case JSON_NULLS -> {
                assertThat(answer.json().get("request_id").isNull()).isTrue();
                assertThat(answer.json().at("/outputs/0/url").isNull()).isTrue();
                assertThat(answer.json().at("/metadata/seed").isNull()).isTrue();
            }
            case HUGE_NUMBERS ->
                assertThat(answer.json().at("/outputs/0/width").toString()).hasSize(41);
            case FOREIGN_JSON -> assertThat(answer.json().has("message")).isTrue();
            case JSON_ARRAY ->
                assertThat(answer.json().at("/0/0/request_id").asText()).isEqualTo(requestId);
        }
    }

    @Test
    void somethingInBetweenAnswersForAJobThatWasAccepted() throws Exception {
        simulator.faults().add(Fault.inBetween(503, WrongBody.HTML).once());

        Answer answer = client.submitPrompt("a boat");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(simulator.record().submittedCount()).isEqualTo(1);
    }

    @Test
    void somethingInBetweenRedirectsToItself() throws Exception {
        simulator.faults().add(Fault.inBetween(303, WrongBody.EMPTY));

        assertThat(client.submitPrompt("a boat").header("location")).isEqualTo("http://login.invalid/");
    }

    @Test
    void imagesCanBeReplacedToo() throws Exception {
        URI image = client.imageOf("a boat");
        simulator.faults().add(Fault.body(WrongBody.HTML).on(Operation.IMAGE).once());
        assertThat(TestClient.get(image).header("content-type")).startsWith("text/html");
        simulator
                .faults()
                .add(Fault.body(WrongBody.JSON_NULLS).on(Operation.IMAGE).once());
        assertThat(TestClient.get(image).text()).isEqualTo("{\"size\":null}");
        assertThat(TestClient.get(image).header("content-type")).isEqualTo("image/jpeg");
    }
}
