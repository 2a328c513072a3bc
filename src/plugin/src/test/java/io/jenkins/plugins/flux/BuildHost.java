package io.jenkins.plugins.flux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A Jenkins that can run builds with the plugin, for contract tests of the step and the build step. */
public interface BuildHost extends AutoCloseable {

    /** Adds a Secret text that all jobs may use. */
    void addSecretText(String id, String secret);

    /** Adds a Secret text that only the jobs of a folder may use. */
    void addFolderSecretText(String folder, String id, String secret);

    /** Adds a credential of another type. */
    void addUsernamePassword(String id);

    /** JENKINS_HOME, including the workspaces. */
    Path home();

    /**
     * The answers of the plugin's pages and web methods to an administrator, by name, and what Jenkins shows of a
     * build.
     */
    Map<String, String> answers(HostedBuild build) throws Exception;

    FluxGenerateConfiguration configuration();

    /**
     * Starts a Pipeline build.
     *
     * @param job full name; its folder is created if needed
     */
    HostedBuild startPipeline(String job, String script) throws IOException;

    /** Starts a freestyle build with these build steps. */
    HostedBuild startFreestyle(String job, FluxGenerateStep... parameters) throws IOException;

    @Override
    void close();
}
