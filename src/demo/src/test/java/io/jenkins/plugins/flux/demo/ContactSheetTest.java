package io.jenkins.plugins.flux.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
    private static final ShownImage IMAGE = new ShownImage(
            "a b/hero.jpg", "An \"apple\" & <b>pear</b>", 1440, 480, "jpeg", "42", "req-1", 175_710, "abc");

    @TempDir
    Path directory;

    @Test
    void showsWhereEachImageCameFrom() throws Exception {
        Path page = new ContactSheet("marketing #1", "a simulator", List.of(IMAGE)).write(directory);
        assertThat(page)
                .content()
                .contains("<title>marketing #1: contact sheet</title>", "<a href=\"flux-generate.json\">", "1 image, ")
                .contains("<img src=\"a%20b/hero.jpg\"", "width=\"1440\" height=\"480\"", "1440 × 480")
                .contains(
                        "<h2>a b/hero.jpg</h2>",
                        "<dd>42</dd>",
                        "<code>req-1</code>",
                        "JPEG, 176 kB",
                        "<code>abc</code>")
                .contains("prefers-color-scheme: dark")
                .doesNotContain("{{", "<script", "://");
    }

    @Test
    void takesPromptsAsText() throws Exception {
        assertThat(new ContactSheet("t", "s", List.of(IMAGE)).html())
                .contains("alt=\"An &quot;apple&quot; &amp; &lt;b&gt;pear&lt;/b&gt;\"")
                .doesNotContain("<b>");
    }
}
