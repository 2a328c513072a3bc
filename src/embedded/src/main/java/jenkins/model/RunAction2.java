package jenkins.model;

import hudson.model.Action;
import hudson.model.Run;

/** An action that is notified of its build. */
public interface RunAction2 extends Action {
    void onAttached(Run<?, ?> run);

    void onLoad(Run<?, ?> run);
}
