package io.jenkins.plugins.flux;

import hudson.model.Run;
import io.jenkins.plugins.flux.record.ImageRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A build on a {@link BuildHost}. */
public interface HostedBuild {

    /** Waits for the end and returns the name of the result; fails with the console if it takes too long. */
    String await() throws InterruptedException;

    /** Waits until the console has a text. */
    void awaitConsole(String text) throws InterruptedException;

    /** Aborts the build, like the stop button. */
    void abort();

    String console();

    /** Paths of the artifacts, sorted. */
    List<String> artifacts();

    byte[] artifact(String path) throws IOException;

    /** The workspace of its last {@code node}, or of the freestyle build; null if there was none. */
    Path workspace();

    /** Paths of the files in the workspace, sorted. */
    List<String> workspaceFiles() throws IOException;

    /** Ids of the credentials whose use was recorded. */
    List<String> trackedCredentials();

    /** Descriptions of calls that blocked the thread of the Pipeline's program. */
    List<String> blockingCalls();

    /** The images in build.xml, read again from disk. */
    List<ImageRecord> recordedImages() throws IOException;

    Run<?, ?> run();
}
