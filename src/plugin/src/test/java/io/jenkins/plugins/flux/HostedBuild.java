package io.jenkins.plugins.flux;

import hudson.model.Run;
import io.jenkins.plugins.flux.record.ImageRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A build on a {@link BuildHost}. */
public interface HostedBuild {

    /** Waits for the end and returns the result's name; fails with the console when it takes too long. */
    String await() throws InterruptedException;

    /** Waits until the console has a text. */
    void awaitConsole(String text) throws InterruptedException;

    /** Asks for the end, as the red cross does. */
    void abort();

    String console();

    /** Paths of the artifacts, sorted. */
    List<String> artifacts();

    byte[] artifact(String path) throws IOException;

    /** The workspace of its last {@code node}, or of the freestyle build; null when there was none. */
    Path workspace();

    /** Paths of the files in the workspace, sorted. */
    List<String> workspaceFiles() throws IOException;

    /** Ids of the credentials whose use was recorded. */
    List<String> trackedCredentials();

    /** Descriptions of calls that held the thread of the Pipeline's program. */
    List<String> blockingCalls();

    /** The images that build.xml has, read again from disk. */
    List<ImageRecord> recordedImages() throws IOException;

    Run<?, ?> run();
}
