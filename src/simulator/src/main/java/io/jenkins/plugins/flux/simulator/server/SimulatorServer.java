package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.Faults;
import io.jenkins.plugins.flux.simulator.HostRole;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.fault.Directives;
import io.jenkins.plugins.flux.simulator.fault.FaultRegister;
import io.jenkins.plugins.flux.simulator.job.JobQueue;
import io.jenkins.plugins.flux.simulator.job.JobTable;
import io.jenkins.plugins.flux.simulator.job.Monitor;
import io.jenkins.plugins.flux.simulator.job.QueueSettings;
import io.jenkins.plugins.flux.simulator.key.KeyRing;
import io.jenkins.plugins.flux.simulator.parameter.ParameterCheck;
import io.jenkins.plugins.flux.simulator.record.Ledger;
import io.jenkins.plugins.flux.simulator.render.ImageRenderer;
import java.io.IOException;
import java.net.URI;
import java.util.SplittableRandom;

/** Assembles and runs the parts of a simulator. */
public final class SimulatorServer implements AutoCloseable {
    private final Engine engine;
    private final Listener api;
    private final Listener images;
    private final FaultRegister faults;
    private final ImageAddresses addresses = new ImageAddresses();
    private final JobQueue queue;
    private final Ledger ledger;

    private SimulatorServer(SimulatorSettings settings, Engine engine, Listener api, Listener images) {
        this.engine = engine;
        this.api = api;
        this.images = images;
        SplittableRandom random = settings.seed().isPresent()
                ? new SplittableRandom(settings.seed().getAsLong())
                : new SplittableRandom();
        Directives directives = new Directives(settings.promptDirectives());
        KeyRing keys = new KeyRing(settings.keys());
        Monitor monitor = new Monitor();
        faults = new FaultRegister(settings.faults(), directives, random.nextLong());
        JobTable jobs = new JobTable(monitor, settings.historyLimit(), this::forget);
        queue = new JobQueue(
                monitor,
                jobs,
                engine.scheduler(),
                new QueueSettings(settings.slots(), settings.queueLatency(), settings.runLatency(), random.nextLong()));
        ledger = new Ledger(monitor, jobs, keys, settings.historyLimit());

        Images published = new Images(new ImageFiles(new ImageRenderer(), directives), addresses, images.origin());
        ParameterCheck check = new ParameterCheck(new SeedSource(random.split()));
        Submission submission = new Submission(check, faults, queue, new JobBodies(images.origin()));
        Host queueHost = new QueueService(new KeyCheck(keys), settings.models(), jobs, queue, submission, published);
        int limit = settings.callsPerSecond();
        Host apiHost = limit == 0 ? queueHost : new LimitedHost(queueHost, limit);
        Sender sender = new Sender(engine);
        CallFaults callFaults = new CallFaults(faults, new Refusals(keys));
        CallRecorder recorder = new CallRecorder(ledger, jobs, keys);
        int maxBytes = settings.maxRequestBytes();
        KeyEchoes echoes = new KeyEchoes(keys);
        api.handle("/", new HostHandler(HostRole.API, apiHost, callFaults, echoes, recorder, sender, maxBytes));
        api.handle(ControlHandler.PATH, new ControlHandler(ledger, faults, this::reset, sender));
        images.handle(
                "/",
                new HostHandler(
                        HostRole.IMAGE, new ImageService(published), callFaults, echoes, recorder, sender, maxBytes));
    }

    /**
     * Starts both listeners; they are ready on return.
     *
     * @throws IOException if it cannot listen on a port
     */
    public static SimulatorServer start(SimulatorSettings settings) throws IOException {
        Engine engine = new Engine();
        Listener api = null;
        Listener images = null;
        try {
            api = Listener.bind(settings.port(), settings.tls(), engine::soon);
            images = Listener.bind(settings.imagePort(), settings.tls(), engine::soon);
            SimulatorServer server = new SimulatorServer(settings, engine, api, images);
            api.start();
            images.start();
            return server;
        } catch (IOException | RuntimeException e) {
            engine.close();
            if (api != null) {
                api.close();
            }
            if (images != null) {
                images.close();
            }
            throw e;
        }
    }

    /** The base URL of the API. */
    public URI baseUrl() {
        return URI.create(api.origin() + Route.BASE_PATH);
    }

    /** The origin of the image host. */
    public URI imageHost() {
        return images.origin();
    }

    /** The faults. */
    public Faults faults() {
        return faults;
    }

    /** The record. */
    public SimulatorRecord record() {
        return ledger;
    }

    /** Forgets all jobs, images and exchanges, and restores the faults of the settings. */
    public void reset() {
        queue.clear();
        addresses.clear();
        ledger.clear();
        faults.reset();
    }

    /** Stops listening, closes every connection, forgets every job and ends all threads. */
    @Override
    public void close() {
        api.close();
        images.close();
        queue.clear();
        engine.close();
    }

    private void forget(String requestId) {
        addresses.forget(requestId);
        faults.forget(requestId);
    }
}
