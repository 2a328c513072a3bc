package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.domains.HostnamePortRequirement;
import com.cloudbees.plugins.credentials.domains.HostnameRequirement;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.flux.execution.CredentialsKeySource;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.ResultShape;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;

/**
 * Given an endpoint whose host name has an underscore, a build generates its images there, also through Jenkins' proxy.
 */
class UnderscoreHostBuildTest extends BuildContractTest {

    private static final String BASE_URL = "http://flux_mock:8188/model";

    @Test
    void aBuildGeneratesItsImages() throws Exception {
        simulator.faults().add(Fault.resultShape(ResultShape.DATA_URI));
        // The simulator acts as the proxy, which knows the name.
        Jenkins.get()
                .setProxy(
                        new ProxyConfiguration("127.0.0.1", simulator.baseUrl().getPort()));
        FluxEndpoint endpoint = endpoint("simulator");
        endpoint.setBaseUrl(BASE_URL);
        host.configuration().setEndpoints(List.of(endpoint));

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')");

        assertThat(build.await()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.artifacts()).contains("a.jpg");
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void credentialsOfAnotherHostsDomainAreNotForIt() {
        assertThat(CredentialsKeySource.requirements(BASE_URL))
                .filteredOn(HostnameRequirement.class::isInstance)
                .extracting(requirement -> ((HostnameRequirement) requirement).getHostname())
                .containsOnly("flux_mock");
        assertThat(CredentialsKeySource.requirements(BASE_URL))
                .hasAtLeastOneElementOfType(HostnamePortRequirement.class);
        assertThat(CredentialsKeySource.requirements("http://[broken")).isEmpty();
    }
}
