package flux.embedded;

import flux.embedded.sample.WaitStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A Jenkins in a process of its own, which stops at a point and waits to be killed. */
final class OtherProcess {
    static final String SCRIPT = "echo 'one'; node { writeFile file: 'a', text: 'A' }; echo waitFor('x'); echo 'two'";

    private static final String THERE = "There.";

    private OtherProcess() {}

    /** Runs a Pipeline in the home until a line of its console is written, or a step waits. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedJenkins jenkins = EmbeddedJenkins.start(Path.of(arguments[0]));
        String point = arguments[1];
        BuildOptions options = BuildOptions.DEFAULT.watchedBy(line -> {
            if (line.startsWith(point)) {
                stop();
            }
        });
        EmbeddedBuild build = jenkins.runPipeline("demo", SCRIPT, options);
        WaitStep.Execution step = WithJenkins.waiting("x");
        if (point.equals("x")) {
            step.note("that it is stored");
            stop();
        }
        step.getContext().onSuccess("X");
        build.await(WithJenkins.SOON);
    }

    private static void stop() {
        System.out.println(THERE);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the process, and kills it when it has reached the point. */
    static void runAndKill(Path home, String point) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        home.toString(),
                        point)
                .redirectErrorStream(true)
                .start();
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.equals(THERE)) {
                output.add(line);
                line = lines.readLine();
            }
            if (line == null) {
                throw new AssertionError("It did not come to «" + point + "»:\n" + String.join("\n", output));
            }
        } finally {
            process.destroyForcibly();
        }
        if (!process.waitFor(WithJenkins.SOON.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It was not killed");
        }
    }
}
