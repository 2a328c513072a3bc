package com.cloudbees.plugins.credentials;

/** Credentials with a scope. */
public class BaseCredentials implements Credentials {
    private static final long serialVersionUID = 1L;

    private final CredentialsScope scope;

    public BaseCredentials(CredentialsScope scope) {
        this.scope = scope;
    }

    @Override
    public CredentialsScope getScope() {
        return scope;
    }

    /** Kinds that have a name say so themselves. */
    @Override
    public CredentialsDescriptor getDescriptor() {
        throw new UnsupportedOperationException(getClass().getName() + ".getDescriptor");
    }
}
