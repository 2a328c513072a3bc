package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.queue.QueueException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class QueueExceptionTest {
    @Test
    void givenOneWithinWrappers_thenItIsThatOne() {
        QueueException inner = new QueueException(Kind.TIMED_OUT, "no result within 5 s");

        assertThat(QueueException.of(new CompletionException(inner))).isSameAs(inner);
        assertThat(QueueException.of(inner)).isSameAs(inner);
    }

    @Test
    void givenACanceledFuture_thenCanceled() {
        assertThat(QueueException.of(new CancellationException()).kind()).isEqualTo(Kind.CANCELED);
    }

    @Test
    void givenAnythingElse_thenProtocolWithTheCause() {
        RuntimeException bug = new IllegalStateException("bug\nin two lines");
        QueueException failure = QueueException.of(bug);

        assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failure)
                .hasCause(bug)
                .hasMessage("unexpected failure: java.lang.IllegalStateException: bug in two lines");
    }

    @Test
    void givenNoAnswer_thenItsDetailsAreEmpty() {
        QueueException failure = new QueueException(Kind.TIMED_OUT, "no result within 5 s");

        assertThat(failure.httpStatus()).isEmpty();
        assertThat(failure.requestId()).isEmpty();
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.rawAnswer()).isEmpty();
    }

    @Test
    void whenSerialized_thenEverythingButTheRawAnswerIsKept() throws Exception {
        QueueException failure = QueueException.because(Kind.RATE_LIMITED, "too many calls")
                .answer(Answers.answer(429, "{\"large\": true}", Map.of("Retry-After", "7")))
                .requestId("mmsu_1")
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        QueueException copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (QueueException) in.readObject();
        }

        assertThat(copy).hasMessage("too many calls");
        assertThat(copy.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(copy.httpStatus()).hasValue(429);
        assertThat(copy.requestId()).contains("mmsu_1");
        assertThat(copy.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(copy.rawAnswer()).isEmpty();
    }
}
