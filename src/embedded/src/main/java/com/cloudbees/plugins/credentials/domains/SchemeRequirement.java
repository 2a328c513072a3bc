package com.cloudbees.plugins.credentials.domains;

public class SchemeRequirement extends DomainRequirement {
    private static final long serialVersionUID = 1L;

    public SchemeRequirement(String scheme) {}
}
