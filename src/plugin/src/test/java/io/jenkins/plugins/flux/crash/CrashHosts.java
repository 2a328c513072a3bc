package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.Simulator;
import java.nio.file.Path;

/** Makes the hosts of lanes. */
@FunctionalInterface
interface CrashHosts {

    /** Whether they have an agent. */
    default boolean haveAgent() {
        return false;
    }

    /**
     * A host that has not been started yet.
     *
     * @param directory of its own
     * @param simulator the service that it works with
     * @param script what it begins in each life
     */
    CrashHost in(Path directory, Simulator simulator, LifeScript script);
}
