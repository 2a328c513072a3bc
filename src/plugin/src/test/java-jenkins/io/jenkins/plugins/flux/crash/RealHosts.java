package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.Simulator;
import java.nio.file.Path;
import java.util.Random;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Real, secured controllers, each with an agent that connects late. */
record RealHosts(RealJenkinsExtension jenkins, InboundAgentExtension agents) implements CrashHosts {

    @Override
    public boolean haveAgent() {
        return true;
    }

    @Override
    public CrashHost in(Path directory, Simulator simulator, LifeScript script) {
        LateAgent agent = new LateAgent(agents, directory.resolve("agent"), new Random(script.seed()));
        return new RealHost(jenkins, agent, directory, simulator, script);
    }
}
