package com.cloudbees.plugins.credentials.domains;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Builds the requirements of an address. On this host, all credentials match all addresses. */
public class URIRequirementBuilder {
    private final List<DomainRequirement> requirements = new ArrayList<>();

    private URIRequirementBuilder() {}

    public static URIRequirementBuilder create() {
        return new URIRequirementBuilder();
    }

    public static URIRequirementBuilder fromUri(String uri) {
        return create().withUri(uri);
    }

    public URIRequirementBuilder withUri(String uri) {
        if (uri != null) {
            try {
                URI parsed = new URI(uri);
                withScheme(parsed.getScheme());
                withHostnamePort(parsed.getHost(), parsed.getPort());
                withPath(parsed.getRawPath());
            } catch (URISyntaxException e) {
                requirements.clear();
            }
        }
        return this;
    }

    public URIRequirementBuilder withScheme(String scheme) {
        if (scheme != null) {
            requirements.add(new SchemeRequirement(scheme));
        }
        return this;
    }

    public URIRequirementBuilder withHostnamePort(String hostname, int port) {
        if (hostname != null) {
            requirements.add(new HostnameRequirement(hostname));
            if (port != -1) {
                requirements.add(new HostnamePortRequirement(hostname, port));
            }
        }
        return this;
    }

    public URIRequirementBuilder withPath(String path) {
        if (path != null) {
            requirements.add(new PathRequirement(path));
        }
        return this;
    }

    public List<DomainRequirement> build() {
        return new ArrayList<>(requirements);
    }
}
