package io.jenkins.plugins.flux.crash;

import hudson.slaves.DumbSlave;
import hudson.slaves.JNLPLauncher;
import hudson.slaves.RetentionStrategy;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * An inbound agent, connected by WebSocket, that connects some time after Jenkins starts: Pipelines are resumed without
 * it.
 */
final class LateAgent {

    private static final Logger LOGGER = Logger.getLogger(LateAgent.class.getName());
    private static final int LATEST_MILLIS = 4_000;

    private final InboundAgentExtension agents;
    private final InboundAgentExtension.Options options = InboundAgentExtension.Options.newBuilder()
            .name(ScriptedBuild.AGENT)
            .webSocket()
            .build();
    private final Path remoteRoot;
    private final Random random;

    /**
     * @param remoteRoot directory of its workspaces
     * @param random decides how late it connects
     */
    LateAgent(InboundAgentExtension agents, Path remoteRoot, Random random) {
        this.agents = agents;
        this.remoteRoot = remoteRoot;
        this.random = random;
    }

    /** Connects it to a running Jenkins some time later; returns at once. */
    void connect(RealJenkinsExtension jenkins) throws Throwable {
        jenkins.runRemotely(new KnownAgent(remoteRoot.toString()));
        InboundAgentExtension.AgentArguments arguments =
                jenkins.runRemotely(InboundAgentExtension::getAgentArguments, ScriptedBuild.AGENT);
        CompletableFuture.delayedExecutor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS)
                .execute(() -> start(arguments));
    }

    private void start(InboundAgentExtension.AgentArguments arguments) {
        try {
            agents.start(arguments, options);
        } catch (Exception failure) {
            LOGGER.log(Level.WARNING, "The agent was not started", failure);
        }
    }

    void disconnect() {
        agents.stop(ScriptedBuild.AGENT);
    }

    /** Adds the agent to Jenkins, unless it exists. */
    private record KnownAgent(String remoteRoot) implements RealJenkinsExtension.Step {

        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            if (jenkins.jenkins.getNode(ScriptedBuild.AGENT) == null) {
                DumbSlave agent = new DumbSlave(ScriptedBuild.AGENT, remoteRoot, new JNLPLauncher());
                agent.setNumExecutors(ConfiguredService.EXECUTORS);
                agent.setRetentionStrategy(RetentionStrategy.NOOP);
                jenkins.jenkins.addNode(agent);
            }
        }
    }
}
