package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Functions;
import hudson.model.Run;
import io.jenkins.plugins.flux.journals.EarlierExecutions;
import io.jenkins.plugins.flux.record.BuildImages;
import io.jenkins.plugins.flux.record.GalleryImage;
import io.jenkins.plugins.flux.record.GalleryPage;
import io.jenkins.plugins.flux.record.ImageProgress;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.record.ImageRecords;
import io.jenkins.plugins.flux.record.ProgressRows;
import io.jenkins.plugins.flux.record.RunningBatch;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.RunAction2;
import jenkins.util.VirtualFile;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/**
 * The images of a build on its page. Needs only a few lines of build.xml, for any number of images.
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

    /** The batches in progress. */
    private transient List<RunningBatch> running;

    /** Images of a build of the first release, which kept them in build.xml. */
    @CheckForNull
    private List<io.jenkins.plugins.flux.ImageRecord> images;

    private transient ImageRecords records;
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
        running = new CopyOnWriteArrayList<>();
        records = new ImageRecords(loaded, io.jenkins.plugins.flux.ImageRecord.asOfToday(images));
        rows = new ProgressRows();
        earlierExecutions = new EarlierExecutions(loaded);
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public void started(RunningBatch batch) {
        running.add(batch);
    }

    @Override
    public void ended(RunningBatch batch) {
        running.remove(batch);
    }

    @Override
    public void interrupt() {
        running.forEach(RunningBatch::interrupt);
    }

    @Override
    public void cancel() {
        running.forEach(RunningBatch::cancel);
    }

    /** Whether a step of the build is generating images. */
    public boolean isRunning() {
        return run.isBuilding() && !running.isEmpty();
    }

    /** The progress of the steps that are generating images. */
    @NonNull
    public ImageProgress getProgress() {
        return progress(0);
    }

    private ImageProgress progress(long since) {
        List<RunningBatch> steps = isRunning() ? running : List.of();
        return new ImageProgress(
                steps.stream().flatMap(step -> step.images().stream()).toList(), rows, since);
    }

    /**
     * All images of the build, in the order in which they first appeared: those of a running step as they were stored.
     */
    @NonNull
    public List<ImageRecord> getImages() {
        return records.all();
    }

    @NonNull
    @Override
    public ImageRecords records() {
        return records;
    }

    @NonNull
    @Override
    public EarlierExecutions earlierExecutions() {
        return earlierExecutions;
    }

    @Override
    public synchronized int nextNumber() {
        isChanged = true;
        return ++lastNumber;
    }

    @Override
    public boolean hasImage(String path) {
        return getImages().stream().anyMatch(image -> image.path().equalsIgnoreCase(path));
    }

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
        return !isRunning() && getImages().stream().anyMatch(ImageRecord::archived);
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
        ImageRecord image = find(request.getRestOfPath(), request.getParameter("sha256"));
        VirtualFile file = image == null || !image.archived()
                ? null
                : run.getArtifactManager().root().child(image.path());
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
    private ImageRecord find(String restOfPath, @CheckForNull String sha256) {
        List<ImageRecord> known = getImages();
        int index = restOfPath.matches("/[0-9]{1,6}") ? Integer.parseInt(restOfPath.substring(1)) : known.size();
        ImageRecord image = index < known.size() ? known.get(index) : null;
        boolean isOther = image != null && sha256 != null && !sha256.equals(image.sha256());
        return isOther ? null : image;
    }
}
