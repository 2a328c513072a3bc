package flux.embedded.host;

import hudson.model.Item;
import hudson.model.TopLevelItem;
import org.springframework.security.access.AccessDeniedException;

/** What Jenkins lets somebody know of an item, who asks for it by its name. */
public final class AccessToItems {
    private AccessToItems() {}

    /**
     * The item, or null where there is none and where nobody may know that there is one.
     *
     * @throws AccessDeniedException when one may know of it, and not read it
     */
    public static TopLevelItem check(TopLevelItem item) throws AccessDeniedException {
        if (item == null || item.hasPermission(Item.READ)) {
            return item;
        }
        if (item.hasPermission(Item.DISCOVER)) {
            throw new AccessDeniedException("Please login to access job " + item.getName());
        }
        return null;
    }
}
