package com.cloudbees.plugins.credentials.common;

/** Standard credentials in a drop-down. */
public class StandardListBoxModel extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {
    private static final long serialVersionUID = 1L;
}
