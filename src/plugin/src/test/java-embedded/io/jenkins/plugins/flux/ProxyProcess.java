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

/** A proxy that runs, on loopback, as a process of its own. */
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

    /** Starts a proxy that lets everybody through. */
    static ProxyProcess start(ProxyProgram program) throws IOException {
        return start(program, null, null);
    }

    /** Starts a proxy that lets one user through; returns when it accepts connections. */
    static ProxyProcess start(ProxyProgram program, String user, String password) throws IOException {
        // Not in a directory of a test's: those are closed to the user that the program may become.
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

    /** Waits until the proxy has noted a request with this text. */
    void awaitRequest(String text) {
        await("the proxy's request " + text)
                .atMost(PATIENCE)
                .until(() -> requests().contains(text));
    }

    /** What the proxy has noted. */
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
