package io.jenkins.plugins.flux.simulator.server;

import java.net.URI;

/** One of the two hosts: knows what its paths mean, and answers calls that no fault affects. */
interface Host {
    /** Returns what the call is about. */
    Target target(Call call);

    /** Carries out the call. */
    Answer answer(Call call, Target target);

    /** Where redirects to another host lead. */
    URI otherHost();
}
