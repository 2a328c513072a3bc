package hudson.util;

import hudson.model.TaskListener;

/** Super class of the listeners that Jenkins makes. */
public abstract class AbstractTaskListener implements TaskListener {
    private static final long serialVersionUID = 1L;
}
