package io.jenkins.plugins.flux.simulator;

/** Which of the two listeners was called. */
public enum HostRole {
    /** The queue API, which wants the key. */
    API,
    /** The host of the rendered files, which must never see the key. */
    IMAGE
}
