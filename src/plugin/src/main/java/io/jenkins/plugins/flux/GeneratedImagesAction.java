package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Functions;
import hudson.model.Run;
import io.jenkins.plugins.flux.journals.EarlierExecutions;
import io.jenkins.plugins.flux.record.BuildImages;
import io.jenkins.plugins.flux.record.BuildRecords;
import io.jenkins.plugins.flux.record.GalleryImage;
import io.jenkins.plugins.flux.record.GalleryPage;
import io.jenkins.plugins.flux.record.ImageProgress;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.record.ProgressRows;
import io.jenkins.plugins.flux.record.RunningBatch;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jenkins.model.RunAction2;
import jenkins.util.VirtualFile;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/**
 * The images of a build on its page. Of build.xml it takes a few lines, however many images there are.
 *
 * <p>Images are served from here and not from {@code artifact/…}: that redirects to another origin when a resource root URL
 * is set or the artifact manager has URLs of its own, and the page's content security policy then blocks them.
 */
public final class GeneratedImagesAction implements RunAction2, BuildImages {

    /** Makes the action of a build. */
    @Extension
    public static final class MakerImpl implements BuildImages.Maker {
        @Override
        public BuildImages make() {
            return new GeneratedImagesAction();
        }
    }

    private transient Run<?, ?> run;

    /** The steps that run just now; null when there was none since the build was loaded. */
    private transient List<RunningBatch> running;

    /** Of a build of the first release, which kept them in build.xml. */
    @CheckForNull
    private List<ImageRecord> images;

    private transient BuildRecords records;
    private transient ProgressRows rows;
    private transient EarlierExecutions earlierExecutions;

    private int lastNumber;

    /** Whether build.xml lacks something of it. */
    private transient boolean isChanged;

    @Override
    public synchronized void onAttached(Run<?, ?> attached) {
        onLoad(attached);
        isChanged = true;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
        records = new BuildRecords(loaded, images);
        rows = new ProgressRows();
        earlierExecutions = new EarlierExecutions(loaded);
    }

    /** The build. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** Shows the progress of a step from now on. */
    @Override
    public synchronized void started(RunningBatch batch) {
        if (running == null) {
            running = new ArrayList<>();
        }
        running.add(batch);
    }

    /** Its images are recorded, or will not be. */
    @Override
    public synchronized void ended(RunningBatch batch) {
        running.remove(batch);
    }

    /** The build has ended without them. */
    @Override
    public void interrupt() {
        underWay().forEach(RunningBatch::interrupt);
    }

    /** The build is gone. */
    @Override
    public void cancel() {
        underWay().forEach(RunningBatch::cancel);
    }

    /** They are not called under the lock: what they do may ask this action. */
    private synchronized List<RunningBatch> underWay() {
        return running == null ? List.of() : List.copyOf(running);
    }

    /** Whether a step of the build makes images just now. */
    public synchronized boolean isRunning() {
        return run.isBuilding() && running != null && !running.isEmpty();
    }

    /** Where the images of the steps that run just now stand. */
    @NonNull
    public ImageProgress getProgress() {
        return progress(0);
    }

    private ImageProgress progress(long since) {
        return new ImageProgress(
                runningNow().stream().flatMap(step -> step.images().stream()).toList(), rows, since);
    }

    private synchronized List<RunningBatch> runningNow() {
        return isRunning() ? List.copyOf(running) : List.of();
    }

    /** All images of the build, each where it was first seen: those of a running step as they were stored. */
    @NonNull
    public List<ImageRecord> getImages() {
        return records.images().all();
    }

    @NonNull
    @Override
    public BuildRecords records() {
        return records;
    }

    @NonNull
    @Override
    public EarlierExecutions earlierExecutions() {
        return earlierExecutions;
    }

    /** A number for a default name that no other image of the build has got. */
    @Override
    public synchronized int nextNumber() {
        isChanged = true;
        return ++lastNumber;
    }

    @Override
    public boolean hasImage(String path) {
        return getImages().stream().anyMatch(image -> image.getPath().equalsIgnoreCase(path));
    }

    /**
     * Writes build.xml if it lacks something: a restart must not give a number again that a journal has. Blocks.
     *
     * @throws IOException when it cannot be written
     */
    @Override
    public void save() throws IOException {
        synchronized (this) {
            if (!isChanged) {
                return;
            }
            isChanged = false;
        }
        run.save();
    }

