package io.jenkins.plugins.flux.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a self-signed certificate for a simulator with TLS. The JDK's {@code keytool} creates them for each test,
 * so the sources contain no secrets, and nothing expires.
 */
public final class TestCertificate {
    /** Protects the store. Not a secret: the store lives no longer than a test. */
    public static final String PASSWORD = "changeit";

    private static final String ISSUER = "issuer";
    private static final long PATIENCE_SECONDS = 60;

    private final Path store;
    private final SSLContext context;

    private TestCertificate(Path store, SSLContext context) {
        this.store = store;
        this.context = context;
    }

    /**
     * Creates a certificate; blocks until keytool has ended, about a second.
     *
     * @param directory directory of the store
     * @param names hosts of the certificate, such as {@code ip:127.0.0.1} or {@code dns:images.test}
     * @throws IOException if keytool fails, with its output
     */
    public static TestCertificate in(Path directory, String... names) throws IOException, InterruptedException {
        Path store = store(directory);
        keytool(store, "-alias", "test", "-startdate", "-1H", "-ext", names(names));
        return read(store);
    }

    /** As {@link #in}, but it expired a day ago; who issued it, is still trusted. */
    public static TestCertificate expired(Path directory, String... names) throws IOException, InterruptedException {
        Path store = store(directory);
        keytool(store, "-alias", ISSUER, "-startdate", "-4d", "-validity", "8", "-ext", "bc:c");
        keytool(store, "-alias", "test", "-startdate", "-3d", "-signer", ISSUER, "-ext", names(names));
        return read(store);
    }

    private static Path store(Path directory) {
        return directory.resolve("test-certificate.p12");
    }

    private static String names(String... names) {
        return "san=" + String.join(",", names);
    }

    private static void keytool(Path store, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=flux simulator", "-validity", "2"));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        command.addAll(List.of(options));
        Path output = Files.createTempFile(store.getParent(), "keytool", ".log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool failed: " + Files.readString(output, StandardCharsets.UTF_8));
        }
    }

    private static TestCertificate read(Path store) throws IOException {
        try {
            return new TestCertificate(store, context(store));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** A PKCS12 store with the key and the certificate, for {@code javax.net.ssl.trustStore}. */
    public Path store() {
        return store;
    }

    /** As a server, presents this certificate; as a client, trusts only this one. */
    public SSLContext context() {
        return context;
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        store.deleteEntry(ISSUER); // a server presents its own certificate only
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate[] chain = store.getCertificateChain("test");
        trusted.setCertificateEntry("test", chain[chain.length - 1]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
