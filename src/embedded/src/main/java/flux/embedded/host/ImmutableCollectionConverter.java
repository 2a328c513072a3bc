package flux.embedded.host;

import com.thoughtworks.xstream.converters.collections.CollectionConverter;
import com.thoughtworks.xstream.mapper.Mapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Stores the collections of {@code List.of} and {@code Set.of} without access to the JDK's internals; after reading,
 * they are mutable.
 */
@SuppressWarnings("rawtypes") // The signatures are XStream's.
final class ImmutableCollectionConverter extends CollectionConverter {
    ImmutableCollectionConverter(Mapper mapper) {
        super(mapper);
    }

    @Override
    public boolean canConvert(Class type) {
        return type != null
                && type.getName().startsWith("java.util.ImmutableCollections$")
                && java.util.Collection.class.isAssignableFrom(type);
    }

    @Override
    protected Object createCollection(Class type) {
        return Set.class.isAssignableFrom(type) ? new LinkedHashSet<>() : new ArrayList<>();
    }
}
