package flux.embedded.sample;

import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/** An action that is stored, knows its build, and has web methods. */
public final class SampleAction implements RunAction2 {
    private final List<String> lines = new ArrayList<>();
    private transient Run<?, ?> run;

    SampleAction(String line) {
        lines.add(line);
    }

    public List<String> getLines() {
        return lines;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> build) {
        run = build;
    }

    @Override
    public void onLoad(Run<?, ?> build) {
        run = build;
    }

    /** Serves a line. */
    public void doLine(StaplerRequest2 request, StaplerResponse2 response) throws Exception {
        String index = request.getRestOfPath().substring(1);
        if (!index.equals("0")) {
            response.sendError(404);
            return;
        }
        response.setContentType("text/plain");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(lines.get(0).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** For POST only. */
    @POST
    public String doChange() {
        return "changed";
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "Sample";
    }

    @Override
    public String getUrlName() {
        return "sample";
    }
}
