package io.jenkins.plugins.flux.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.util.RawValue;
import hudson.PluginWrapper;
import hudson.model.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/** {@code flux-generate.json}: the origin of every image of a build. Contains no key. */
final class Manifest {

    /** One image per line. */
    private static final ObjectWriter JSON =
            new ObjectMapper().writer(new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Manifest() {}

    /**
     * Returns the manifest of a build: text that ends with a line break.
     *
     * @param images the JSON of all images so far, of all steps
     */
    static String of(Run<?, ?> run, List<String> images) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("plugin", "flux-generate");
        manifest.put("pluginVersion", pluginVersion());
        manifest.put("build", run.getExternalizableId());
        manifest.put("images", images.stream().map(RawValue::new).toList());
        try {
            return JSON.writeValueAsString(manifest) + "\n";
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static String pluginVersion() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().whichPlugin(Manifest.class);
        return plugin == null ? Manifest.class.getPackage().getImplementationVersion() : plugin.getVersion();
    }
}
