package com.cloudbees.plugins.credentials.common;

/** A name and a password with an id. */
public interface StandardUsernamePasswordCredentials extends StandardCredentials, UsernamePasswordCredentials {}
