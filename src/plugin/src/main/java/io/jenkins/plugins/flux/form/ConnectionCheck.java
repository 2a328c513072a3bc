package io.jenkins.plugins.flux.form;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ProxyConfiguration;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.jenkins.plugins.flux.execution.CredentialsKeySource;
import io.jenkins.plugins.flux.execution.FluxRuntime;
import io.jenkins.plugins.flux.http.Authority;
import io.jenkins.plugins.flux.http.ExchangeLimits;
import io.jenkins.plugins.flux.http.SafeText;
import io.jenkins.plugins.flux.plan.Endpoint;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.QueueClient;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.queue.QueueException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Connects to an endpoint step by step, like a build, and reports the first step that fails: name lookup, connection,
 * proxy, TLS, or key. Costs nothing: it reads the service's list of models.
 */
@Restricted(NoExternalUse.class)
public final class ConnectionCheck {

    /** Maximum time, in seconds, that a person waits for the answer; name lookup alone may take longer. */
    private static final long TOTAL_SECONDS = 18;

    private static final int CONNECT_MILLIS = 5_000;
    private static final ExchangeLimits CALL_LIMITS =
            new ExchangeLimits(Duration.ofSeconds(8), Duration.ofSeconds(8), 1024 * 1024);
    private static final int MAX_REASON = 300;

    private final QueueEndpoint endpoint;

    @CheckForNull
    private final String credentialsId;

    private final FluxRuntime runtime;

    private ConnectionCheck(QueueEndpoint endpoint, @CheckForNull String credentialsId) {
        this.endpoint = endpoint;
        this.credentialsId = credentialsId;
        this.runtime = FluxRuntime.get();
    }

    /** @param endpoint the endpoint in the form, saved or not */
    public static FormValidation of(Endpoint endpoint) {
        try {
            return new ConnectionCheck(endpoint.toQueueEndpoint(), endpoint.getCredentialsId()).await();
        } catch (InvalidParameterException refused) {
            return FormValidation.error(refused.getMessage());
        }
    }

    private FormValidation await() {
        CompletableFuture<Supplier<FormValidation>> answer =
                runtime.testThreads().submit(this::connect);
        try {
            // Messages are chosen here: only this thread knows the language of the user.
            return answer.get(TOTAL_SECONDS, TimeUnit.SECONDS).get();
        } catch (TimeoutException slow) {
            return FormValidation.error(
                    Messages.ConnectionCheck_timedOut(host(endpoint.baseUrl()), Long.toString(TOTAL_SECONDS)));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return FormValidation.ok();
        } catch (ExecutionException | CancellationException unexpected) {
            Throwable cause = unexpected.getCause() == null ? unexpected : unexpected.getCause();
            return FormValidation.error(
                    Messages.ConnectionCheck_unexpected(SafeText.oneLine(cause.toString(), MAX_REASON)));
        }
    }

    private Supplier<FormValidation> connect() {
        URI target = endpoint.baseUrl();
        InetSocketAddress proxy = proxyFor(target);
        String host = proxy == null ? authority(target).host() : proxy.getHostString();
        int port = proxy == null ? port(target) : proxy.getPort();
        String next = host + ":" + port;
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            return () -> FormValidation.error(
                    proxy == null
                            ? Messages.ConnectionCheck_unknownHost(host)
                            : Messages.ConnectionCheck_unknownProxy(host));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            // Java does not find names with an underscore in certificates; the call itself checks them.
            if (proxy == null && isHttps(target) && target.getHost() != null) {
                shakeHands(socket, host, port);
            }
        } catch (TlsException noTls) {
            String reason = reason(noTls.getCause());
            return () -> FormValidation.error(Messages.ConnectionCheck_noTls(next, reason));
        } catch (IOException refused) {
            String reason = reason(refused);
            return () -> FormValidation.error(
                    proxy == null
                            ? Messages.ConnectionCheck_noConnection(next, reason)
                            : Messages.ConnectionCheck_noProxy(next, reason));
        }
        return checkKey(proxy == null ? null : next);
    }

    private static void shakeHands(Socket connected, String host, int port) throws TlsException {
        try (SSLSocket socket = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(connected, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.startHandshake();
        } catch (IOException failed) {
            throw new TlsException(failed);
        }
    }

    private Supplier<FormValidation> checkKey(@CheckForNull String proxy) {
        String host = host(endpoint.baseUrl());
        if (credentialsId == null) {
            return () -> FormValidation.warning(
                    proxy == null
                            ? Messages.ConnectionCheck_noCredentials(host)
                            : Messages.ConnectionCheck_noCredentials(proxy));
        }
        StringCredentials credentials = CredentialsProvider.findCredentialByIdInItemGroup(
                credentialsId,
                StringCredentials.class,
                Jenkins.get(),
                ACL.SYSTEM2,
                CredentialsKeySource.requirements(endpoint.baseUrl().toString()));
        if (credentials == null) {
            return () -> FormValidation.error(Messages.CredentialsForm_notFound(credentialsId));
        }
        try {
            ApiKey key = ApiKey.of(credentials.getSecret().getPlainText());
            new QueueClient(endpoint, runtime.http(), CALL_LIMITS, CALL_LIMITS)
                    .checkKey(key)
                    .join();
        } catch (IllegalArgumentException unusable) {
            return () -> FormValidation.error(Messages.CredentialsForm_unusable(credentialsId, unusable.getMessage()));
        } catch (CompletionException failed) {
            QueueException failure = QueueException.of(failed);
            return isTls(failure)
                    ? () -> FormValidation.error(Messages.ConnectionCheck_noTls(host, failure.getMessage()))
                    : () -> FormValidation.error(Messages.ConnectionCheck_refused(host, failure.getMessage()));
        }
        return () -> FormValidation.ok(
                proxy == null ? Messages.ConnectionCheck_ok(host) : Messages.ConnectionCheck_okByProxy(host, proxy));
    }

    @CheckForNull
    private static InetSocketAddress proxyFor(URI target) {
        ProxyConfiguration configuration = Jenkins.get().getProxy();
        if (configuration == null) {
            return null;
        }
        Proxy proxy = configuration.createProxy(authority(target).host());
        return proxy.address() instanceof InetSocketAddress address ? address : null;
    }

    private static boolean isTls(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable failure) {
        return SafeText.oneLine(String.valueOf(failure.getMessage()), MAX_REASON);
    }

    private static String host(URI address) {
        return authority(address).host() + ":" + port(address);
    }

    private static int port(URI address) {
        return authority(address).port(isHttps(address));
    }

    private static boolean isHttps(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /** Every endpoint has an authority. */
    private static Authority authority(URI address) {
        return Authority.of(address).orElseThrow();
    }

    private static final class TlsException extends IOException {

        private static final long serialVersionUID = 1L;

        TlsException(IOException cause) {
            super(cause);
        }
    }
}
