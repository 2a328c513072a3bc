package io.jenkins.plugins.flux.demo;

import flux.embedded.BuildOptions;
import flux.embedded.EmbeddedBuild;
import flux.embedded.EmbeddedJenkins;
import hudson.model.Result;
import io.jenkins.plugins.flux.FluxEndpoint;
import io.jenkins.plugins.flux.FluxGenerateConfiguration;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs a Jenkinsfile on the embedded host and shows the results: the console while it runs, then the images, the
 * manifest and a contact sheet.
 */
public final class Demo {
    private static final String CREDENTIALS_ID = "odirouter";
    private static final String JOB = "marketing";
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Path jenkinsHome;
    private final Path output;
    private final PrintStream out;

    Demo(Path jenkinsHome, Path output, PrintStream out) {
        this.jenkinsHome = jenkinsHome;
        this.output = output;
        this.out = out;
    }

    /** Arguments: the Jenkinsfile, a directory for Jenkins' home, the directory for the results. */
    public static void main(String[] arguments) throws Exception {
        Demo demo = new Demo(path(arguments[1]), path(arguments[2]), System.out);
        String script = Files.readString(path(arguments[0]));
        String baseUrl = System.getProperty("flux.baseUrl");
        // The environment keeps the key off Maven's own command line.
        String key = System.getProperty("flux.apiKey", baseUrl == null ? null : System.getenv("FLUX_API_KEY"));
        try (DemoService service = DemoService.choose(baseUrl, key)) {
            demo.run(script, service);
        }
    }

    private static Path path(String argument) {
        return Path.of(argument).toAbsolutePath().normalize();
    }

    /**
     * Runs the script and saves the results.
     *
     * @throws DemoFailedException if the build fails or an image is missing
     */
    @SuppressWarnings("try") // The guard only has to be closed.
    void run(String script, DemoService service) throws IOException, InterruptedException {
        Directories.recreate(jenkinsHome);
        Directories.recreate(output);
        out.println("The service is " + service.description() + ".\n");
        try (EmbeddedJenkins jenkins = EmbeddedJenkins.start(jenkinsHome);
                StopOnExit guard = new StopOnExit(jenkins::close)) {
            EmbeddedBuild build = build(jenkins, script, service);
            DemoResult result = new DemoResult(output);
            result.copy(build.artifacts());
            if (build.result() != Result.SUCCESS) {
                throw new DemoFailedException("The build ended as " + build.result() + ", see its console above.");
            }
            List<ShownImage> images = result.images();
            Path sheet =
                    new ContactSheet(build.run().getFullDisplayName(), service.description(), images).write(output);
            out.println("\n" + ContactSheet.count(images.size())
                    + ", the manifest and a contact sheet to open in a browser: " + sheet);
            out.println(output);
        }
    }

    private EmbeddedBuild build(EmbeddedJenkins jenkins, String script, DemoService service)
            throws IOException, InterruptedException {
        jenkins.credentials().addSecretText(CREDENTIALS_ID, service.key());
        FluxEndpoint endpoint = new FluxEndpoint(CREDENTIALS_ID);
        endpoint.setBaseUrl(service.baseUrl());
        jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(endpoint));
        BuildOptions options = BuildOptions.DEFAULT.startedBy("demo").watchedBy(out::println);
        return jenkins.runPipeline(JOB, script, options).await(LIMIT);
    }
}
