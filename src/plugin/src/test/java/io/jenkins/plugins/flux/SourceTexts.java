package io.jenkins.plugins.flux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts in a Java source: its string literals, joined if only a plus sign is between them. */
final class SourceTexts {

    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\"(?s:.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"|//[^\\n]*|/\\*(?s:.*?)\\*/|\\s+|(?s:.)");

    private SourceTexts() {}

    static List<String> of(Path source) throws IOException {
        List<String> texts = new ArrayList<>();
        StringBuilder between = new StringBuilder();
        Matcher token = TOKEN.matcher(Files.readString(source));
        while (token.find()) {
            if (token.group(1) != null) {
                String text = token.group(1).replace("\\\"", "\"").replace("\\\\", "\\");
                boolean continues = between.toString().equals("+") && !texts.isEmpty();
                texts.add(continues ? texts.remove(texts.size() - 1) + text : text);
                between.setLength(0);
            } else if (!token.group().isBlank()
                    && !token.group().startsWith("//")
                    && !token.group().startsWith("/*")) {
                between.append(token.group());
            }
        }
        return texts;
    }
}