    @CheckForNull
    @Override
    public String getIconFileName() {
        return !isPermitted() || (!isRunning() && getImages().isEmpty())
                ? null
                : "symbol-flux-images plugin-flux-generate";
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.GeneratedImagesAction_displayName();
    }

    @NonNull
    @Override
    public String getUrlName() {
        return "flux";
    }

    /** Whether the person who looks may see the images: Jenkins' own rule for artifacts. */
    public boolean isPermitted() {
        return !Functions.isArtifactsPermissionEnabled() || run.hasPermission(Run.ARTIFACTS);
    }

    /** Whether the manifest of all images is among the artifacts: a step archives it when it ends. */
    public boolean isManifestArchived() {
        return !isRunning() && getImages().stream().anyMatch(ImageRecord::isArchived);
    }

    /**
     * The images of one page.
     *
     * @param from where it begins, as a request says it; the first page unless that is the cursor of another one
     */
    @NonNull
    public GalleryPage page(@CheckForNull String from) {
        List<ImageRecord> all = getImages();
        return GalleryPage.after(all, from == null ? "" : from).orElseGet(() -> GalleryPage.first(all));
    }

    /** A few images for the page of the build. */
    @NonNull
    public List<GalleryImage> getThumbnails() {
        return GalleryPage.thumbnails(getImages());
    }

    /**
     * Answers a page that wants to keep its progress up to date: {@code flux/progress?since=<cursor>} tells the counts,
     * and what has changed since in the list of images.
     */
    @GET
    public void doProgress(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        String since = Objects.requireNonNullElse(request.getParameter("since"), "0");
        if (!isPermitted()) {
            response.sendError(StaplerResponse2.SC_FORBIDDEN);
            return;
        }
        if (!since.matches("[0-9]{1,18}")) {
            response.sendError(StaplerResponse2.SC_BAD_REQUEST);
            return;
        }
        // In this order: what is stored when the build is over has been counted.
        boolean over = !run.isBuilding();
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter()
                .print(progress(Long.parseLong(since)).toJson(getImages().size(), over));
    }

    /**
     * Answers a gallery that was scrolled to its end: {@code flux/more?from=<cursor>} is the next page, without the
     * layout. Not found when the images do not have the order any more in which the gallery has shown them.
     */
    @GET
    public void doMore(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        String from = request.getParameter("from");
        boolean isKnown = from != null && GalleryPage.after(getImages(), from).isPresent();
        forward("more.jelly", isKnown, request, response);
    }

    /** Answers the page of a running build that wants to show what it has made by now. */
    @GET
    public void doThumbnails(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        forward("thumbnails.jelly", true, request, response);
    }

    private void forward(String view, boolean isFound, StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, ServletException {
        if (!isPermitted()) {
            response.sendError(StaplerResponse2.SC_FORBIDDEN);
        } else if (!isFound) {
            response.sendError(StaplerResponse2.SC_NOT_FOUND);
        } else {
            response.setHeader("X-Content-Type-Options", "nosniff");
            request.getView(this, view).forward(request, response);
        }
    }

    /**
     * Serves one image: {@code flux/image/<index>}, the index counting {@link #getImages()} from 0. Anything else is not
     * found: no path is taken from the URL, and the content type comes from the bytes that were checked.
     */
    @GET
    public void doImage(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        if (Functions.isArtifactsPermissionEnabled()) {
            run.checkPermission(Run.ARTIFACTS);
        }
        ImageRecord image = find(request.getRestOfPath());
        String wanted = request.getParameter("sha256");
        boolean isOther = image != null && wanted != null && !wanted.equals(image.getSha256());
        VirtualFile file = image == null || isOther || !image.isArchived()
                ? null
                : run.getArtifactManager().root().child(image.getPath());
        if (file == null || !file.isFile()) {
            response.sendError(StaplerResponse2.SC_NOT_FOUND);
            return;
        }
        response.setContentType(image.mediaType());
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not for long: another attempt of the step may put another image in its place.
        response.setHeader("Cache-Control", "private, max-age=60");
        response.setContentLengthLong(file.length());
        try (InputStream bytes = file.open()) {
            bytes.transferTo(response.getOutputStream());
        }
    }

    @CheckForNull
    private ImageRecord find(String restOfPath) {
        List<ImageRecord> known = getImages();
        if (!restOfPath.matches("/[0-9]{1,6}")) {
            return null;
        }
        int index = Integer.parseInt(restOfPath.substring(1));
        return index < known.size() ? known.get(index) : null;
    }
}
