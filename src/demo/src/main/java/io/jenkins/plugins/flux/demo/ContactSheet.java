package io.jenkins.plugins.flux.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A page that shows all images and their origin. It needs only the image files beside it. */
final class ContactSheet {
    static final String FILE_NAME = "index.html";

    private final String title;
    private final String service;
    private final List<ShownImage> images;

    ContactSheet(String title, String service, List<ShownImage> images) {
        this.title = title;
        this.service = service;
        this.images = images;
    }

    /** Writes the page into the directory of the images. */
    Path write(Path directory) throws IOException {
        Path file = directory.resolve(FILE_NAME);
        Files.writeString(file, html());
        return file;
    }

    String html() throws IOException {
        StringBuilder cards = new StringBuilder();
        images.forEach(image -> cards.append(card(image)));
        return template("contact-sheet.html")
                .replace("{{style}}", template("contact-sheet.css"))
                .replace("{{title}}", escape(title))
                .replace("{{count}}", count(images.size()))
                .replace("{{service}}", escape(service))
                .replace("{{manifest}}", DemoResult.MANIFEST)
                .replace("{{cards}}", cards);
    }

    static String count(int images) {
        return images == 1 ? "1 image" : images + " images";
    }

    private static String card(ShownImage image) {
        return """
                    <li>
                      <figure>
                        <a href="%1$s"><img src="%1$s" alt="%2$s" width="%3$d" height="%4$d" loading="lazy"></a>
                        <figcaption>
                          <h2>%5$s</h2>
                          <p>%2$s</p>
                          <dl>
                            <div><dt>Seed</dt><dd>%6$s</dd></div>
                            <div><dt>Size</dt><dd>%3$d × %4$d</dd></div>
                            <div><dt>File</dt><dd>%7$s, %8$s</dd></div>
                            <div class="wide"><dt>Request</dt><dd><code>%9$s</code></dd></div>
                            <div class="wide"><dt>SHA-256</dt><dd><code>%10$s</code></dd></div>
                          </dl>
                        </figcaption>
                      </figure>
                    </li>
                """.formatted(
                        escape(url(image.path())),
                        escape(image.prompt()),
                        image.width(),
                        image.height(),
                        escape(image.path()),
                        escape(image.seed()),
                        escape(image.format().toUpperCase(Locale.ROOT)),
                        kilobytes(image.bytes()),
                        escape(image.requestId()),
                        escape(image.sha256()));
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,d kB", Math.max(1, Math.round(bytes / 1000.0)));
    }

    private static String url(String path) {
        try {
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** Prompts are free text. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String template(String name) throws IOException {
        try (InputStream in = ContactSheet.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
