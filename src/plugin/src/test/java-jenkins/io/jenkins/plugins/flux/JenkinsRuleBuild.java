package io.jenkins.plugins.flux;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.FilePath;
import hudson.Util;
import hudson.XmlFile;
import hudson.model.Fingerprint;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.flux.record.ImageRecord;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jvnet.hudson.test.JenkinsRule;

/** A build on a {@link JenkinsRuleBuildHost}. */
record JenkinsRuleBuild(JenkinsRule rule, QueueTaskFuture<? extends Run<?, ?>> future, Run<?, ?> run)
        implements HostedBuild {

    private static final long PATIENCE_SECONDS = 120;

    /** The build of a future; waits until it has started. */
    static JenkinsRuleBuild of(JenkinsRule rule, QueueTaskFuture<? extends Run<?, ?>> future) {
        try {
            return new JenkinsRuleBuild(rule, future, future.waitForStart());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String await() throws InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getResult().toString();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(run + " still runs. Its console:\n" + console(), e);
        }
    }

    @Override
    public void awaitConsole(String text) throws InterruptedException {
        try {
            rule.waitForMessage(text, run);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void abort() {
        run.getExecutor().interrupt();
    }

    @Override
    public String console() {
        try {
            return JenkinsRule.getLog(run);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> artifacts() {
        try {
            return run.getArtifactManager().root().list("**", null, false).stream()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] artifact(String path) throws IOException {
        try (InputStream bytes = run.getArtifactManager().root().child(path).open()) {
            return bytes.readAllBytes();
        }
    }

    @Override
    public Path workspace() {
        FilePath workspace = rule.jenkins.getWorkspaceFor((TopLevelItem) run.getParent());
        Path path = Path.of(workspace.getRemote());
        return Files.isDirectory(path) ? path : null;
    }

    @Override
    public List<String> workspaceFiles() throws IOException {
        Path workspace = workspace();
        if (workspace == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(workspace)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> workspace.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public List<String> trackedCredentials() {
        List<String> tracked = new ArrayList<>();
        for (Credentials known : SystemCredentialsProvider.getInstance().getCredentials()) {
            try {
                Fingerprint use = CredentialsProvider.getFingerprintOf(known);
                if (use != null && use.getRangeSet(run.getParent()).includes(run.getNumber())) {
                    tracked.add(((IdCredentials) known).getId());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return tracked;
    }

    /** None: here, only a wait of seconds would be reported, by a warning in the log. The embedded host is stricter. */
    @Override
    public List<String> blockingCalls() {
        return List.of();
    }

    @Override
    public List<ImageRecord> recordedImages() throws IOException {
        Run<?, ?> stored = (Run<?, ?>) new XmlFile(Run.XSTREAM2, new File(run.getRootDir(), "build.xml")).read();
        List<ImageRecord> images = new ArrayList<>();
        for (GeneratedImagesAction action : Util.filter(stored.getActions(), GeneratedImagesAction.class)) {
            action.onLoad(run);
            images.addAll(action.getImages());
        }
        return images;
    }
}
