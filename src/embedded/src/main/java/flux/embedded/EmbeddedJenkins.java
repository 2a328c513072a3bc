package flux.embedded;

import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import flux.embedded.host.AgentNode;
import flux.embedded.host.Controller;
import flux.embedded.host.CredentialsVault;
import flux.embedded.host.ExtensionIndex;
import flux.embedded.host.ItemTree;
import flux.embedded.host.ResumedPipelines;
import flux.embedded.pipeline.Workspaces;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.tasks.Builder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * A small Jenkins in this process, without network, for one plugin on the class path. There is one at a time; closing
 * it aborts its builds and notifies the plugin. Started again in the same home, in any process, it loads settings,
 * credentials, jobs and builds, and resumes Pipelines that were running when it was {@link #shutDown} or its process
 * was killed.
 *
 * <p>It is secured: users log in, and anonymous reads nothing. The thread that starts it is SYSTEM until it ends it;
 * other threads are anonymous by default, except those of builds, which run as their job does.
 */
public final class EmbeddedJenkins implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(EmbeddedJenkins.class.getName());
    private static final Duration LAST_CALL = Duration.ofSeconds(20);

    private final Controller controller;
    private final EmbeddedCredentials credentials;
    private final BuildStarter starter;
    private final List<EmbeddedBuild> builds = new CopyOnWriteArrayList<>();

    private volatile boolean ended;

    private EmbeddedJenkins(Path home, Settings settings) {
        controller = new Controller(home.toAbsolutePath().toFile());
        // Jenkins starts as SYSTEM, and tests with its harness continue as SYSTEM. Other threads are anonymous.
        ACL.as2(ACL.SYSTEM2);
        CredentialsVault vault = new CredentialsVault(controller.getRootDir());
        ExtensionIndex own = ExtensionIndex.of(controller);
        ResumedPipelines resumed = new ResumedPipelines();
        own.add(vault);
        own.add(resumed);
        own.add(new StringCredentialsImpl.DescriptorImpl());
        own.add(new UsernamePasswordCredentialsImpl.DescriptorImpl());
        credentials = new EmbeddedCredentials(vault);
        starter = new BuildStarter(controller, settings);
        ExtensionList.lookup(Descriptor.class);
        Workspaces.forgetAll();
        starter.loadItems();
        for (ItemListener listener : ItemListener.all()) {
            try {
                listener.onLoaded();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "Listener failed: " + listener);
            }
        }
        builds.addAll(starter.resumePipelines());
        resumed.complete();
    }

    /** Starts a Jenkins with a home directory. */
    public static EmbeddedJenkins start(Path home) {
        return start(home, Settings.DEFAULT);
    }

    /** Starts a Jenkins with settings. */
    public static EmbeddedJenkins start(Path home, Settings settings) {
        return new EmbeddedJenkins(home, settings);
    }

    /** The Jenkins, as the plugin sees it. */
    public Jenkins jenkins() {
        return controller;
    }

    public EmbeddedCredentials credentials() {
        return credentials;
    }

    /** The plugin's system configuration. */
    public <T extends GlobalConfiguration> T configuration(Class<T> type) {
        return extension(type);
    }

    /** Returns the only extension of a class. */
    public <T> T extension(Class<T> type) {
        return ExtensionList.lookupSingleton(type);
    }

    /** Forms, as people fill them in. */
    public EmbeddedForms forms() {
        return new EmbeddedForms();
    }

    /** Web methods, as browsers call them. */
    public EmbeddedWeb web() {
        return new EmbeddedWeb();
    }

    /** Connects an agent; a Jenkins that is started in the same home knows nothing of it. */
    public EmbeddedAgent addAgent(String name) {
        AgentNode agent = new AgentNode(name, new File(controller.getRootDir(), "agents/" + name));
        controller.add(agent);
        return new EmbeddedAgent(agent);
    }

    /** Creates a folder unless it exists. */
    public void folder(String fullName) {
        ItemTree.folder(fullName);
    }

    /** Starts a scripted Pipeline. */
    public EmbeddedBuild runPipeline(String name, String script) throws IOException {
        return runPipeline(name, script, BuildOptions.DEFAULT);
    }

    /**
     * Starts a scripted Pipeline.
     *
     * @param name full name of the job, which is created if needed
     */
    public EmbeddedBuild runPipeline(String name, String script, BuildOptions options) throws IOException {
        return remember(starter.pipeline(name, script, options));
    }

    /** Starts a freestyle build. */
    public EmbeddedBuild runFreestyle(String name, Builder... steps) throws IOException {
        return runFreestyle(name, BuildOptions.DEFAULT, steps);
    }

    /**
     * Starts a freestyle build.
     *
     * @param name full name of the project, which is created if needed
     * @param steps the new build steps of the project; none to keep the present ones
     */
    public EmbeddedBuild runFreestyle(String name, BuildOptions options, Builder... steps) throws IOException {
        return remember(starter.freestyle(name, options, List.of(steps)));
    }

    private EmbeddedBuild remember(EmbeddedBuild build) {
        builds.add(build);
        return build;
    }

    /**
     * A build, which may have ended before this Jenkins was started.
     *
     * @throws IllegalArgumentException if there is no such build
     */
    public EmbeddedBuild build(String job, int number) {
        for (EmbeddedBuild build : builds) {
            if (build.run().getExternalizableId().equals(job + '#' + number)) {
                return build;
            }
        }
        Job<?, ?> known = controller.getItemByFullName(job, Job.class);
        Run<?, ?> run = known == null ? null : known.getBuildByNumber(number);
        if (run == null) {
            throw new IllegalArgumentException("There is no build " + job + " #" + number);
        }
        return EmbeddedBuild.ended(run);
    }

    /**
     * Shuts this Jenkins down: notifies the plugin, interrupts freestyle builds, and suspends Pipelines until a Jenkins
     * is started again in the same home. Their {@link EmbeddedBuild}s become useless.
     */
    public void shutDown() {
        controller.stopBuildsWith(() -> {
            List<EmbeddedBuild> running =
                    builds.stream().filter(EmbeddedBuild::isRunning).toList();
            running.forEach(EmbeddedBuild::suspend);
            try {
                for (EmbeddedBuild build : running) {
                    build.awaitEnd(LAST_CALL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        end();
    }

    private void end() {
        ended = true;
        controller.cleanUp();
        starter.shutDown();
        SecurityContextHolder.clearContext();
    }

    /** Aborts running builds, notifies the plugin, and ends this Jenkins, unless it has already ended. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        try {
            builds.stream().filter(EmbeddedBuild::isRunning).forEach(EmbeddedBuild::abort);
            for (EmbeddedBuild build : builds) {
                build.await(LAST_CALL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }
}
