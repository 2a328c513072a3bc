package jenkins.util;

import java.util.Locale;
import org.jvnet.localizer.Localizable;

/** A text in one language. */
public class NonLocalizable extends Localizable {
    private static final long serialVersionUID = 1L;

    private final String title;

    public NonLocalizable(String title) {
        super(null, title);
        this.title = title;
    }

    @Override
    public String toString(Locale locale) {
        return title;
    }

    @Override
    public String toString() {
        return title;
    }
}
