package hudson.model;

import hudson.EnvVars;

/** A text parameter. */
public class StringParameterValue extends ParameterValue {
    private static final long serialVersionUID = 1L;

    public String value;

    public StringParameterValue(String name, String value) {
        super(name);
        this.value = value;
    }

    @Override
    public void buildEnvironment(Run<?, ?> build, EnvVars variables) {
        variables.put(name, value);
    }

    @Override
    public String getValue() {
        return value;
    }
}
