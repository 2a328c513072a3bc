package flux.embedded.host;

import com.thoughtworks.xstream.converters.SingleValueConverter;
import java.util.function.Function;

/** Stores objects of one class as text. */
abstract class TextConverter implements SingleValueConverter {
    private final Class<?> type;
    private final Function<String, Object> parser;

    TextConverter(Class<?> type, Function<String, Object> parser) {
        this.type = type;
        this.parser = parser;
    }

    @Override
    @SuppressWarnings("rawtypes") // The signature is XStream's.
    public boolean canConvert(Class candidate) {
        return candidate == type;
    }

    @Override
    public Object fromString(String text) {
        return parser.apply(text);
    }
}
