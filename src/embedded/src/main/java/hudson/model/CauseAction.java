package hudson.model;

import java.util.List;

/** The causes of a build. */
public class CauseAction implements Action {
    private final List<Cause> causes;

    public CauseAction(Cause... causes) {
        this.causes = List.of(causes);
    }

    public List<Cause> getCauses() {
        return causes;
    }

    @Override
    public String getDisplayName() {
        return "Cause";
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return "cause";
    }
}
