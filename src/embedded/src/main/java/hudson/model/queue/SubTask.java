package hudson.model.queue;

import jenkins.model.queue.ITask;

/** A part of a task. */
public interface SubTask extends ITask {}
