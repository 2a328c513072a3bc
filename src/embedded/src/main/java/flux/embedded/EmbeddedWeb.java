package flux.embedded;

import flux.embedded.host.CredentialsOfRun;
import flux.embedded.web.WebCall;
import flux.embedded.web.WebMethods;
import flux.embedded.web.WebReply;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.StaplerRequest2;

/** Calls web methods like a browser: with a verb, a query, an item in the path, and as a user. */
public final class EmbeddedWeb {
    private final String user;
    private final String verb;
    private final Item item;
    private final String restOfPath;
    private final Map<String, String> query;

    EmbeddedWeb() {
        this("admin", "POST", null, "", Map.of());
    }

    private EmbeddedWeb(String user, String verb, Item item, String restOfPath, Map<String, String> query) {
        this.user = user;
        this.verb = verb;
        this.item = item;
        this.restOfPath = restOfPath;
        this.query = query;
    }

    /** The same, as another user; null for anonymous. */
    public EmbeddedWeb as(String somebody) {
        return new EmbeddedWeb(somebody, verb, item, restOfPath, query);
    }

    /** The same, with GET instead of POST. */
    public EmbeddedWeb get() {
        return new EmbeddedWeb(user, "GET", item, restOfPath, query);
    }

    /** The same, on a page of an item. */
    public EmbeddedWeb in(Item ancestor) {
        return new EmbeddedWeb(user, verb, ancestor, restOfPath, query);
    }

    /** The same, with a path after the name of the method. */
    public EmbeddedWeb path(String rest) {
        return new EmbeddedWeb(user, verb, item, rest, query);
    }

    /** The same, with an additional query parameter. */
    public EmbeddedWeb with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new EmbeddedWeb(user, verb, item, restOfPath, more);
    }

    /**
     * Calls a web method such as {@code doCheckWidth}.
     *
     * @return what it returned and wrote
     */
    @SuppressWarnings("try") // The context only has to be closed.
    public WebReply call(Object target, String method) throws Exception {
        try (ACLContext as = ACL.as2(user == null ? jenkins.model.Jenkins.ANONYMOUS2 : CredentialsOfRun.user(user))) {
            return WebMethods.call(target, method, new WebCall(verb, item, restOfPath, query));
        }
    }

    static StaplerRequest2 formRequest() {
        return new WebCall("POST", null, "", Map.of()).request();
    }
}
