package hudson.util;

import hudson.Util;
import java.io.IOException;
import java.util.Locale;
import org.kohsuke.stapler.HttpResponse;

/** The result of a field's check. */
public abstract class FormValidation extends IOException implements HttpResponse {
    private static final long serialVersionUID = 1L;
    private static final FormValidation OK = make(Kind.OK, null, "<div/>");

    public final Kind kind;

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public abstract String renderHtml();

    private static FormValidation make(Kind kind, String message, String html) {
        return new FormValidation(kind, message) {
            private static final long serialVersionUID = 1L;

            @Override
            public String renderHtml() {
                return html;
            }

            @Override
            public String toString() {
                return this.kind + ": " + html;
            }
        };
    }

    private static FormValidation text(Kind kind, String message) {
        return message == null && kind == Kind.OK ? OK : markup(kind, message, Util.escape(message));
    }

    private static FormValidation markup(Kind kind, String message, String html) {
        String css = kind.name().toLowerCase(Locale.ENGLISH);
        return make(kind, message, "<div class=" + css + ">" + html + "</div>");
    }

    public static FormValidation error(String message) {
        return text(Kind.ERROR, message);
    }

    public static FormValidation warning(String message) {
        return text(Kind.WARNING, message);
    }

    public static FormValidation ok(String message) {
        return text(Kind.OK, message);
    }

    public static FormValidation ok() {
        return OK;
    }

    /** The severity. */
    public enum Kind {
        OK,
        WARNING,
        ERROR
    }
}
