package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flux.queue.Parameter;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The image parameters of a step, or of an entry of its {@code images}, as they were bound. Nothing is checked yet. */
@Restricted(NoExternalUse.class)
public interface ImageParameters {

    /** The value of a parameter as a user wrote it; null or blank if it was not given. */
    @CheckForNull
    Object get(Parameter<?> parameter);

    /**
     * The value of a parameter; its default if it was not given, or null if it has none.
     *
     * @throws io.jenkins.plugins.flux.queue.InvalidParameterException if it breaks its rule
     */
    default <T> T read(Parameter<T> parameter) {
        return parameter.read(get(parameter));
    }
}
