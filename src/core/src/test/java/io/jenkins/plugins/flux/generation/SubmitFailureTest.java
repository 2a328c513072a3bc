package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Given a submit that fails, it is repeated only if the service did not accept the job. */
class SubmitFailureTest extends GeneratorContract {

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 422})
    void aRefusedSubmitIsNotRepeated(int status) throws Exception {
        harness.simulator.faults().add(Fault.status(status).on(Operation.SUBMIT));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.paid()).isFalse();
        assertThat(failed.requestId()).isEmpty();
        assertThat(harness.simulator.record().submittedCount()).isZero();
        assertThat(harness.events(ImageEvent.Retrying.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void aSubmitThatWasNotAcceptedIsRepeatedAndReported(int status) throws Exception {
        harness.simulator.faults().add(Fault.status(status).on(Operation.SUBMIT).times(2));

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
        assertThat(harness.events(ImageEvent.Retrying.class)).hasSize(2);
    }

    @Test
    void retryAfterIsObeyedByEveryImageOfTheEndpoint() throws Exception {
        harness.simulator
                .faults()
                .add(Fault.status(429)
                        .retryAfter(Duration.ofSeconds(1))
                        .on(Operation.SUBMIT)
                        .once());
        Instant before = Instant.now();

        harness.maxConcurrent(1).generate("apple", "pear");

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isEqualTo(3);
    }

    @Test
    void anEndpointThatStaysUnavailableFailsTheImageAfterAFewSubmits() throws Exception {
        harness.simulator.faults().add(Fault.status(503).on(Operation.SUBMIT));

        assertThat(failureOf("apple").paid()).isFalse();

        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isEqualTo(3);
    }

    @Test
    void aServiceThatKeepsLimitingFailsTheImage() throws Exception {
        harness.simulator.faults().add(Fault.status(429).on(Operation.SUBMIT));

        ImageOutcome.Failed failed = (ImageOutcome.Failed)
                harness.queueDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(failed.message())
                .contains("could not be submitted within 1 second (queueTimeoutSeconds)")
                .contains("nothing is billed");
    }

    @Test
    void anEndpointThatNobodyAnswersAtIsNamed() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/model");
        }

        ImageOutcome.Failed failed =
                (ImageOutcome.Failed) harness.baseUrl(nobody).outcomeOf("apple");

        assertThat(failed.message()).contains("127.0.0.1");
        assertThat(failed.paid()).isFalse();
    }

    @Test
    void aLostAnswerIsReportedAndNeverRepeatedSilently() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.answerLostAfterAccept());

        ImageOutcome outcome = harness.outcomeOf("apple");

        assertThat(outcome).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("may exist and be billed");
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "302, HTML", "303, EMPTY", "307, TEXT", "401, HTML", "403, FOREIGN_JSON", "404, HTML", "407, HTML",
                "408, EMPTY",
        "408, TEXT", "413, HTML", "422, TEXT", "425, EMPTY", "429, HTML", "429, EMPTY", "500, HTML", "502, HTML",
        "503, HTML", "503, TEXT", "503, EMPTY", "503, FOREIGN_JSON", "504, EMPTY"
    })
    void whatAnswersInTheServicesPlaceSaysNothingOfTheJob(int status, WrongBody body) throws Exception {
        harness.simulator.faults().add(Fault.inBetween(status, body));

        ImageOutcome.Unknown unknown = (ImageOutcome.Unknown) harness.outcomeOf("apple");

        assertThat(unknown.message())
                .contains("status " + status)
                .contains("a job may exist and be billed")
                .contains("it was sent at");
        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isEqualTo(1);
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsFollowedByOneRepetitionWhenThePlanSaysSo() throws Exception {
        harness.simulator
                .faults()
                .whenPrompt("apple", Fault.answerLostAfterAccept().once());

        BatchOutcome outcome = harness.resubmitLost().generate("apple");

        assertThat(outcome.isComplete()).isTrue();
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(2);
        assertThat(harness.events(ImageEvent.Resubmitting.class)).hasSize(1);
    }

    @Test
    void aSecondLostAnswerIsNotFollowedByAThirdSubmit() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.answerLostAfterAccept());

        ImageOutcome outcome = harness.resubmitLost().outcomeOf("apple");

        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("sent twice");
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(2);
    }

    @Test
    void aLostAnswerIsNotForgottenWhenItsRepetitionIsRefused() throws Exception {
        harness.simulator
                .faults()
                .whenPrompt("apple", Fault.answerLostAfterAccept().once());
        harness.simulator.faults().add(Fault.status(403).on(Operation.SUBMIT).after(1));

        ImageOutcome outcome = harness.resubmitLost().outcomeOf("apple");

        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("403", "may exist and be billed");
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @Test
    void anAnswerThatPointsElsewhereIsRefusedAndItsJobCanceled() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.foreignLinks(), Fault.queue(Duration.ofMinutes(1)));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.requestId()).isPresent();
        assertThat(failed.message()).contains("the cancel was accepted");
        assertThat(harness.simulator.record().canceledCount()).isEqualTo(1);
        assertThat(harness.simulator.record().keySeenAtImageHost()).isFalse();
    }
}
