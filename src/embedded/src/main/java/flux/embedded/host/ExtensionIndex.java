package flux.embedded.host;

import hudson.Extension;
import hudson.model.PersistentDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/**
 * The extensions that SezPoz indexed on the class path. Each is created once per Jenkins, on first use, however many
 * extension points it serves.
 */
public final class ExtensionIndex {
    private static final Logger LOGGER = Logger.getLogger(ExtensionIndex.class.getName());
    private static final Map<Jenkins, ExtensionIndex> INDEXES = new WeakHashMap<>();

    private final List<Entry> entries = new ArrayList<>();
    private final List<Object> own = new CopyOnWriteArrayList<>();

    private ExtensionIndex(ClassLoader loader) {
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
            entries.add(new Entry(item));
        }
        entries.sort(Comparator.comparingDouble(Entry::ordinal).reversed());
    }

    /** Creates the index of a Jenkins. */
    public static ExtensionIndex of(Jenkins jenkins) {
        synchronized (INDEXES) {
            return INDEXES.computeIfAbsent(
                    jenkins, key -> new ExtensionIndex(Thread.currentThread().getContextClassLoader()));
        }
    }

    /** Adds an extension of the host itself, which no index has. Must be called before its type is first used. */
    public void add(Object extension) {
        own.add(extension);
    }

    /** Returns all extensions of a type: those of the host, then the indexed ones, highest ordinal first. */
    public <T> List<T> instancesOf(Class<T> type) {
        List<T> found = new ArrayList<>();
        own.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
        for (Entry entry : entries) {
            if (type.isAssignableFrom(entry.type())) {
                Object instance = entry.instance();
                if (instance != null) {
                    found.add(type.cast(instance));
                }
            }
        }
        return found;
    }

    private static final class Entry {
        private final IndexItem<Extension, Object> item;
        private Object instance;
        private boolean failed;

        Entry(IndexItem<Extension, Object> item) {
            this.item = item;
        }

        double ordinal() {
            return item.annotation().ordinal();
        }

        Class<?> type() {
            try {
                Object element = item.element();
                if (element instanceof Class<?> type) {
                    return type;
                }
                if (element instanceof java.lang.reflect.Field field) {
                    return field.getType();
                }
                return ((java.lang.reflect.Method) element).getReturnType();
            } catch (InstantiationException | LinkageError e) {
                LOGGER.log(Level.WARNING, e, () -> "Cannot load the extension " + item.className());
                return Void.class;
            }
        }

        /** A class that cannot be instantiated is reported and skipped, as in Jenkins. */
        synchronized Object instance() {
            if (instance == null && !failed) {
                try {
                    instance = item.instance();
                    if (instance instanceof PersistentDescriptor persistent) {
                        persistent.load();
                    }
                } catch (InstantiationException | RuntimeException | LinkageError e) {
                    failed = true;
                    LOGGER.log(Level.SEVERE, e, () -> "Failed to instantiate the extension " + item.className());
                }
            }
            return instance;
        }
    }
}
