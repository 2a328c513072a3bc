package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/** Chooses credentials. */
public interface CredentialsMatcher extends Serializable {
    boolean matches(Credentials item);
}
