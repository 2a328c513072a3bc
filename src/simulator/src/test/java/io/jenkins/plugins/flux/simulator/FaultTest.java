package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vocabulary of faults, in Java and as text. */
class FaultTest {
    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("queue=2s", Fault.queue(Duration.ofSeconds(2))),
                Arguments.of("run=1s..3s", Fault.run(Latency.uniform(Duration.ofSeconds(1), Duration.ofSeconds(3)))),
                Arguments.of("error=CONTENT_BLOCKED", Fault.jobError(ErrorType.CONTENT_BLOCKED)),
                Arguments.of("error=inference-timeout", Fault.jobError(ErrorType.INFERENCE_TIMEOUT)),
                Arguments.of("cancel-too-late", Fault.cancelTooLate()),
                Arguments.of("cancel-ignored", Fault.cancelIgnored()),
                Arguments.of("cancel-delay=2s", Fault.cancelDelayed(Duration.ofSeconds(2))),
                Arguments.of("shape=output-strings", Fault.resultShape(ResultShape.OUTPUT_STRINGS)),
                Arguments.of("outputs=3", Fault.outputs(3)),
                Arguments.of("image-size=512x256", Fault.imageSize(512, 256)),
                Arguments.of("image-bytes=8000000", Fault.largeImage(8_000_000)),
                Arguments.of("image-corrupt", Fault.corruptImage()),
                Arguments.of("image-corrupt=2", Fault.corruptImage(2)),
                Arguments.of("error-field=false", Fault.errorField("false")),
                Arguments.of("foreign-links", Fault.foreignLinks()),
                Arguments.of("foreign-links=status+cancel", Fault.foreignLinks(Operation.STATUS, Operation.CANCEL)),
                Arguments.of("image-url=link-local-address", Fault.imageUrl(ForeignImageUrl.LINK_LOCAL_ADDRESS)),
                Arguments.of("image-url=http://10.0.0.1/x", Fault.imageUrl(URI.create("http://10.0.0.1/x"))),
                Arguments.of("expires=2s", Fault.imageExpiresAfter(Duration.ofSeconds(2))),
                Arguments.of("expires-downloads=0", Fault.imageExpiresAfterDownloads(0)),
                Arguments.of("submit=429", Fault.status(429).on(Operation.SUBMIT)),
                Arguments.of("any=503", Fault.status(503)),
                Arguments.of(
                        "models=401,times=2",
                        Fault.status(401).on(Operation.MODELS).times(2)),
                Arguments.of(
                        "status=503,after=1,per-job",
                        Fault.status(503).on(Operation.STATUS).after(1).forEachJob()),
                Arguments.of(
                        "result=502,p=0.25",
                        Fault.status(502).on(Operation.RESULT).withProbability(0.25)),
                Arguments.of(
                        "cancel=429,retry-after=2s",
                        Fault.status(429).on(Operation.CANCEL).retryAfter(Duration.ofSeconds(2))),
                Arguments.of(
                        "image=503,retry-at=2s",
                        Fault.status(503).on(Operation.IMAGE).retryAfterDate(Duration.ofSeconds(2))),
                Arguments.of("in-between=503", Fault.inBetween(503, WrongBody.HTML)),
                Arguments.of("in-between=408+empty", Fault.inBetween(408, WrongBody.EMPTY)),
                Arguments.of("echo-key=401", Fault.echoKey(401)),
                Arguments.of("status.echo-key=401", Fault.echoKey(401).on(Operation.STATUS)),
                Arguments.of("key-in-answers", Fault.keyInAnswers()),
                Arguments.of("hostile-text=1000", Fault.hostileText(1000)),
                Arguments.of("lost-before", Fault.answerLostBeforeAccept()),
                Arguments.of("lost-after", Fault.answerLostAfterAccept()),
                Arguments.of("cancel.lost-after", Fault.answerLostAfterAccept().on(Operation.CANCEL)),
                Arguments.of("body=json-nulls", Fault.body(WrongBody.JSON_NULLS)),
                Arguments.of("gzip", Fault.gzip()),
                Arguments.of("slow=2000", Fault.slowBody(2000)),
                Arguments.of("stall=0", Fault.stalledBody(0)),
                Arguments.of(
                        "any.stall-headers",
                        Fault.stalledHeaders()
                                .on(Operation.SUBMIT, Operation.all().toArray(Operation[]::new))),
                Arguments.of("truncate=5", Fault.truncatedBody(5)),
                Arguments.of("oversize=endless", Fault.oversizedBody(Fault.ENDLESS)),
                Arguments.of("oversize=5000000000", Fault.oversizedBody(5_000_000_000L)),
                Arguments.of("content-length=-10", Fault.wrongContentLength(-10)),
                Arguments.of("content-length=+10", Fault.wrongContentLength(10)),
                Arguments.of("redirect=other-host", Fault.redirect(RedirectTarget.OTHER_HOST)),
                Arguments.of("redirect=5", Fault.redirectHops(5)),
                Arguments.of("redirect=file:///x", Fault.redirectTo(URI.create("file:///x"))));
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordIsAFault(String word, Fault fault) {
        assertThat(Fault.parse(word)).containsExactly(fault);
    }

    @Test
    void wordsCanBeCombined() {
        assertThat(Fault.parse(" queue=2s\n gzip ")).containsExactly(Fault.queue(Duration.ofSeconds(2)), Fault.gzip());
        assertThat(Fault.parse(" ")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "nonsense=1",
                "submit",
                "submit=200",
                "submit=600",
                "submit=x",
                "submit=4294967725",
                "gzip=1",
                "error=BAD",
                "error",
                "queue",
                "queue=2s,times=0",
                "queue=2s,times=x",
                "queue=2s,often",
                "submit=429,p=2",
                "submit=429,p=0",
                "submit=429,p=x",
                "gzip,retry-after=1s",
                "submit=429,retry-after=1s..2s",
                "result.queue=2s",
                "nobody.gzip",
                "image-size=5",
                "image-size=0x5",
                "image-bytes=0",
                "image-bytes=100000000",
                "image-size=5x5000",
                "outputs=0",
                "outputs=17",
                "foreign-links=submit",
                "foreign-links=+",
                "image-url=nowhere",
                "slow=0",
                "slow=fast",
                "stall=-1",
                "truncate=-1",
                "oversize=0",
                "content-length=0",
                "redirect=0",
                "redirect=1001",
                "redirect=away",
                "expires-downloads=-1",
                ",",
                "shape=round",
                "body=wrong"
            })
    void otherWordsAreRefusedByName(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.parse("gzip " + word))
                .withMessageContaining(word.split(" ")[0]);
    }

    @Test
    void jobFaultsConcernNoSingleCalls() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Fault.queue(Duration.ZERO).on(Operation.STATUS))
                .withMessageContaining("job");
    }

    @Test
    void onlyStatusesHaveRetryAfter() {
        assertThatIllegalStateException().isThrownBy(() -> Fault.gzip().retryAfter(Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(429).retryAfter(Duration.ofSeconds(-1)));
    }

    @Test
    void numbersAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.gzip().times(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.gzip().after(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.gzip().withProbability(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.gzip().withProbability(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(399));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.echoKey(600));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.cancelDelayed(Duration.ofDays(2)));
    }
}
