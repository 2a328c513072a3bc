package flux.embedded.pipeline;

import flux.embedded.program.Place;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.InvalidObjectException;
import java.io.Serializable;

/** The stored form of a step's context: its place, as in Jenkins. */
record StoredContext(String build, Place place) implements Serializable {
    @SuppressWarnings("try") // The authentication only has to be set.
    private Object readResolve() throws InvalidObjectException {
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            StepCall call = Run.fromExternalizableId(build) instanceof PipelineRun run ? run.stepAt(place) : null;
            if (call != null) {
                return call.context();
            }
        }
        throw new InvalidObjectException("No step waits at " + place + " of " + build);
    }
}
