package io.jenkins.plugins.flux.queue;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.HttpProxy;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Given an endpoint whose host name has an underscore, all calls work as usual. */
@Timeout(20)
class UnderscoreHostTest {
    private static final ImageRequest FOX = ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 256, HEIGHT, 256));

    private Simulator simulator;
    private ApiKey key;
    private HttpAccess access;
    private QueueClient client;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(SimulatorSettings.builder()
                .run(Duration.ZERO)
                .queue(Duration.ZERO)
                .build());
        key = ApiKey.of(simulator.apiKey());
        // The simulator is the proxy: it knows the name.
        HttpProxy proxy = new HttpProxy("127.0.0.1", simulator.baseUrl().getPort());
        access = new HttpAccess(host -> Optional.of(proxy), ForkJoinPool.commonPool());
        client = new QueueClient(QueueEndpoint.of("http://flux_mock:8188/model", "flux_pro_11"), access);
    }

    @AfterEach
    void stop() {
        access.close();
        simulator.close();
    }

    @Test
    void allCallsAreMade() throws Exception {
        client.checkKey(key).get();
        QueuedJob job = client.submit(FOX, key).get();
        simulator.record().awaitAllFinished(Duration.ofSeconds(5));

        assertThat(job.statusUrl()).hasScheme("http").hasPath(job.statusUrl().getRawPath());
        assertThat(job.statusUrl().toString()).startsWith("http://flux_mock:8188/model/");
        assertThat(client.status(job, key).get()).isInstanceOf(JobStatus.Completed.class);
        assertThat(client.result(job, key).get()).isPresent();
        assertThat(client.cancel(job, key).get()).isEqualTo(CancelAnswer.ALREADY_COMPLETED);
        assertThat(simulator.record().exchanges(Operation.SUBMIT))
                .singleElement()
                .satisfies(call -> assertThat(call.header("host")).contains("flux_mock:8188"));
    }

    @Test
    void anAddressOfAnotherHostIsRefusedAsUsual() {
        simulator.faults().add(Fault.foreignLinks());

        Throwable failure = catchThrowable(client.submit(FOX, key)::get).getCause();

        assertThat(failure).hasMessageContaining("which is not at the endpoint http://flux_mock:8188/model");
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
    }

    @Test
    void aLostAnswerIsReportedAsUsual() {
        simulator.faults().add(Fault.inBetween(503, WrongBody.HTML));

        QueueException failure =
                (QueueException) catchThrowable(client.submit(FOX, key)::get).getCause();

        assertThat(failure.kind()).isEqualTo(QueueException.Kind.LOST_SUBMIT);
        assertThat(simulator.record().submittedCount()).isEqualTo(1);
    }
}
