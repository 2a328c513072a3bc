package hudson;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Helpers used by this host and the plugin. */
public class Util {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z0-9_]+|\\{[A-Za-z0-9_.]+\\}|\\$)");

    /** Replaces known variables, keeps unknown ones, and replaces {@code $$} by {@code $}. */
    public static String replaceMacro(String text, Map<String, String> properties) {
        if (text == null) {
            return null;
        }
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value;
            if (name.equals("$")) {
                value = "$";
            } else {
                value = properties.get(name.startsWith("{") ? name.substring(1, name.length() - 1) : name);
            }
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(replaced).toString();
    }

    public static String fixNull(String text) {
        return text == null ? "" : text;
    }

    public static String fixEmpty(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    public static String fixEmptyAndTrim(String text) {
        return text == null ? null : fixEmpty(text.trim());
    }

    public static String escape(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> escaped.append("<br>");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#039;");
                case ' ' -> escaped.append(i > 0 && text.charAt(i - 1) == ' ' ? "&nbsp;" : " ");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
