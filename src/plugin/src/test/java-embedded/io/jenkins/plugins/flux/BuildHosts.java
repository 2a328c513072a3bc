package io.jenkins.plugins.flux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides the embedded host to tests. The build with a real Jenkins has a class of the same name that provides that
 * one.
 */
final class BuildHosts implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(BuildHost.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        try {
            return new EmbeddedBuildHost(Files.createTempDirectory("flux-jenkins-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
