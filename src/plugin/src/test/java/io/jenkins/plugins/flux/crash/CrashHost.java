package io.jenkins.plugins.flux.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A Jenkins that is started again and again in the same home, always in a process of its own. */
interface CrashHost extends AutoCloseable {

    /** Jenkins' home. */
    Path home();

    /** What Jenkins logs, in all its lives. */
    Path log();

    /**
     * Starts it; returns when there is a process.
     *
     * @param life which builds it begins, once those of its earlier lives go on
     * @param debugger may be told of the process
     * @param isAwaited whether somebody waits at the debugger for the process
     */
    void start(Life life, Debugger debugger, boolean isAwaited) throws Exception;

    /** Whether the builds of its life have begun. */
    boolean hasBegun();

    boolean isAlive();

    /** Blocks until it has ended, or that long. */
    void awaitEnd(Duration limit) throws InterruptedException;

    /**
     * Names of those builds that will never end, and not for the plugin's sake: none of its steps is under way any more. Only
     * asked of builds that have not ended for a long time.
     */
    Set<String> stranded(List<ScriptedBuild> builds) throws Exception;

    /** Ends the process by SIGKILL; blocks until it is gone. */
    void kill() throws Exception;

    /** Shuts it down in order; blocks until it is gone. */
    void shutDown() throws Exception;

    /** As {@link #kill()}, if it runs. */
    @Override
    void close() throws IOException;
}
