package flux.embedded.host;

import com.thoughtworks.xstream.converters.collections.CollectionConverter;
import com.thoughtworks.xstream.mapper.Mapper;
import hudson.model.Saveable;
import hudson.util.DescribableList;

/** Stores a list of describables as its elements. The reader must set its owner. */
@SuppressWarnings("rawtypes") // The signatures are XStream's.
final class DescribableListConverter extends CollectionConverter {
    DescribableListConverter(Mapper mapper) {
        super(mapper, DescribableList.class);
    }

    @Override
    protected Object createCollection(Class type) {
        return new DescribableList<>(Saveable.NOOP);
    }
}
