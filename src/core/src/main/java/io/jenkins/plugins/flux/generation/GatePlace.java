package io.jenkins.plugins.flux.generation;

/** What one generation has at an {@link EndpointGate}: nothing, a place in the queue before it, or one inside. */
final class GatePlace {

    private final EndpointGate gate;
    private final Object run;
    private final Runnable turn;
    private boolean inside;

    /**
     * @param run whose place it is
     * @param turn run when it is its turn, on the {@link EventLoop}
     */
    GatePlace(EndpointGate gate, Object run, Runnable turn) {
        this.gate = gate;
        this.run = run;
        this.turn = () -> {
            inside = true;
            turn.run();
        };
    }

    /** Waits for its turn. */
    void enter() {
        gate.enter(run, turn);
    }

    /** Its job is at the service already. */
    void join() {
        gate.join();
        inside = true;
    }

    /** Gives up whatever it has. */
    void leave() {
        if (inside) {
            inside = false;
            gate.leave();
        } else {
            gate.withdraw(run, turn);
        }
    }
}
