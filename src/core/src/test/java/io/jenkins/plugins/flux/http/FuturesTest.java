package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FuturesTest {
    private final CompletableFuture<String> source = new CompletableFuture<>();

    @Test
    void whenTheSourceCompletes_thenTheOutcomeIsTheResult() {
        CompletableFuture<Integer> relayed = Futures.relay(source, (value, failure) -> value.length());
        source.complete("four");

        assertThat(relayed).isCompletedWithValue(4);
    }

    @Test
    void whenTheSourceFails_thenTheOutcomeSeesTheFailureUnwrapped() {
        IOException cause = new IOException("gone");
        CompletableFuture<Throwable> relayed = Futures.relay(source, (value, failure) -> failure);
        source.completeExceptionally(new CompletionException(new ExecutionException(cause)));

        assertThat(relayed).isCompletedWithValue(cause);
    }

    @Test
    void whenTheOutcomeThrows_thenAHandlerSeesExactlyThat() {
        IOException thrown = new IOException("unreadable");
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Futures.relay(source, (value, failure) -> {
                    throw thrown;
                })
                .whenComplete((value, failure) -> seen.set(failure));
        source.complete("x");

        assertThat(seen).hasValue(thrown);
    }

    @Test
    void whenTheRelayedFutureIsCanceled_thenTheSourceIsAndTheOutcomeIsNotAsked() {
        AtomicReference<Object> asked = new AtomicReference<>();
        CompletableFuture<Object> relayed = Futures.relay(source, (value, failure) -> {
            asked.set("asked");
            return value;
        });
        relayed.cancel(true);

        assertThat(source).isCancelled();
        assertThat(asked).hasNullValue();
    }

    @Test
    void givenAWrapperWithoutACause_thenItIsTheFailure() {
        ExecutionException empty = new ExecutionException("empty", null);

        assertThat(Futures.unwrap(empty)).isSameAs(empty);
        assertThat(Futures.unwrap(null)).isNull();
    }
}
