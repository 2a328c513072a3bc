package io.jenkins.plugins.flux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A Jenkins, as far as the contract of the step and the build step is concerned: what can run builds with the plugin. */
public interface BuildHost extends AutoCloseable {

    /** Adds a Secret text that every job may use. */
    void addSecretText(String id, String secret);

    /** Adds a Secret text that only the jobs of a folder may use. */
    void addFolderSecretText(String folder, String id, String secret);

    /** Adds a credential of another type. */
    void addUsernamePassword(String id);

    /** JENKINS_HOME, with the workspaces in it. */
    Path home();

    /**
     * What the pages and web methods of the plugin answer to an administrator, by their names; and what Jenkins shows of a
     * build.
     */
    Map<String, String> answers(HostedBuild build) throws Exception;

    /** The global configuration. */
    FluxGenerateConfiguration configuration();

    /**
     * Starts a Pipeline build.
     *
     * @param job full name; its folder is made when it has one
     */
    HostedBuild startPipeline(String job, String script) throws IOException;

    /** Starts a freestyle build with that many build steps. */
    HostedBuild startFreestyle(String job, FluxGenerateStep... parameters) throws IOException;

    @Override
    void close();
}
