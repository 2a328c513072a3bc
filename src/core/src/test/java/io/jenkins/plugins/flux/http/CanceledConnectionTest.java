package io.jenkins.plugins.flux.http;

import static io.jenkins.plugins.flux.http.Exchanges.LIMITS;
import static io.jenkins.plugins.flux.http.Exchanges.get;
import static io.jenkins.plugins.flux.http.Exchanges.post;
import static io.jenkins.plugins.flux.http.Exchanges.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.KeptConnections.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A canceled exchange closes its connection, new or kept, and leaves room for others. */
@Timeout(120)
class CanceledConnectionTest {
    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello";

    private final HttpAccess access = Exchanges.anyName(Exchanges.trustOfJava());

    @AfterEach
    void close() {
        Exchanges.close();
    }

    @Test
    void whenCanceledOnAKeptConnection_thenItIsClosed() throws Exception {
        Semaphore unanswered = new Semaphore(0);
        try (KeptConnections server = KeptConnections.playing((connection, out) -> {
            if (connection.methods().size() == 1) {
                out.write(ScriptedServer.bytes(OK));
            } else {
                unanswered.release();
            }
        })) {
            for (int i = 0; i < 20; i++) {
                get(access, server.address("/"), LIMITS).get();
                CompletableFuture<?> call = get(access, server.address("/"), LIMITS);
                assertThat(unanswered.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
                call.cancel(true);

                assertThat(server.connections().get(i).awaitEnd()).isTrue();
            }
        }
    }

    /** At any moment of making it. */
    @Test
    void whenCanceledOnANewConnection_thenItIsClosed() throws Exception {
        try (KeptConnections server = KeptConnections.playing((connection, out) -> {})) {
            for (int i = 0; i < 200; i++) {
                CompletableFuture<?> call = post(access, server.address("/"), LIMITS);
                LockSupport.parkNanos(i * 20_000L);
                call.cancel(true);
            }
            for (Connection connection : server.connections()) {
                assertThat(connection.awaitEnd()).isTrue();
            }
        }
    }

    @Test
    void whenMoreCallsAreCanceledThanThereAreConnections_thenTheNextOneIsMade() throws Exception {
        try (ScriptedServer stalled = ScriptedServer.stallingAfter("");
                KeptConnections server = KeptConnections.answering(OK)) {
            List<? extends CompletableFuture<?>> calls = Stream.generate(
                            () -> get(access, stalled.address("/"), LIMITS))
                    .limit(400)
                    .toList();
            stalled.awaitRequest();
            calls.forEach(call -> call.cancel(true));

            CompletableFuture<?> next = get(access, stalled.address("/"), LIMITS);
            stalled.awaitRequest();
            assertThat(text(get(access, server.address("/"), LIMITS).get())).isEqualTo("hello");
            next.cancel(true);
        }
    }
}
