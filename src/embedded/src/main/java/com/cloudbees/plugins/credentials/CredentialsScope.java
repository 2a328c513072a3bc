package com.cloudbees.plugins.credentials;

/** Who may see a credential. */
public enum CredentialsScope {
    /** Jenkins itself, not its jobs. */
    SYSTEM,
    GLOBAL,
    USER
}
