package io.jenkins.plugins.flux.simulator.server;

import java.net.URI;

/** One of the two hosts: knows what its paths mean and answers calls as long as nothing goes wrong. */
interface Host {
    /** What the call is about. */
    Target target(Call call);

    /** Carries the call out. */
    Answer answer(Call call, Target target);

    /** Where redirects to another host lead. */
    URI otherHost();
}
