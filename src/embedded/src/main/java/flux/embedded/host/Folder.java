package flux.embedded.host;

import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.TopLevelItem;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.security.access.AccessDeniedException;

public final class Folder extends AbstractItem implements TopLevelItem, ItemGroup<TopLevelItem> {
    private final transient Map<String, TopLevelItem> items = new ConcurrentSkipListMap<>();

    /** Creates an empty folder. */
    public Folder(ItemGroup<? extends Item> parent, String name) {
        super(parent, name);
    }

    /** Adds a job or folder. */
    public void add(TopLevelItem item) {
        items.put(item.getName(), item);
    }

    @Override
    public Collection<? extends Job<?, ?>> getAllJobs() {
        List<Job<?, ?>> jobs = new ArrayList<>();
        items.values().forEach(item -> jobs.addAll(item.getAllJobs()));
        return jobs;
    }

    @Override
    public Collection<TopLevelItem> getItems() {
        List<TopLevelItem> visible = new ArrayList<>(items.values());
        visible.removeIf(item -> !item.hasPermission(Item.READ));
        return visible;
    }

    @Override
    public TopLevelItem getItem(String name) throws AccessDeniedException {
        return AccessToItems.check(items.get(name));
    }

    @Override
    public File getRootDirFor(TopLevelItem child) {
        return new File(new File(getRootDir(), "jobs"), child.getName());
    }
}
