package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.util.Secret;

/** A name and a password. */
public interface UsernamePasswordCredentials extends Credentials {
    String getUsername();

    Secret getPassword();
}
