package com.cloudbees.plugins.credentials.domains;

public class PathRequirement extends DomainRequirement {
    private static final long serialVersionUID = 1L;

    public PathRequirement(String path) {}
}
