package io.jenkins.plugins.flux;

import static org.awaitility.Awaitility.await;

import hudson.FilePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A proxy on the loopback interface, in a process of its own. */
final class ProxyProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final int port;
    private final Path log;

    private ProxyProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts a proxy that requires no login. */
    static ProxyProcess start(ProxyProgram program) throws IOException {
        return start(program, null, null);
    }

    /** Starts a proxy that requires the login of one user; returns when it accepts connections. */
    static ProxyProcess start(ProxyProgram program, String user, String password) throws IOException {
        // Not in a directory of a test: the user to which the program may switch has no access to those.
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "flux-proxy-");
        int port = freePort();
        Path output = directory.resolve("output.log");
        Process process = new ProcessBuilder(program.configure(directory, port, user, password))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        ProxyProcess proxy = new ProxyProcess(process, port, ProxyProgram.log(directory));
        await(program + ": " + output).atMost(PATIENCE).until(proxy::accepts);
        return proxy;
    }

    int port() {
        return port;
    }

    /** Waits until the proxy has logged a request with this text. */
    void awaitRequest(String text) {
        await("the proxy's request " + text)
                .atMost(PATIENCE)
                .until(() -> requests().contains(text));
    }

    /** The log of the proxy. */
    String requests() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
            new FilePath(log.getParent().toFile()).deleteRecursive();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean accepts() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The proxy has ended with " + process.exitValue());
        }
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connection.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
