package hudson.model;

import flux.embedded.host.FileTree;
import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.Functions;
import hudson.XmlFile;
import hudson.model.listeners.RunListener;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import java.io.File;
import java.io.IOException;
import java.util.List;
import jenkins.model.ArtifactManager;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import jenkins.model.StandardArtifactManager;
import jenkins.util.NonLocalizable;

/** A build of a job. Running it is not part of this class. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot {
    public static final PermissionGroup PERMISSIONS = new PermissionGroup(Run.class, new NonLocalizable("Run"));
    public static final Permission ARTIFACTS =
            new Permission(PERMISSIONS, "Artifacts", null, null, Functions.isArtifactsPermissionEnabled());

    protected final transient JobT project;
    public transient int number;
    protected long timestamp;
    protected volatile Result result;
    protected volatile String description;

    private transient volatile State state = State.COMPLETED;

    protected Run(JobT job) throws IOException {
        this(job, System.currentTimeMillis());
        number = job.assignBuildNumber();
        state = State.NOT_STARTED;
        File directory = getRootDir();
        if (!directory.mkdirs() && !directory.isDirectory()) {
            throw new IOException("Cannot create " + directory);
        }
        job.addRun(this);
    }

    protected Run(JobT job, long timestamp) {
        project = job;
        this.timestamp = timestamp;
    }

    /** Loads a build. */
    protected Run(JobT job, File buildDirectory) throws IOException {
        this(job, 0);
        number = Integer.parseInt(buildDirectory.getName());
        reload();
        job.addRun(this);
    }

    /**
     * Reads {@code build.xml} again and notifies the actions. A build stored without a result was running when Jenkins
     * ended.
     */
    public void reload() throws IOException {
        result = Result.ABORTED;
        removeActions(Action.class);
        getDataFile().unmarshal(this);
        onLoad();
    }

    @SuppressWarnings("deprecation")
    protected void onLoad() {
        for (Action action : getActions()) {
            if (action instanceof RunAction2 aware) {
                aware.onLoad(this);
            }
        }
    }

    @Override
    @SuppressWarnings("deprecation")
    public void addAction(Action action) {
        super.addAction(action);
        if (action instanceof RunAction2 aware) {
            aware.onAttached(this);
        }
    }

    @Override
    public int compareTo(RunT that) {
        return Integer.compare(number, that.number);
    }

    public Result getResult() {
        return result;
    }

    /** A result can only get worse. */
    public void setResult(Result result) {
        if (state != State.BUILDING) {
            throw new IllegalStateException("cannot change build result while in " + state);
        }
        if (this.result == null || result.isWorseThan(this.result)) {
            this.result = result;
        }
    }

    public boolean isBuilding() {
        return state.compareTo(State.POST_PRODUCTION) < 0;
    }

    public boolean isLogUpdated() {
        return state.compareTo(State.COMPLETED) < 0;
    }

    protected void onStartBuilding() {
        state = State.BUILDING;
    }

    protected void onEndBuilding() {
        state = State.COMPLETED;
    }

    public List<Cause> getCauses() {
        CauseAction causes = getAction(CauseAction.class);
        return causes == null ? List.of() : causes.getCauses();
    }

    public <T extends Cause> T getCause(Class<T> type) {
        for (Cause cause : getCauses()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    public JobT getParent() {
        return project;
    }

    public final long getStartTimeInMillis() {
        return timestamp;
    }

    public void setDescription(String description) throws IOException {
        this.description = description;
        save();
    }

    public String getId() {
        return Integer.toString(number);
    }

    @Override
    public String getDisplayName() {
        return "#" + number;
    }

    public String getFullDisplayName() {
        return project.getFullDisplayName() + ' ' + getDisplayName();
    }

    @Override
    public String toString() {
        return project.getFullName() + " #" + number;
    }

    public String getExternalizableId() {
        return project.getFullName() + '#' + number;
    }

    public static Run<?, ?> fromExternalizableId(String id) {
        int hash = id.lastIndexOf('#');
        if (hash <= 0) {
            throw new IllegalArgumentException("Invalid id: " + id);
        }
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        Job<?, ?> job = jenkins == null ? null : jenkins.getItemByFullName(id.substring(0, hash), Job.class);
        return job == null ? null : job.getBuildByNumber(Integer.parseInt(id.substring(hash + 1)));
    }

    @Override
    public File getRootDir() {
        return new File(project.getBuildDir(), Integer.toString(number));
    }

    public File getLogFile() {
        return new File(getRootDir(), "log");
    }

    public final ArtifactManager getArtifactManager() {
        return new StandardArtifactManager(this);
    }

    /** There is only one kind of artifact manager here, which needs no configuration. */
    public final ArtifactManager pickArtifactManager() throws IOException {
        return getArtifactManager();
    }

    @Deprecated
    public File getArtifactsDir() {
        return new File(getRootDir(), "archive");
    }

    @Override
    public ACL getACL() {
        return project.getACL();
    }

    public void delete() throws IOException {
        if (isLogUpdated()) {
            throw new IOException(this + " is still running");
        }
        RunListener.fireDeleted(this);
        FileTree.delete(getRootDir().toPath());
        project.forgetRun(this);
    }

    @Override
    public synchronized void save() throws IOException {
        XmlFile file = getDataFile();
        file.write(this);
        SaveableListener.fireOnChange(this, file);
    }

    private XmlFile getDataFile() {
        return new XmlFile(new File(getRootDir(), "build.xml"));
    }

    public EnvVars getEnvironment(TaskListener listener) throws IOException, InterruptedException {
        EnvVars variables = new EnvVars();
        variables.put("BUILD_NUMBER", String.valueOf(number));
        variables.put("BUILD_ID", getId());
        variables.put("BUILD_DISPLAY_NAME", getDisplayName());
        variables.put("BUILD_TAG", "jenkins-" + project.getFullName().replace('/', '-') + "-" + number);
        variables.put("JOB_NAME", project.getFullName());
        variables.put("JOB_BASE_NAME", project.getName());
        for (ParametersAction parameters : getActions(ParametersAction.class)) {
            parameters.buildEnvironment(this, variables);
        }
        return variables;
    }

    private enum State {
        NOT_STARTED,
        BUILDING,
        POST_PRODUCTION,
        COMPLETED
    }
}
