package io.jenkins.plugins.flux.crash;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.flux.FluxEndpoint;
import io.jenkins.plugins.flux.FluxGenerateConfiguration;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Configures a Jenkins in a process of its own to use a simulator, unless that has been done.
 *
 * @param baseUrl of the service
 * @param key for it
 */
record ConfiguredService(String baseUrl, String key) implements RealJenkinsExtension.Step {

    private static final String ENDPOINT = "simulator";
    private static final String CREDENTIALS = "odirouter";

    /** Enough that no build waits for an executor. */
    static final int EXECUTORS = 50;

    static ConfiguredService of(Simulator simulator) {
        return new ConfiguredService(simulator.baseUrl().toString(), simulator.apiKey());
    }

    /** Credentials first: as soon as there is an endpoint, it can be used. */
    @Override
    public void run(JenkinsRule jenkins) throws Throwable {
        FluxGenerateConfiguration configuration = jenkins.jenkins
                .getExtensionList(FluxGenerateConfiguration.class)
                .get(0);
        if (configuration.getEndpoints().stream()
                .anyMatch(known -> known.getName().equals(ENDPOINT))) {
            return;
        }
        jenkins.jenkins.setNumExecutors(EXECUTORS);
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, CREDENTIALS, null, Secret.fromString(key)));
        credentials.save();
        FluxEndpoint endpoint = new FluxEndpoint(ENDPOINT);
        endpoint.setBaseUrl(baseUrl);
        endpoint.setCredentialsId(CREDENTIALS);
        configuration.setEndpoints(List.of(endpoint));
    }
}
