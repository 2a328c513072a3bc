package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Util;

/** Names credentials for people. */
public abstract class CredentialsNameProvider<C extends Credentials> {
    /** The description, or else the id, like the names of secret texts in Jenkins. */
    public static String name(Credentials credentials) {
        String description = credentials instanceof StandardCredentials standard
                ? Util.fixEmptyAndTrim(standard.getDescription())
                : null;
        if (description != null) {
            return description;
        }
        return credentials instanceof IdCredentials known
                ? known.getId()
                : credentials.getClass().getSimpleName();
    }
}
