package flux.embedded.host;

import hudson.model.Item;
import hudson.model.TopLevelItem;
import org.springframework.security.access.AccessDeniedException;

/** What Jenkins reveals about an item that is looked up by its name. */
public final class AccessToItems {
    private AccessToItems() {}

    /**
     * Returns the item; null if there is none, or if the user must not know that there is one.
     *
     * @throws AccessDeniedException if the user may discover, but not read it
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
