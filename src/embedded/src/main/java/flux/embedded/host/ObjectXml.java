package flux.embedded.host;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.converters.collections.CollectionConverter;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.xml.DomDriver;
import com.thoughtworks.xstream.security.AnyTypePermission;
import hudson.model.Result;
import hudson.util.Secret;
import java.io.StringReader;
import java.util.concurrent.CopyOnWriteArrayList;

/** Objects as XML, as Jenkins does with XStream, for the types that this host stores. */
public final class ObjectXml {
    private ObjectXml() {}

    /** Creates an XStream that knows the types of this host. */
    public static XStream xstream() {
        XStream xstream = new XStream(new DomDriver("UTF-8"));
        xstream.addPermission(AnyTypePermission.ANY);
        xstream.setClassLoader(Thread.currentThread().getContextClassLoader());
        xstream.ignoreUnknownElements();
        xstream.registerConverter(new CollectionConverter(xstream.getMapper(), CopyOnWriteArrayList.class));
        xstream.registerConverter(new DescribableListConverter(xstream.getMapper()));
        xstream.registerConverter(new ImmutableCollectionConverter(xstream.getMapper()));
        xstream.registerConverter(new ImmutableMapConverter(xstream.getMapper()));
        xstream.registerConverter(new TextConverter(Result.class, Result::fromString) {
            @Override
            public String toString(Object result) {
                return result.toString();
            }
        });
        xstream.registerConverter(new TextConverter(Secret.class, Secret::fromString) {
            @Override
            public String toString(Object secret) {
                return ((Secret) secret).getEncryptedValue();
            }
        });
        return xstream;
    }

    /** Reads an object, into the target if there is one. */
    public static Object read(XStream xstream, String xml, Object target) {
        return xstream.unmarshal(reader(xml), target);
    }

    /** The name of the outermost element, which is the class of the stored object. */
    public static String rootOf(String xml) {
        return reader(xml).getNodeName();
    }

    private static HierarchicalStreamReader reader(String xml) {
        return new DomDriver("UTF-8").createReader(new StringReader(xml));
    }
}
