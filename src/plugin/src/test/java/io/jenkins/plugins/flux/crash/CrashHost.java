package io.jenkins.plugins.flux.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A Jenkins that is started again and again in the same home, each time in a new process. */
interface CrashHost extends AutoCloseable {

    Path home();

    /** The log of Jenkins, of all its lives. */
    Path log();

    /**
     * Starts it; returns when the process exists.
     *
     * @param life which builds it begins, once those of earlier lives have resumed
     * @param debugger may control the process
     * @param isAwaited whether the debugger is waiting for the process
     */
    void start(Life life, Debugger debugger, boolean isAwaited) throws Exception;

    /** Whether the builds of its life have begun. */
    boolean hasBegun();

    boolean isAlive();

    /** Waits until it has ended, or for that long. */
    void awaitEnd(Duration limit) throws InterruptedException;

    /**
     * Names of builds that will never end, but not because of the plugin: none of its steps is in progress. Only called
     * for builds that have not ended for a long time.
     */
    Set<String> stranded(List<ScriptedBuild> builds) throws Exception;

    /** Kills the process by SIGKILL; blocks until it is gone. */
    void kill() throws Exception;

    /** Shuts it down in order; blocks until it is gone. */
    void shutDown() throws Exception;

    /** As {@link #kill()}, if it is running. */
    @Override
    void close() throws IOException;
}
