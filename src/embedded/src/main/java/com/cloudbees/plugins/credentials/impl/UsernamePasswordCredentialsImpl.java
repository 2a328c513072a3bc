package com.cloudbees.plugins.credentials.impl;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;

/** User name and password: for tests, the wrong type of credentials. */
public class UsernamePasswordCredentialsImpl extends BaseStandardCredentials
        implements StandardUsernamePasswordCredentials {
    private static final long serialVersionUID = 1L;

    private final String username;
    private final Secret password;

    public UsernamePasswordCredentialsImpl(
            CredentialsScope scope, String id, String description, String username, String password) {
        super(scope, id, description);
        this.username = username;
        this.password = Secret.fromString(password);
    }

    /** Describes the kind. */
    public static class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        @Override
        public String getDisplayName() {
            return "Username with password";
        }
    }
}
