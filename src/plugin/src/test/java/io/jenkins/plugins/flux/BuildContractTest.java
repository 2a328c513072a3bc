package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The base of all tests that run builds: a host with one endpoint, the simulator, and its key. */
@ExtendWith(BuildHosts.class)
@Timeout(180)
public abstract class BuildContractTest {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    protected Path directory;

    public BuildHost host;
    public Simulator simulator;
    public SimulatorRecord record;

    @BeforeEach
    protected void startHost(BuildHost given) throws IOException {
        simulator = Simulator.start();
        record = simulator.record();
        host = given;
        host.addSecretText("odirouter", simulator.apiKey());
        host.configuration().setEndpoints(List.of(endpoint("simulator")));
    }

    @AfterEach
    protected void stopHost() {
        host.close();
        simulator.close();
    }

    protected FluxEndpoint endpoint(String name) {
        FluxEndpoint endpoint = new FluxEndpoint(name);
        endpoint.setBaseUrl(simulator.baseUrl().toString());
        endpoint.setCredentialsId("odirouter");
        return endpoint;
    }

    protected HostedBuild startPipeline(String script) throws IOException {
        return host.startPipeline("pipeline", script);
    }

    protected HostedBuild runPipeline(String script) throws Exception {
        HostedBuild build = startPipeline(script);
        build.await();
        assertThat(build.blockingCalls()).isEmpty();
        return build;
    }

    protected HostedBuild runFreestyle(FluxGenerateStep... parameters) throws Exception {
        HostedBuild build = host.startFreestyle("freestyle", parameters);
        build.await();
        return build;
    }

    /** Parameters of the smallest image with a prompt. */
    protected static FluxGenerateStep parameters(String prompt) {
        FluxGenerateStep parameters = new FluxGenerateStep();
        parameters.setPrompt(prompt);
        parameters.setWidth(256);
        parameters.setHeight(256);
        return parameters;
    }

    /** Asserts that the build has failed with this one line, without a stack trace. */
    protected static void assertFailedWith(HostedBuild build, String line) throws InterruptedException {
        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(build.console()).contains(line).doesNotContain("\tat ").doesNotContain("Exception:");
    }

    protected void assertNothingWasSubmitted() {
        assertThat(record.submittedCount()).isZero();
        assertThat(record.exchanges()).isEmpty();
    }
}
