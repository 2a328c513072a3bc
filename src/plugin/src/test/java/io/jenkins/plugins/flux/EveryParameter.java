package io.jenkins.plugins.flux;

/** Steps and entries that give every parameter, none of them its default. */
final class EveryParameter {

    private EveryParameter() {}

    /** All but {@code images}. */
    static FluxGenerateStep ofAStep() {
        FluxGenerateStep step = new FluxGenerateStep();
        step.setPrompt("A clean product photo\nof a red apple");
        step.setEndpoint("odirouter");
        step.setCredentialsId("odirouter");
        step.setWidth(512);
        step.setHeight(640);
        step.setSeed("123456789012345678901234567890");
        step.setPromptUpsampling(true);
        step.setSafetyTolerance(4);
        step.setOutputFormat("png");
        step.setImagePrompt("reference.png");
        step.setOutput("marketing/hero.png");
        step.setArchive(false);
        step.setTimeoutSeconds(120);
        step.setFailFast(false);
        step.setOnFailure("unstable");
        step.setOnLostSubmit("resubmit");
        step.setKeepOnAbort(true);
        return step;
    }

    static FluxGenerateImage ofAnEntry() {
        FluxGenerateImage entry = new FluxGenerateImage();
        entry.setPrompt("Banner");
        entry.setOutput("banner.png");
        entry.setSeed(7);
        entry.setWidth(1440);
        entry.setHeight(480);
        entry.setOutputFormat("png");
        entry.setSafetyTolerance(0);
        entry.setPromptUpsampling(true);
        entry.setImagePrompt("other.png");
        return entry;
    }
}
