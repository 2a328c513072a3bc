package io.jenkins.plugins.flux.queue;

import static io.jenkins.plugins.flux.queue.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.queue.QueueException.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every status and every documented error body, per call. Exchanges without an answer are in QueueClientFaultsTest. */
class FailureMappingTest {
    private final QueueEndpoint endpoint = QueueEndpoint.of("https://odirouter.ai/model", "flux_pro_11");
    private final FailureMapping mapping = new FailureMapping(endpoint);

    @ParameterizedTest
    @CsvSource({
        "301, PROTOCOL",
        "400, REJECTED",
        "401, UNAUTHORIZED",
        "402, UNAUTHORIZED",
        "403, UNAUTHORIZED",
        "404, NOT_FOUND",
        "405, REJECTED",
        "408, UNAVAILABLE",
        "409, REJECTED",
        "410, NOT_FOUND",
        "413, REJECTED",
        "422, REJECTED",
        "425, UNAVAILABLE",
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "599, UNAVAILABLE",
    })
    void givenAStatusAlone_thenItDecidesExceptForSubmits(int status, Kind otherwise) {
        assertThat(refusal(Call.SUBMIT, status, "").kind()).isEqualTo(Kind.LOST_SUBMIT);
        for (Call call : new Call[] {Call.STATUS, Call.RESULT, Call.CANCEL, Call.CHECK_KEY}) {
            QueueException failure = refusal(call, status, "<html>Bad gateway</html>");

            boolean isGone = call == Call.RESULT && otherwise == Kind.NOT_FOUND;
            assertThat(failure.kind()).isEqualTo(isGone ? Kind.UNAVAILABLE : otherwise);
            assertThat(failure.httpStatus()).hasValue(status);
            assertThat(failure.requestId()).contains("mmsu_1");
            assertThat(failure.rawAnswer()).contains("<html>Bad gateway</html>");
            assertThat(failure)
                    .hasMessageContaining(String.valueOf(status))
                    .hasMessageContaining("a page of HTML or XML");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "401, UNAUTHORIZED",
        "402, UNAUTHORIZED",
        "403, UNAUTHORIZED",
        "404, NOT_FOUND",
        "405, REJECTED",
        "410, NOT_FOUND",
        "413, REJECTED",
        "422, REJECTED",
        "429, RATE_LIMITED",
        "503, UNAVAILABLE",
        // These do not say that the job was not accepted, whoever sends them.
        "303, LOST_SUBMIT",
        "307, LOST_SUBMIT",
        "408, LOST_SUBMIT",
        "425, LOST_SUBMIT",
        "500, LOST_SUBMIT",
        "502, LOST_SUBMIT",
        "504, LOST_SUBMIT",
        "599, LOST_SUBMIT",
    })
    void givenTheServicesOwnError_thenTheStatusDecidesForSubmitsToo(int status, Kind kind) {
        String gateways = "{\"error\":{\"code\":\"NEW\",\"message\":\"no\"},\"request_id\":\"mmsu_1\"}";

        assertThat(refusal(Call.SUBMIT, status, gateways).kind()).isEqualTo(kind);
        assertThat(refusal(Call.SUBMIT, status, "{\"detail\":\"no\"}").kind()).isEqualTo(kind);
        assertThat(refusal(Call.SUBMIT, status, "{\"detail\":[{\"msg\":\"no\"}]}")
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Service Unavailable",
                "<html>",
                "{",
                "{}",
                "[]",
                "null",
                "{'message':'no healthy upstream'}",
                "{'error':'no'}",
                "{'error':{'message':'no'},'request_id':'x'}",
                "{'error':{'code':503,'message':'no'},'request_id':'x'}",
                "{'error':{'code':'SERVICE_UNAVAILABLE','message':'no'}}",
                "{'detail':{'no':1}}",
                "{'type':'about:blank','title':'Service Unavailable','status':503,'detail':'no'}",
            })
    void givenABodyThatOthersMayHaveSent_whenSubmitting_thenAJobMayExist(String body) {
        for (int status : new int[] {401, 403, 404, 422, 429, 503}) {
            assertThat(refusal(Call.SUBMIT, status, body.replace('\'', '"')).kind())
                    .isEqualTo(Kind.LOST_SUBMIT);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {'error':{'code':'UNAUTHORIZED','message':'no'},'request_id':'x'} | UNAUTHORIZED",
                "403 | {'error':{'code':'FORBIDDEN','message':'no'}} | UNAUTHORIZED",
                "429 | {'error':{'code':'INSUFFICIENT_BALANCE','message':'no'}} | UNAUTHORIZED",
                "429 | {'error':{'code':'RATE_LIMIT_EXCEEDED','message':'no'}} | RATE_LIMITED",
                "500 | {'error':{'code':'RATE_LIMIT_EXCEEDED','message':'no'}} | RATE_LIMITED",
                "404 | {'detail':'App not found: flux_pro_11'} | NOT_FOUND",
                "400 | {'detail':'App not found: flux_pro_11'} | NOT_FOUND",
                "403 | {'detail':'Model not allowed for this user'} | UNAUTHORIZED",
                "400 | {'detail':'Model not allowed for this user'} | UNAUTHORIZED",
                "400 | {'detail':'webhook not supported'} | REJECTED",
                "404 | {'detail':'Request not found'} | NOT_FOUND",
                "400 | {'error':'blocked','error_type':'CONTENT_BLOCKED'} | CONTENT_BLOCKED",
                "400 | {'error':'bad','error_type':'REQUEST_INVALID'} | REJECTED",
            })
    void givenADocumentedBody_thenItDecidesBeforeTheStatusDoes(int status, String body, Kind kind) {
        for (Call call : Call.values()) {
            assertThat(refusal(call, status, body.replace('\'', '"')).kind()).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {'detail':'Runtime execution failed'} | LOST_SUBMIT | UNAVAILABLE",
                "400 | {'detail':'Runtime execution failed'} | LOST_SUBMIT | INFERENCE_FAILED",
                "400 | {'error':'x','error_type':'SOMETHING_NEW'} | LOST_SUBMIT | INFERENCE_FAILED",
                "400 | {'error':'x','error_type':'CANCELED'} | LOST_SUBMIT | CANCELED",
                "502 | {'error':'x','error_type':'SOMETHING_NEW'} | LOST_SUBMIT | UNAVAILABLE",
                "500 | {'error':'x','error_type':'INTERNAL_SERVER_ERROR'} | LOST_SUBMIT | INFERENCE_FAILED",
                "504 | {'error':'x','error_type':'INFERENCE_TIMEOUT'} | LOST_SUBMIT | TIMED_OUT",
                "503 | {'error':'x','error_type':'INFERENCE_FAILURE'} | LOST_SUBMIT | INFERENCE_FAILED",
            })
    void givenABodyThatSaysSomethingRan_whenSubmitting_thenAJobMayExist(
            int status, String body, Kind onSubmit, Kind otherwise) {
        assertThat(refusal(Call.SUBMIT, status, body.replace('\'', '"')).kind()).isEqualTo(onSubmit);
        assertThat(refusal(Call.RESULT, status, body.replace('\'', '"')).kind()).isEqualTo(otherwise);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INFERENCE_FAILURE | INFERENCE_FAILED | the generation failed at the service (INFERENCE_FAILURE): \"boom\"; it may succeed when submitted again",
                "INFERENCE_TIMEOUT | TIMED_OUT | the model took longer than the service allows (INFERENCE_TIMEOUT): \"boom\"; it may succeed when submitted again",
                "REQUEST_INVALID | REJECTED | the service refused the request (REQUEST_INVALID): \"boom\"; correct the parameters",
                "CONTENT_BLOCKED | CONTENT_BLOCKED | the content filter blocked the request (CONTENT_BLOCKED): \"boom\"; change the prompt, or allow more with safetyTolerance",
                "CANCELED | CANCELED | the request was canceled (CANCELED): \"boom\"",
                "INTERNAL_SERVER_ERROR | INFERENCE_FAILED | the generation failed at the service (INTERNAL_SERVER_ERROR): \"boom\"; it may succeed when submitted again",
                "SOMETHING_NEW | INFERENCE_FAILED | the generation failed at the service (SOMETHING_NEW): \"boom\"; it may succeed when submitted again",
            })
    void givenAnErrorType_thenTheJobFailedThatWay(String type, Kind kind, String message) {
        JobStatus.Failed failure = jobFailure("{\"error\":\"boom\",\"error_type\":\"" + type + "\"}");

        assertThat(failure).isEqualTo(new JobStatus.Failed(kind, type, message));
        assertThat(failure.toException("mmsu_1")).hasMessage(message);
        assertThat(failure.toException("mmsu_1").kind()).isEqualTo(kind);
        assertThat(failure.toException("mmsu_1").requestId()).contains("mmsu_1");
    }

    @Test
    void givenAnErrorWithoutAType_thenTheInferenceFailed() {
        assertThat(jobFailure("{\"error\":\"boom\"}").message())
                .isEqualTo("the generation failed at the service: \"boom\"; it may succeed when submitted again");
        assertThat(jobFailure("{\"error\":{\"message\":\"boom\"}}").message()).contains(": \"boom\"");
        assertThat(jobFailure("{\"error\":true}").kind()).isEqualTo(Kind.INFERENCE_FAILED);
        assertThat(jobFailure("{\"error\":500}").kind()).isEqualTo(Kind.INFERENCE_FAILED);
        assertThat(jobFailure("{\"error\":[\"boom\"]}").kind()).isEqualTo(Kind.INFERENCE_FAILED);
    }

    @Test
    void givenATypeWithoutAnError_thenItIsNotRepeated() {
        assertThat(jobFailure("{\"error_type\":\"CANCELED\"}").message())
                .isEqualTo("the request was canceled (CANCELED)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{'error':null,'error_type':null}",
                "{'error':''}",
                "{'error':' ','error_type':''}",
                "{'error':false}",
                "{'error':0}",
                "{'error':0.0}",
                "{'error':{}}",
                "{'error':[]}",
                "{'error':{'code':null,'message':''}}",
            })
    void givenErrorFieldsThatSayNothing_thenNoFailure(String body) {
        assertThat(mapping.jobFailure(Json.readObject(body.replace('\'', '"')).orElseThrow()))
                .isEmpty();
    }

    @Test
    void given401_thenCheckTheCredential() {
        assertThat(refusal(Call.SUBMIT, 401, "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"Invalid API key\"}}"))
                .hasMessage(
                        "the service does not accept the API key (status 401, \"Invalid API key\"); check the credential");
    }

    @Test
    void given403_thenModelAndBalanceAreNamed() {
        assertThat(refusal(Call.SUBMIT, 403, "{\"detail\":\"Model not allowed for this user\"}"))
                .hasMessage(
                        "the API key may not be used for model flux_pro_11 (status 403, \"Model not allowed for this user\");"
                                + " check the credential, the models it is allowed and the balance of the account");
    }

    @Test
    void given404_thenTheMessageSaysWhatIsUnknown() {
        assertThat(refusal(Call.SUBMIT, 404, "{\"detail\":\"App not found: flux_pro_11\"}"))
                .hasMessage("there is no model flux_pro_11 at https://odirouter.ai/model (status 404,"
                        + " \"App not found: flux_pro_11\"); check the endpoint's model and base URL");
        assertThat(refusal(Call.STATUS, 404, "{\"detail\":\"Request not found\"}"))
                .hasMessage("the service does not know the request mmsu_1 (status 404, \"Request not found\");"
                        + " it has expired, or it belongs to another key");
        assertThat(refusal(Call.CHECK_KEY, 404, "{}"))
                .hasMessage("there is no list of models at https://odirouter.ai/v1/models (status 404);"
                        + " the key cannot be checked there");
    }

    @Test
    void given422WithAList_thenEveryFieldIsNamed() {
        String body = "{\"detail\":[{\"loc\":[\"body\",\"width\"],\"msg\":\"width must be a multiple of 32\"},"
                + "{\"loc\":[\"body\",\"seed\"],\"msg\":\"value is not a valid integer\"},{\"msg\":\"and more\"},{}]}";

        assertThat(refusal(Call.SUBMIT, 422, body))
                .hasMessage(
                        "the service refused the request (status 422, \"width must be a multiple of 32; seed: value is"
                                + " not a valid integer; and more\"); correct the parameters");
    }

    @Test
    void given429_thenTheWaitIsReported() {
        QueueException failure = mapping.refusal(
                Call.SUBMIT,
                null,
                answer(429, "{\"error\":{\"code\":\"RATE_LIMIT_EXCEEDED\"}}", Map.of("Retry-After", "7")));

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure.requestId()).isEmpty();
        assertThat(failure).hasMessage("too many calls for this key (status 429); it asks to wait 7 s");
    }

    @Test
    void given500OnSubmit_thenTheMessageWarnsOfABilledJob() {
        assertThat(refusal(Call.SUBMIT, 500, ""))
                .hasMessage(
                        "the answer to the submit was lost: the service failed (status 500 with an empty body); a job may"
                                + " exist and be billed, so check the account before submitting again");
    }

    @Test
    void givenAForeign404OnSubmit_thenTheMessageNamesBaseUrlAndProxy() {
        assertThat(refusal(Call.SUBMIT, 404, "<html>"))
                .hasMessage(
                        "the answer to the submit was lost: an answer came that is not the service's own (status 404"
                                + " with a page of HTML or XML); check the base URL https://odirouter.ai/model and the proxy; a job"
                                + " may exist and be billed, so check the account before submitting again");
    }

    @Test
    void given503_thenTryAgainLater() {
        assertThat(refusal(Call.STATUS, 503, "{\"message\":\"maintenance\"}"))
                .hasMessage("the service is not available (status 503, \"maintenance\"); try again later");
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example/path?token=secret, https://login.example/path",
        "/v2/queue, https://odirouter.ai/v2/queue",
        "http://[broken, an unreadable address",
    })
    void givenARedirect_thenTheMessageSaysWhereItLeads(String location, String shown) {
        String message = "the service redirects to " + shown + " (status 302 with an empty body), where the key is"
                + " not sent; if that is the right address, set it as the base URL";
        Answer redirect = answer(302, "", Map.of("Location", location));

        assertThat(mapping.refusal(Call.STATUS, "mmsu_1", redirect))
                .hasMessage(message)
                .extracting(QueueException::kind)
                .isEqualTo(Kind.PROTOCOL);
        assertThat(mapping.refusal(Call.SUBMIT, null, redirect))
                .hasMessage("the answer to the submit was lost: " + message
                        + "; a job may exist and be billed, so check the account before submitting again")
                .extracting(QueueException::kind)
                .isEqualTo(Kind.LOST_SUBMIT);
    }

    @Test
    void givenAnUndocumentedStatus_thenCheckTheBaseUrl() {
        assertThat(refusal(Call.STATUS, 304, ""))
                .hasMessageContaining("an answer that is not part of the protocol (status 304 with an empty body)")
                .hasMessageContaining("check the base URL https://odirouter.ai/model");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void givenAnyKind_thenTheMessageIsOneLine(Kind kind) {
        FailureMessages messages = new FailureMessages(endpoint);

        assertThat(messages.refusal(kind, Call.STATUS, "mmsu_1", answer(418, "two\nlines")))
                .contains("status 418 with the text \"two lines\")")
                .doesNotContain("\n");
    }

    @Test
    void givenHostileText_thenItIsCappedSanitizedAndFreeOfTheKey() {
        String body = "{\"detail\":\"\\u001b[31m" + Answers.SECRET + "\\u202e" + "x".repeat(5000) + "\"}";
        QueueException failure = refusal(Call.STATUS, 400, body);

        assertThat(failure.getMessage())
                .doesNotContain("\u001b", "\u202e", Answers.SECRET)
                .contains("[31m**** xxx")
                .hasSizeLessThan(500);
        assertThat(failure.rawAnswer().orElseThrow()).hasSizeGreaterThan(5000).doesNotContain(Answers.SECRET);
    }

    @Test
    void givenAnUnreadableSuccess_thenSubmitsAreLostAndOtherCallsFailAsProtocol() {
        assertThat(mapping.unreadable(Call.SUBMIT, null, answer(200, "<html>"), "a page of HTML or XML"))
                .hasMessage(
                        "the answer to the submit was lost: the service answered with status 200 and a page of HTML or XML;"
                                + " check that the base URL https://odirouter.ai/model is that of the queue API; a job may exist and be"
                                + " billed, so check the account before submitting again")
                .extracting(QueueException::kind)
                .isEqualTo(Kind.LOST_SUBMIT);
        assertThat(mapping.unreadable(Call.STATUS, "mmsu_1", answer(200, "{}"), "the status \"\"")
                        .kind())
                .isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void givenARefusalInTheBodyOfASuccess_thenItDecides() {
        Answer refusal = answer(200, "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"no\"}}");

        assertThat(mapping.unreadable(Call.SUBMIT, null, refusal, "").kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    private QueueException refusal(Call call, int status, String body) {
        return mapping.refusal(call, "mmsu_1", answer(status, body));
    }

    private JobStatus.Failed jobFailure(String body) {
        return mapping.jobFailure(Json.readObject(body).orElseThrow()).orElseThrow();
    }
}
