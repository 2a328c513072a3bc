package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide explains every message that the plugin can print, and no other. */
class TroubleshootingTest {

    private static final Path GUIDE = Path.of("../../docs/guide.md");
    private static final Path REFERENCE = Path.of("../../docs/reference.md");
    private static final List<Path> SOURCES = List.of(Path.of("src/main/java"), Path.of("../core/src/main/java"));
    private static final Path RESOURCES = Path.of("src/main/resources");

    /** A text with fewer words is part of a message, or not a message. */
    private static final int WORDS_OF_A_MESSAGE = 4;

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** Placeholders for variable parts. */
    private static final Pattern GAP = Pattern.compile("\\{\\d}|…");

    /** Labels, and messages about success. */
    private static final Pattern NO_TROUBLE = Pattern.compile(
            "Flux.*|GeneratedImagesAction\\..*|ImageProgress\\..*|ListedImage\\..*|ConsoleProgress\\.(submitted|queued|running|completed|completedIn|stored)");

    /** Texts that only developers see, and reasons why a file is damaged: whole classes, or a single text of one. */
    private static final Set<String> SILENT = Set.of(
            "AnswerConsumer",
            "JournalIndex",
            "RunningExchange",
            "Backoff",
            "BoundedExchange",
            "BuildImageStore",
            "Connections",
            "Deadlines",
            "EventLoop",
            "ExchangeLimits",
            "FailureMapping",
            "BatchPlan",
            "BatchServices.Progress could not be reported: ",
            "Batch.The end of a batch could not be journaled",
            "ImageState",
            "GeneratorSettings",
            "ImageHeader",
            "ImageInput",
            "ImageStructure",
            "JobTimes",
            "JpegStructure",
            "Json",
            "LearnedTimes.No job times have been learned yet",
            "LearnedTimesKeeper.The latest job times were not saved",
            "PartFile",
            "PlannedImage",
            "PngStructure",
            "QueueException.the call was canceled",
            "Transfer.left for the host to clean up: ",
            "WebpStructure",
            "WorkLimits",
            "WorkPool");

    @Test
    void everyMessageIsExplained() throws IOException {
        String explained = plain(Files.readString(GUIDE) + Files.readString(REFERENCE));

        assertThat(messages())
                .hasSizeGreaterThan(100)
                .allSatisfy(message -> assertThat(explained).contains(message));
    }

    @Test
    void nothingIsExplainedThatDoesNotExist() throws IOException {
        List<String> known = knownTexts();

        assertThat(explainedMessages())
                .isNotEmpty()
                .flatExtracting(message -> List.of(GAP.split(message)))
                .allSatisfy(part -> assertThat(words(without(known, plain(part))))
                        .as("words of '%s' that no source has", part)
                        .isLessThan(WORDS_OF_A_MESSAGE - 1));
    }

    /** Removes from a text what the sources have. */
    private static String without(List<String> known, String text) {
        String left = text;
        for (String one : known) {
            left = left.replace(one, " ");
        }
        return left;
    }

    /** All texts of several words, longest first. */
    private static List<String> knownTexts() throws IOException {
        List<String> known = new ArrayList<>(textsOfMessages());
        for (Path source : sources()) {
            known.addAll(SourceTexts.of(source));
        }
        return known.stream()
                .flatMap(GAP::splitAsStream)
                .map(TroubleshootingTest::plain)
                .filter(text -> words(text) > 1)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    @Test
    void everyRowSaysWhatItMeansAndWhatToDo() throws IOException {
        assertThat(rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(cells(row))
                        .hasSize(3)
                        .allSatisfy(cell -> assertThat(cell).isNotBlank()));
    }

    /** The messages that people read, without variable parts. */
    private static Set<String> messages() throws IOException {
        Set<String> messages = new TreeSet<>(textsOfMessages());
        for (Path source : sources()) {
            String owner = source.getFileName().toString().replace(".java", "");
            for (String text : SourceTexts.of(source)) {
                if (!SILENT.contains(owner) && !SILENT.contains(owner + "." + text)) {
                    messages.addAll(List.of(GAP.split(text)));
                }
            }
        }
        Set<String> plain = new TreeSet<>();
        messages.stream()
                .map(TroubleshootingTest::plain)
                .filter(text -> words(text) >= WORDS_OF_A_MESSAGE)
                .forEach(plain::add);
        return plain;
    }

    private static List<String> textsOfMessages() throws IOException {
        Properties properties = new Properties();
        try (Stream<Path> resources = Files.walk(RESOURCES)) {
            for (Path messages : resources
                    .filter(file -> file.endsWith("Messages.properties"))
                    .toList()) {
                try (Reader reader = Files.newBufferedReader(messages)) {
                    properties.load(reader);
                }
            }
        }
        return properties.stringPropertyNames().stream()
                .filter(key -> !NO_TROUBLE.matcher(key).matches())
                .map(key -> properties.getProperty(key).replace("''", "'"))
                .flatMap(GAP::splitAsStream)
                .toList();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static List<String> explainedMessages() throws IOException {
        List<String> explained = new ArrayList<>();
        for (String row : rows()) {
            List<String> codes = CODE.matcher(cells(row).get(0))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(codes).as(row).isNotEmpty();
            explained.addAll(codes);
        }
        return explained;
    }

    private static List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(GUIDE);
        return lines.subList(lines.indexOf("## Troubleshooting"), lines.size()).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.length() - 1).split("(?<!\\\\)\\|"))
                .map(String::strip)
                .toList();
    }

    private static long words(String text) {
        return Stream.of(text.split(" "))
                .filter(word -> WORD.matcher(word).find())
                .count();
    }

    /** Removes markup and line breaks. */
    private static String plain(String text) {
        return text.replace("`", "").replace("\\|", "|").replaceAll("\\s+", " ").strip();
    }
}
