package com.cloudbees.plugins.credentials;

import hudson.EnvVars;
import hudson.model.ParameterValue;
import hudson.model.Run;

/** A credential chosen by the user who started the build. */
public class CredentialsParameterValue extends ParameterValue {
    private static final long serialVersionUID = 1L;

    private final String value;
    private final boolean isDefaultValue;

    public CredentialsParameterValue(String name, String value, String description) {
        this(name, value, description, false);
    }

    public CredentialsParameterValue(String name, String value, String description, boolean isDefaultValue) {
        super(name);
        this.value = value;
        this.isDefaultValue = isDefaultValue;
    }

    public String getValue() {
        return value;
    }

    public boolean isDefaultValue() {
        return isDefaultValue;
    }

    @Override
    public void buildEnvironment(Run<?, ?> build, EnvVars variables) {
        variables.put(name, value);
    }
}
