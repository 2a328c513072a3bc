package io.jenkins.plugins.flux;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsExtension;

/**
 * Provides a real Jenkins to tests. The build without one has a class of the same name that provides the embedded host.
 */
final class BuildHosts extends JenkinsExtension {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(BuildHost.class) || super.supportsParameter(parameter, test);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        JenkinsRule jenkins = (JenkinsRule) super.resolveParameter(parameter, test);
        return parameter.getParameter().getType().equals(BuildHost.class) ? new JenkinsRuleBuildHost(jenkins) : jenkins;
    }
}
