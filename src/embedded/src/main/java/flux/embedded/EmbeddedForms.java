package flux.embedded;

import flux.embedded.binding.DescribableBinder;
import flux.embedded.binding.FormBinder;
import flux.embedded.host.ObjectXml;
import hudson.model.Descriptor.FormException;
import java.util.Map;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;

/** Forms without a browser: what a form shows, and what it submits. */
public final class EmbeddedForms {
    private final FormBinder binder = new FormBinder();

    EmbeddedForms() {}

    /** Creates an object from a submitted form, whose fields are texts, check boxes, nested forms and lists of them. */
    public <T> T bind(Class<T> type, Map<String, ?> form) {
        return binder.bind(type, JSONObject.fromObject(form));
    }

    /** What the form of an object shows; null becomes empty text. */
    public Map<String, Object> read(Object instance) {
        return binder.read(instance);
    }

    /** Opens the form of an object and saves it unchanged. */
    @SuppressWarnings("unchecked")
    public <T> T roundTrip(T instance) {
        return bind((Class<T>) instance.getClass(), read(instance));
    }

    /** Submits a form of the system configuration. */
    public void configure(GlobalConfiguration configuration, Map<String, ?> form) throws FormException {
        configuration.configure(EmbeddedWeb.formRequest(), JSONObject.fromObject(form));
    }

    /** Writes an object to XML and reads it back, like the configuration of a job. */
    public <T> T saveAndLoad(T instance) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) instance.getClass();
        return type.cast(ObjectXml.read(ObjectXml.xstream(), toXml(instance), null));
    }

    /** Returns an object as Jenkins stores it. */
    public String toXml(Object instance) {
        return ObjectXml.xstream().toXML(instance);
    }

    /** Returns the arguments that the Snippet Generator writes for a step: those that differ from the defaults. */
    @SuppressWarnings("unchecked")
    public <T> Map<String, Object> snippet(T step) {
        return DescribableBinder.of((Class<T>) step.getClass()).uninstantiate(step);
    }
}
