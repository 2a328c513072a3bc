package com.cloudbees.plugins.credentials;

import hudson.model.Descriptor;

/** Describes one kind of credentials. */
public abstract class CredentialsDescriptor extends Descriptor<Credentials> {
    protected CredentialsDescriptor() {}
}
