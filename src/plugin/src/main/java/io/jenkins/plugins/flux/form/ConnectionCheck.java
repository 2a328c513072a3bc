package io.jenkins.plugins.flux.form;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.jenkins.plugins.flux.execution.CredentialsKeySource;
import io.jenkins.plugins.flux.execution.FluxRuntime;
import io.jenkins.plugins.flux.http.Authority;
import io.jenkins.plugins.flux.http.BoundedExchange;
import io.jenkins.plugins.flux.http.ExchangeException;
import io.jenkins.plugins.flux.http.ExchangeLimits;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.HttpProxy;
import io.jenkins.plugins.flux.http.SafeText;
import io.jenkins.plugins.flux.plan.Endpoint;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.QueueClient;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.queue.QueueException;
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
import jenkins.model.Jenkins;
import org.apache.hc.core5.http.HttpRequest;
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
            return FormValidation.error(Messages.ConnectionCheck_timedOut(host(), Long.toString(TOTAL_SECONDS)));
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
        HttpAccess http = runtime.http();
        String host = host();
        HttpProxy proxy = http.proxy(authority().host()).orElse(null);
        try {
            if (credentialsId == null) {
                HttpRequest request = BoundedExchange.request("GET", endpoint.modelsUrl());
                new BoundedExchange(http).send(request, null, CALL_LIMITS).join();
                String next = proxy == null ? host : proxy.toString();
                return () -> FormValidation.warning(Messages.ConnectionCheck_noCredentials(next));
            }
            StringCredentials credentials = credentials();
            if (credentials == null) {
                return () -> FormValidation.error(Messages.CredentialsForm_notFound(credentialsId));
            }
            ApiKey key = ApiKey.of(credentials.getSecret().getPlainText());
            new QueueClient(endpoint, http, CALL_LIMITS, CALL_LIMITS)
                    .checkKey(key)
                    .join();
        } catch (IllegalArgumentException unusable) {
            return () -> FormValidation.error(Messages.CredentialsForm_unusable(credentialsId, unusable.getMessage()));
        } catch (CompletionException failed) {
            return failure(failed.getCause(), proxy);
        }
        return () -> FormValidation.ok(
                proxy == null
                        ? Messages.ConnectionCheck_ok(host)
                        : Messages.ConnectionCheck_okByProxy(host, proxy.toString()));
    }

    @CheckForNull
    private StringCredentials credentials() {
        return CredentialsProvider.findCredentialByIdInItemGroup(
                credentialsId,
                StringCredentials.class,
                Jenkins.get(),
                ACL.SYSTEM2,
                CredentialsKeySource.requirements(endpoint.baseUrl().toString()));
    }

    /** Names the step that failed. */
    private Supplier<FormValidation> failure(Throwable failed, @CheckForNull HttpProxy proxy) {
        String host = host();
        Throwable lost = failed instanceof QueueException ? failed.getCause() : failed;
        Throwable reason = reason(lost);
        String words = SafeText.oneLine(
                String.valueOf(failed.getMessage()).replaceFirst("^no connection to [^ ]+: ", ""), MAX_REASON);
        if (reason instanceof SSLException || (proxy == null && hangsInHandshake(lost))) {
            return () -> FormValidation.error(Messages.ConnectionCheck_noTls(host, words));
        }
        if (reason instanceof UnknownHostException) {
            return () -> FormValidation.error(
                    proxy == null
                            ? Messages.ConnectionCheck_unknownHost(authority().host())
                            : Messages.ConnectionCheck_unknownProxy(proxy.host()));
        }
        if (reason == null) {
            String message = SafeText.oneLine(failed.getMessage(), MAX_REASON);
            return () -> FormValidation.error(Messages.ConnectionCheck_refused(host, message));
        }
        return () -> FormValidation.error(
                proxy == null
                        ? Messages.ConnectionCheck_noConnection(host, words)
                        : Messages.ConnectionCheck_noProxy(proxy.toString(), words));
    }

    /** Why there was no connection; null if there was one. */
    @CheckForNull
    private static Throwable reason(@CheckForNull Throwable lost) {
        return lost instanceof ExchangeException known && known.kind() == ExchangeException.Kind.NOT_SENT
                ? known.getCause()
                : null;
    }

    /** It is connected, and the request was not sent in time. */
    private static boolean hangsInHandshake(@CheckForNull Throwable lost) {
        return lost instanceof ExchangeException known
                && known.kind() == ExchangeException.Kind.TIMED_OUT
                && !known.sent();
    }

    private String host() {
        boolean isHttps = "https".equalsIgnoreCase(endpoint.baseUrl().getScheme());
        return authority().host() + ":" + authority().port(isHttps);
    }

    /** Every endpoint has an authority. */
    private Authority authority() {
        return Authority.of(endpoint.baseUrl()).orElseThrow();
    }
}
