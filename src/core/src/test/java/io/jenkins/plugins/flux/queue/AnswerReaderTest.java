package io.jenkins.plugins.flux.queue;

import static io.jenkins.plugins.flux.queue.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flux.queue.QueueException.Kind;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private final QueueEndpoint endpoint = QueueEndpoint.of("https://odirouter.ai/model", "flux_pro_11");
    private final AnswerReader reader = new AnswerReader(endpoint, new FailureMapping(endpoint));

    // create

    @Test
    void givenTheFiveFields_thenAJob() {
        QueuedJob job = reader.job(answer(200, """
                {"request_id": "mmsu_1", "queue_position": 0, "unknown": {"x": 1},
                 "status_url": "https://odirouter.ai/model/s", "response_url": "https://odirouter.ai/model/r",
                 "cancel_url": "https://odirouter.ai:443/model/c"}"""));

        assertThat(job.requestId()).isEqualTo("mmsu_1");
        assertThat(job.queuePosition()).hasValue(0);
        assertThat(job.statusUrl()).hasToString("https://odirouter.ai/model/s");
        assertThat(job.responseUrl()).hasToString("https://odirouter.ai/model/r");
        assertThat(job.cancelUrl()).hasToString("https://odirouter.ai:443/model/c");
    }

    @Test
    void givenAnIdAlone_thenTheAddressesFollowFromIt() {
        String body =
                "\ufeff{\"request_id\": \"mmsu_1\", \"status_url\": null, \"queue_position\": null, \"cancel_url\": 7}";

        assertThat(reader.job(answer(201, body))).isEqualTo(QueuedJob.of(endpoint, "mmsu_1"));
    }

    @Test
    void givenRelativeAddresses_thenTheyAreOfTheEndpoint() {
        QueuedJob job = reader.job(answer(200, "{\"request_id\": \"mmsu_1\", \"status_url\": \"/model/s\"}"));

        assertThat(job.statusUrl()).hasToString("https://odirouter.ai/model/s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/s", "//evil.example/s", "http://odirouter.ai/s", "ht tp://["})
    void givenAForeignOrUnreadableAddress_thenProtocolWithIdAndRawAnswer(String address) {
        String body = "{\"request_id\": \"mmsu_1\", \"status_url\": \"" + address + "\"}";
        QueueException failure = catchThrowableOfType(QueueException.class, () -> reader.job(answer(200, body)));

        assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failure.requestId()).contains("mmsu_1");
        assertThat(failure.rawAnswer()).contains(body);
        assertThat(failure.httpStatus()).hasValue(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "42",
                "<html>",
                "{\"request_id\": null}",
                "{\"request_id\": 7}",
                "{\"request_id\": \"../x\"}",
                "{\"request_id\": \"mmsu_1\"} trailing",
                "{\"request_id\": \"mms"
            })
    void givenNoUsableId_thenTheSubmitIsLost(String body) {
        QueueException failure = catchThrowableOfType(QueueException.class, () -> reader.job(answer(200, body)));

        assertThat(failure.kind()).isEqualTo(Kind.LOST_SUBMIT);
        assertThat(failure.rawAnswer()).contains(body);
    }

    // status

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0", "12 | 12", "null | -1", "-3 | -1", "1.5 | -1", "'\"2\"' | -1", "99999999999 | -1"})
    void givenInQueue_thenThePositionIfItIsOne(String position, int expected) {
        JobStatus status = status("{\"status\": \"IN_QUEUE\", \"queue_position\": " + position.replace("'", "") + "}");

        assertThat(status)
                .isEqualTo(new JobStatus.InQueue(expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected)));
    }

    @Test
    void givenInProgress_thenInProgress() {
        assertThat(status("{\"status\": \"IN_PROGRESS\"}")).isEqualTo(new JobStatus.InProgress());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | ",
                "{'metrics': null} | ",
                "{'metrics': {'inference_time': null}} | ",
                "{'metrics': {'inference_time': 'fast'}} | ",
                "{'metrics': {'inference_time': -1}} | ",
                "{'metrics': {'inference_time': 1e999999}} | ",
                "{'metrics': {'inference_time': 3}} | 3",
                "{'metrics': {'inference_time': 3.140}} | 3.140",
            })
    void givenCompletedWithoutAnError_thenCompleted(String rest, BigDecimal seconds) {
        String body = "{\"status\": \"COMPLETED\", \"error\": null,"
                + rest.replace('\'', '"').substring(1);

        assertThat(status(body.replace(",}", "}"))).isEqualTo(new JobStatus.Completed(Optional.ofNullable(seconds)));
    }

    @Test
    void givenCompletedWithAnError_thenItFailed() {
        JobStatus status =
                status("{\"status\": \"COMPLETED\", \"error\": \"nudity\", \"error_type\": \"CONTENT_BLOCKED\"}");

        assertThat(status)
                .isInstanceOfSatisfying(
                        JobStatus.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.CONTENT_BLOCKED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": \"DANCING\"}", "{\"status\": null}", "{}", "[]", "not json"})
    void givenAnUnknownStatus_thenProtocol(String body) {
        QueueException failure = catchThrowableOfType(QueueException.class, () -> status(body));

        assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failure.requestId()).contains("mmsu_1");
    }

    @Test
    void givenACompressedBody_thenTheMessageNamesTheEncoding() {
        Answer gzip = answer(200, "\u001f\u008b", Map.of("Content-Encoding", "gzip"));

        assertThat(catchThrowableOfType(QueueException.class, () -> reader.status("mmsu_1", gzip)))
                .hasMessageContaining("a body with the content encoding gzip");
    }

    // result

    @Test
    void given202_thenThereIsNoResultYet() {
        assertThat(reader.result("mmsu_1", answer(202, "{\"status\": \"IN_QUEUE\"}")))
                .isEmpty();
        assertThat(reader.result("mmsu_1", answer(202, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN_QUEUE", "IN_PROGRESS"})
    void given200WithTheStatusOfAnUnfinishedJob_thenThereIsNoResultYet(String status) {
        assertThat(reader.result("mmsu_1", answer(200, "{\"status\": \"" + status + "\"}")))
                .isEmpty();
    }

    @Test
    void givenAResultWithErrorFields_thenAFailureOfThatKind() {
        String body = "{\"outputs\": [], \"error\": \"nudity\", \"error_type\": \"CONTENT_BLOCKED\"}";
        QueueException failure = resultFailure(200, body);

        assertThat(failure.kind()).isEqualTo(Kind.CONTENT_BLOCKED);
        assertThat(failure.requestId()).contains("mmsu_1");
        assertThat(failure.rawAnswer()).contains(body);
    }

    @Test
    void givenTheStatusOfAFailedJobUnderAnErrorStatus_thenAFailureOfThatKind() {
        assertThat(resultFailure(400, "{\"status\":\"COMPLETED\",\"error\":\"x\",\"error_type\":\"CANCELED\"}")
                        .kind())
                .isEqualTo(Kind.CANCELED);
    }

    @Test
    void givenAnUnknownShape_thenProtocolWithTheWholeRawAnswer() {
        String body = "{\"picture\": \"" + "x".repeat(2000) + "\"}";
        QueueException failure = resultFailure(200, body);

        assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failure)
                .hasMessage("the service answered with status 200 and no image in any known place;"
                        + " this is not part of the protocol; see the raw answer");
        assertThat(failure.rawAnswer()).contains(body);
        assertThat(failure.requestId()).contains("mmsu_1");
    }

    // cancel

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "202 | {'status': 'CANCELLATION_REQUESTED'} | REQUESTED",
                "202 | '' | REQUESTED",
                "200 | {} | REQUESTED",
                "400 | {'status': 'ALREADY_COMPLETED'} | ALREADY_COMPLETED",
                "200 | {'status': 'ALREADY_COMPLETED'} | ALREADY_COMPLETED",
                "409 | {'status': 'already_completed'} | ALREADY_COMPLETED",
                "404 | {'status': 'NOT_FOUND'} | NOT_FOUND",
                "404 | {'detail': 'Request not found'} | NOT_FOUND",
                "404 | '' | NOT_FOUND",
            })
    void givenAnAnswerToACancel_thenWhatItMeans(int status, String body, CancelAnswer expected) {
        assertThat(reader.cancel(
                        "mmsu_1", answer(status, body.replace('\'', '"').replace("\"\"", ""))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {} | REJECTED",
                "500 | {} | UNAVAILABLE",
                "401 | x | UNAUTHORIZED",
                "200 | <html> | PROTOCOL"
            })
    void givenAnotherAnswerToACancel_thenAFailure(int status, String body, Kind kind) {
        assertThat(catchThrowableOfType(QueueException.class, () -> reader.cancel("mmsu_1", answer(status, body)))
                        .kind())
                .isEqualTo(kind);
    }

    // models

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\": []}", "[]", " [{\"id\": \"m\"}]"})
    void givenAListOfModels_thenTheKeyIsValid(String body) {
        assertThat(reader.models(answer(200, body))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"200 | <html> | PROTOCOL", "401 | [] | UNAUTHORIZED", "404 | {} | NOT_FOUND"})
    void givenAnythingElse_thenAFailure(int status, String body, Kind kind) {
        assertThat(catchThrowableOfType(QueueException.class, () -> reader.models(answer(status, body)))
                        .kind())
                .isEqualTo(kind);
    }

    private JobStatus status(String body) {
        return reader.status("mmsu_1", answer(200, body));
    }

    private QueueException resultFailure(int status, String body) {
        return catchThrowableOfType(QueueException.class, () -> reader.result("mmsu_1", answer(status, body)));
    }
}
