package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** A name and a password. */
public interface UsernamePasswordCredentials extends Credentials {}
