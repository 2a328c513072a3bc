package hudson;

import flux.embedded.host.ExtensionIndex;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** The descriptors of one describable type. */
public class DescriptorExtensionList<T extends Describable<T>, D extends Descriptor<T>> extends ExtensionList<D> {
    protected DescriptorExtensionList(Jenkins jenkins, Class<T> describableType) {
        super(type(), descriptors(jenkins, describableType));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <D> Class<D> type() {
        return (Class) Descriptor.class;
    }

    @SuppressWarnings("unchecked")
    private static <D> List<D> descriptors(Jenkins jenkins, Class<?> describableType) {
        return ExtensionIndex.of(jenkins).instancesOf(Descriptor.class).stream()
                .filter(descriptor -> descriptor.isSubTypeOf(describableType))
                .map(descriptor -> (D) descriptor)
                .collect(Collectors.toList());
    }

    public static <T extends Describable<T>, D extends Descriptor<T>>
            DescriptorExtensionList<T, D> createDescriptorList(Jenkins jenkins, Class<T> describableType) {
        return new DescriptorExtensionList<>(jenkins, describableType);
    }

    public D find(Class<? extends T> type) {
        for (D descriptor : this) {
            if (descriptor.clazz == type) {
                return descriptor;
            }
        }
        return null;
    }
}
