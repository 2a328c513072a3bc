package io.jenkins.plugins.flux.execution;

import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.HttpProxy;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The proxy that is configured in Jenkins at the time of each request.
 *
 * <p>Not {@link ProxyConfiguration#newHttpClient()}: it follows redirects, on Java 17 with the key, and before Java 24
 * it drops {@code Authorization} if the proxy requires a password (JDK-8326949).
 */
final class JenkinsProxies implements HttpAccess.Proxies {

    @Override
    public Optional<HttpProxy> to(String host) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        ProxyConfiguration proxy = jenkins == null ? null : jenkins.getProxy();
        if (proxy == null
                || proxy.getName() == null
                || ProxyConfiguration.getNoProxyHostPatterns(proxy.getNoProxyHost()).stream()
                        .anyMatch(direct -> direct.matcher(host).matches())) {
            return Optional.empty();
        }
        String user = Util.fixEmptyAndTrim(proxy.getUserName());
        String password = Secret.toString(proxy.getSecretPassword());
        return Optional.of(new HttpProxy(proxy.getName(), proxy.getPort(), user, password));
    }
}
