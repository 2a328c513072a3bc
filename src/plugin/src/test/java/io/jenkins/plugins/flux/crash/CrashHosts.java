package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.Simulator;
import java.nio.file.Path;

/** Creates the hosts of lanes. */
@FunctionalInterface
interface CrashHosts {

    /** Whether they have an agent. */
    default boolean haveAgent() {
        return false;
    }

    /**
     * Creates a host, without starting it.
     *
     * @param directory for its files
     * @param simulator the service that it uses
     * @param script what it begins in each life
     */
    CrashHost in(Path directory, Simulator simulator, LifeScript script);
}
