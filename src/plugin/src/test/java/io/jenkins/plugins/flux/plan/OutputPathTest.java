package io.jenkins.plugins.flux.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.OutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hero.jpg",
                "hero.JPEG",
                "marketing/autumn 2026/hero.jpg",
                "a.b/c-d_e (1).jpeg",
                "картинки/яблоко.jpg",
                "图/苹果.jpg",
                "..hidden/..x.jpg"
            })
    void aRelativePathWithTheRightExtensionIsKeptAsItIs(String path) {
        assertThat(OutputPath.check(path, OutputFormat.JPEG)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../hero.jpg, inside the workspace",
                "a/../../hero.jpg, inside the workspace",
                "a/..\\hero.jpg, free of control characters",
                "/etc/hero.jpg, relative to the workspace",
                "\\\\server\\share\\hero.jpg, relative to the workspace",
                "C:/hero.jpg, relative to the workspace",
                "c:hero.jpg, relative to the workspace",
                "a//hero.jpg, without empty parts",
                "a/./hero.jpg, without empty parts",
                "a/hero.jpg/, the path of a file",
                "a /hero.jpg, names that do not",
                "a./hero.jpg, names that do not",
                "con/hero.jpg, a device on Windows",
                "NUL.jpg, a device on Windows",
                "com1.tar.jpg, a device on Windows",
                "he|ro.jpg, free of control characters",
                "hero?.jpg, free of control characters",
                "CONIN$.jpg, a device on Windows",
                "com¹.jpg, a device on Windows",
                "ＮＵＬ.jpg, a device on Windows",
                "..／hero.jpg, free of characters that look like",
                "a∕..∕hero.jpg, free of characters that look like",
                "a⁄hero.jpg, free of characters that look like",
                "a＼hero.jpg, free of characters that look like",
                "c：hero.jpg, free of characters that look like",
                "．．/hero.jpg, free of characters that look like",
                "․․/hero.jpg, free of characters that look like",
                "hero․jpg, free of characters that look like",
                "hero.png, a path that ends in .jpg or .jpeg",
                "hero, a path that ends in .jpg or .jpeg",
                "a.jpg/hero, a path that ends in .jpg or .jpeg",
                ".., inside the workspace"
            })
    void anyOtherPathIsRefusedWithItsRule(String path, String rule) {
        assertThatThrownBy(() -> OutputPath.check(path, OutputFormat.JPEG))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("output: ")
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb.jpg",
                "a\u0000b.jpg",
                "a\u0085b.jpg",
                "a\u2028b.jpg",
                "a\u202Egpj.jpg",
                "a\u200Bb.jpg",
                "a\ufeffb.jpg",
                "a\ud83db.jpg",
                "a\u001b[31mb.jpg"
            })
    void charactersThatCannotBeSeenAreRefusedAndNotPrinted(String path) {
        assertThatThrownBy(() -> OutputPath.check(path, OutputFormat.JPEG))
                .hasMessageContaining("free of control characters")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("\u202E");
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        String longest = "a".repeat(176) + ".jpg";

        assertThat(OutputPath.check(longest, OutputFormat.JPEG)).hasSize(180);
        assertThatThrownBy(() -> OutputPath.check("a" + longest, OutputFormat.JPEG))
                .hasMessageContaining("at most 180 characters");
    }

    @Test
    void aNameOf300CharactersIsRefused() {
        assertThatThrownBy(() -> OutputPath.check("a".repeat(296) + ".jpg", OutputFormat.JPEG))
                .hasMessageContaining("at most 180 characters");
    }

    @Test
    void aNameWithMoreBytesThanFileSystemsAcceptIsRefused() {
        String longest = "苹".repeat(83) + "ab.jpg";

        assertThat(OutputPath.check(longest, OutputFormat.JPEG)).isEqualTo(longest);
        assertThatThrownBy(() -> OutputPath.check("c" + longest, OutputFormat.JPEG))
                .hasMessageContaining("names of at most 255 bytes in UTF-8");
    }

    @Test
    void pngNeedsThePngExtension() {
        assertThat(OutputPath.check("tile.png", OutputFormat.PNG)).isEqualTo("tile.png");
        assertThatThrownBy(() -> OutputPath.check("tile.jpg", OutputFormat.PNG))
                .hasMessageContaining("a path that ends in .png because outputFormat is png");
    }
}
