package flux.embedded.sample;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;

/** The events of Jenkins and of builds for plugins. */
public final class Events {
    /** The recorded events. */
    public static final List<String> TOLD = new CopyOnWriteArrayList<>();

    private Events() {}

    private static String jobs() {
        StringBuilder text = new StringBuilder();
        Jenkins.get().getItems().forEach(item -> item.getAllJobs().forEach(job -> text.append(describe(job))));
        return text.toString();
    }

    private static String describe(Job<?, ?> job) {
        Run<?, ?> last = job.getBuildByNumber(1);
        return " " + (last == null ? job.getFullName() : last + (last.isBuilding() ? " building" : " over"));
    }

    /** Events of Jenkins. */
    @Extension
    public static final class OfJenkins extends ItemListener {
        @Override
        public void onLoaded() {
            TOLD.add("loaded" + jobs());
        }

        @Override
        public void onBeforeShutdown() {
            TOLD.add("before shutdown" + jobs());
        }
    }

    /** Events of builds. */
    @Extension
    public static final class OfBuilds extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> run) {
            TOLD.add("finalized " + run + (run.isBuilding() ? " building" : " over"));
        }

        @Override
        public void onDeleted(Run<?, ?> run) {
            TOLD.add("deleted " + run + (run.getRootDir().exists() ? " with its files" : ""));
        }
    }
}
