package io.jenkins.plugins.flux.benchmark;

import java.util.List;

/** One way to have images made. */
interface Client extends AutoCloseable {

    String name();

    /** Makes an image of each prompt, as many at once as it can; returns when all are there. */
    void generate(List<String> prompts) throws Exception;

    @Override
    void close();
}
