package io.jenkins.plugins.flux.simulator;

/** The two listeners. */
public enum HostRole {
    /** The queue API, which requires the key. */
    API,
    /** The host of the rendered files, which must never see the key. */
    IMAGE
}
