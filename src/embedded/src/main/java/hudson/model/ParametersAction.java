package hudson.model;

import hudson.EnvVars;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;

/** The parameters of a build. */
public class ParametersAction implements RunAction2 {
    private final List<ParameterValue> parameters;

    public ParametersAction(List<ParameterValue> parameters) {
        this.parameters = new ArrayList<>(parameters);
    }

    public ParameterValue getParameter(String name) {
        for (ParameterValue parameter : parameters) {
            if (parameter.getName().equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    public void buildEnvironment(Run<?, ?> run, EnvVars variables) {
        parameters.forEach(parameter -> parameter.buildEnvironment(run, variables));
    }

    @Override
    public void onAttached(Run<?, ?> run) {
        // Not needed here.
    }

    @Override
    public void onLoad(Run<?, ?> run) {
        // Not needed here.
    }

    @Override
    public String getDisplayName() {
        return "Parameters";
    }

    @Override
    public String getIconFileName() {
        return "symbol-parameters";
    }

    @Override
    public String getUrlName() {
        return "parameters";
    }
}
