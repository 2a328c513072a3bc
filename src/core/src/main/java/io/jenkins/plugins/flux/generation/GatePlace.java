package io.jenkins.plugins.flux.generation;

/** What one generation has at an {@link EndpointGate}: nothing, a place in the queue before it, or one inside. */
final class GatePlace {

    private final EndpointGate gate;
    private final Runnable turn;
    private boolean inside;

    /**
     * @param turn run when it is its turn, on the {@link EventLoop}
     */
    GatePlace(EndpointGate gate, Runnable turn) {
        this.gate = gate;
        this.turn = () -> {
            inside = true;
            turn.run();
        };
    }

    /** Waits for its turn. */
    void enter() {
        gate.enter(turn);
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
            gate.withdraw(turn);
        }
    }
}
