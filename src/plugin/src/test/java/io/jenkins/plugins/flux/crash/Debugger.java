package io.jenkins.plugins.flux.crash;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Listens on the loopback interface for host processes to be watched, so they can be killed at an exact place in the
 * code without changes to the code.
 */
final class Debugger implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ListeningConnector connector;
    private final Map<String, Connector.Argument> arguments;
    private final String address;

    private Debugger(ListeningConnector connector, Map<String, Connector.Argument> arguments, String address) {
        this.connector = connector;
        this.arguments = arguments;
        this.address = address;
    }

    /** One at a time: all debuggers of a process share one connector, whose list of listeners is not thread-safe. */
    static synchronized Debugger listen() throws IOException {
        ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(candidate -> candidate.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("localAddress").setValue("127.0.0.1");
        arguments.get("port").setValue("0");
        arguments.get("timeout").setValue(Long.toString(PATIENCE.toMillis()));
        try {
            return new Debugger(connector, arguments, connector.startListening(arguments));
        } catch (IllegalConnectorArgumentsException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** The Java option for a process to be watched, which makes it wait for the debugger. */
    String javaOption() {
        return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address;
    }

    /** Accepts the next process started with that option. Blocks until it connects. */
    DebuggedProcess accept() throws IOException {
        try {
            VirtualMachine machine = connector.accept(arguments);
            return new DebuggedProcess(machine);
        } catch (IllegalConnectorArgumentsException bug) {
            throw new IllegalStateException(bug);
        }
    }

    @Override
    public void close() throws IOException {
        stop(connector, arguments);
    }

    private static synchronized void stop(ListeningConnector connector, Map<String, Connector.Argument> arguments)
            throws IOException {
        try {
            connector.stopListening(arguments);
        } catch (IllegalConnectorArgumentsException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
