package hudson.model;

import flux.embedded.host.StoredBuilds;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import jenkins.model.Jenkins;

/** Something that has builds. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    protected transient volatile int nextBuildNumber = 1;

    private final transient NavigableMap<Integer, RunT> runs = new ConcurrentSkipListMap<>();

    protected Job(ItemGroup<? extends Item> parent, String name) {
        super(parent, name);
        nextBuildNumber = StoredBuilds.nextNumber(this);
    }

    @Override
    public Collection<? extends Job<?, ?>> getAllJobs() {
        return List.of(this);
    }

    /**
     * Stored at once, so that a build that Jenkins' end left without a trace does not share its number with another.
     */
    public synchronized int assignBuildNumber() throws IOException {
        int number = nextBuildNumber++;
        StoredBuilds.saveNextNumber(this, nextBuildNumber);
        return number;
    }

    public File getBuildDir() {
        return new File(getRootDir(), "builds");
    }

    public RunT getBuildByNumber(int number) {
        return runs.get(number);
    }

    void forgetRun(Run<JobT, RunT> run) {
        runs.remove(run.number);
    }

    @SuppressWarnings("unchecked")
    void addRun(Run<JobT, RunT> run) {
        runs.put(run.number, (RunT) run);
        nextBuildNumber = Math.max(nextBuildNumber, run.number + 1);
    }

    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }
}
