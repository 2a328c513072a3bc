package io.jenkins.plugins.flux.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Runs a simulator as a program of its own; see {@code --help}. */
public final class SimulatorMain {
    static final int OK = 0;
    static final int CANNOT_LISTEN = 1;
    static final int BAD_OPTION = 2;

    private final PrintStream out;
    private final PrintStream err;

    SimulatorMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs a simulator until the process is terminated. */
    public static void main(String[] options) {
        // Images are drawn, but never displayed.
        System.setProperty("java.awt.headless", "true");
        int status = new SimulatorMain(System.out, System.err).run(options);
        if (status != OK) {
            System.exit(status);
        }
    }

    /** Returns the exit status; with valid options, only when the process ends. */
    int run(String... options) {
        if (CommandLine.asksForHelp(options)) {
            out.print(help());
            return OK;
        }
        SimulatorSettings settings;
        try {
            settings = CommandLine.parse(options);
        } catch (IllegalArgumentException e) {
            err.println("flux-simulator: " + e.getMessage() + " (--help lists the options)");
            return BAD_OPTION;
        }
        try {
            serve(Simulator.start(settings));
            return OK;
        } catch (IOException e) {
            err.println("flux-simulator: " + e.getMessage());
            return CANNOT_LISTEN;
        }
    }

    private void serve(Simulator simulator) {
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "flux-simulator-end"));
        out.println("flux-simulator ready: " + simulator.baseUrl() + " key " + simulator.apiKey() + " (images at "
                + simulator.imageHost() + ")");
        out.flush();
        try {
            // A signal ends the process and runs the shutdown hook.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            simulator.close();
        }
    }

    private static String help() {
        try (InputStream in = SimulatorMain.class.getResourceAsStream("help.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
