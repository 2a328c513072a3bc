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
 * The images of a build on its page. Takes a few lines of build.xml, however many images there are.
 *
 * <p>Serves the images itself. {@code artifact/…} would redirect to another origin if there is a resource root URL or
 * the artifact manager has its own URLs, and the content security policy of the page would block the images.
 */
public final class GeneratedImagesAction implements RunAction2, BuildImages {

    /** Creates the action of a build. */
    @Extension
    public static final class MakerImpl implements BuildImages.Maker {
        @Override
        public BuildImages make() {
            return new GeneratedImagesAction();
        }
    }

    private transient Run<?, ?> run;

    /** The batches in progress; null if there was none since the build was loaded. */
    private transient List<RunningBatch> running;

    /** Images of a build of the first release, which kept them in build.xml. */
    @CheckForNull
    private List<ImageRecord> images;

    private transient BuildRecords records;
    private transient ProgressRows rows;
    private transient EarlierExecutions earlierExecutions;

    private int lastNumber;

    /** Whether there are changes that build.xml does not have yet. */
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

    public Run<?, ?> getRun() {
        return run;
    }

    /** Shows the progress of a batch from now on. */
    @Override
    public synchronized void started(RunningBatch batch) {
        if (running == null) {
            running = new ArrayList<>();
        }
        running.add(batch);
    }

    /** The images of the batch have been recorded, or never will be. */
    @Override
    public synchronized void ended(RunningBatch batch) {
        running.remove(batch);
    }

    /** The build has ended before its batches. */
    @Override
    public void interrupt() {
        inProgress().forEach(RunningBatch::interrupt);
    }

    /** The build was deleted. */
    @Override
    public void cancel() {
        inProgress().forEach(RunningBatch::cancel);
    }

    /** Not called under the lock: what the batches do may call this action. */
    private synchronized List<RunningBatch> inProgress() {
        return running == null ? List.of() : List.copyOf(running);
    }

    /** Whether a step of the build is generating images. */
    public synchronized boolean isRunning() {
        return run.isBuilding() && running != null && !running.isEmpty();
    }

    /** The progress of the steps that are generating images. */
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

    /**
     * All images of the build, in the order in which they first appeared: those of a running step as they were stored.
     */
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

    /** A number for a default name that no other image of the build has. */
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
     * Writes build.xml if there are changes: after a restart, a number that is in a journal must not be used again.
     * Blocks.
     *
     * @throws IOException if it cannot be written
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

    /** Whether the current user may see the images, by Jenkins' own rule for artifacts. */
    public boolean isPermitted() {
        return !Functions.isArtifactsPermissionEnabled() || run.hasPermission(Run.ARTIFACTS);
    }

    /** Whether the manifest of all images is archived: a step does that when it ends. */
    public boolean isManifestArchived() {
        return !isRunning() && getImages().stream().anyMatch(ImageRecord::isArchived);
    }

    /**
     * Returns one page of the gallery.
     *
     * @param from cursor of the page, from a request; anything else means the first page
     */
    @NonNull
    public GalleryPage page(@CheckForNull String from) {
        List<ImageRecord> all = getImages();
        return GalleryPage.after(all, from == null ? "" : from).orElseGet(() -> GalleryPage.first(all));
    }

    /** A few images for the build page. */
    @NonNull
    public List<GalleryImage> getThumbnails() {
        return GalleryPage.thumbnails(getImages());
    }

    /**
     * Updates the progress on a page: {@code flux/progress?since=<cursor>} has the counts, and what has changed since
     * then in the list of images.
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
        // In this order: images that are stored when the build is over have been counted.
        boolean over = !run.isBuilding();
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter()
                .print(progress(Long.parseLong(since)).toJson(getImages().size(), over));
    }

    /**
     * Extends a gallery that was scrolled to its end: {@code flux/more?from=<cursor>} is the next page, without the
     * layout. Not found if the order of the images has changed since the gallery was loaded.
     */
    @GET
    public void doMore(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        String from = request.getParameter("from");
        boolean isKnown = from != null && GalleryPage.after(getImages(), from).isPresent();
        forward("more.jelly", isKnown, request, response);
    }

    /** Updates the thumbnails on the page of a running build. */
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
     * Serves one image: {@code flux/image/<index>}, where the index counts {@link #getImages()} from 0. Anything else
     * is not found: no path is taken from the URL, and the content type is that of the verified bytes.
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
        // Not for long: another attempt of the step may replace the image.
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
