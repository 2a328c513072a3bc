package flux.embedded.host;

import com.thoughtworks.xstream.converters.collections.MapConverter;
import com.thoughtworks.xstream.mapper.Mapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stores the maps of {@code Map.of} without access to the JDK's internals; after reading, they are mutable. */
@SuppressWarnings("rawtypes") // The signatures are XStream's.
final class ImmutableMapConverter extends MapConverter {
    ImmutableMapConverter(Mapper mapper) {
        super(mapper);
    }

    @Override
    public boolean canConvert(Class type) {
        return type != null
                && type.getName().startsWith("java.util.ImmutableCollections$")
                && Map.class.isAssignableFrom(type);
    }

    @Override
    protected Object createCollection(Class type) {
        return new LinkedHashMap<>();
    }
}
