package io.jenkins.plugins.flux.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Inputs that were recorded, good ones and such as once did harm here or elsewhere; and what becomes of them when they are cut,
 * mixed and changed. They lie in the folder {@code corpus} beside a test class.
 */
public final class Corpus {
    private static final int MOST_EDITS = 6;
    private static final int LONGEST_CUT = 24;

    private final Map<String, byte[]> files = new TreeMap<>();

    private Corpus(Class<?> test) {
        try (Stream<Path> found = Files.list(Path.of(test.getResource("corpus").toURI()))) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Corpus of(Class<?> test) {
        return new Corpus(test);
    }

    /** The files by their names. */
    public Map<String, byte[]> files() {
        return files;
    }

    /**
     * Recorded inputs with up to six edits.
     *
     * @param snippets what is put in, besides parts of the inputs themselves and bytes by chance
     */
    public Arbitrary<byte[]> mutated(byte[]... snippets) {
        List<byte[]> seeds = List.copyOf(files.values());
        Arbitrary<byte[]> inserted = Arbitraries.oneOf(
                Arbitraries.of(snippets),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(8),
                Combinators.combine(
                                Arbitraries.of(seeds),
                                place(),
                                Arbitraries.integers().between(0, 64))
                        .as((seed, place, length) -> part(seed, place, length)));
        Arbitrary<Edit> edits = Combinators.combine(
                        place(), Arbitraries.integers().between(0, LONGEST_CUT), inserted)
                .as(Edit::new);
        Arbitrary<byte[]> changed = Combinators.combine(
                        Arbitraries.of(seeds), edits.list().ofMaxSize(MOST_EDITS))
                .as(Corpus::edited);
        // A third ends somewhere.
        return Combinators.combine(changed, place(), Arbitraries.integers().between(0, 2))
                .as((input, place, third) -> third == 0 ? part(input, 0, (int) (place * input.length)) : input);
    }

    private static Arbitrary<Double> place() {
        return Arbitraries.integers().between(0, 1_000_000).map(millionth -> millionth / 1_000_000.0);
    }

    private static byte[] edited(byte[] seed, List<Edit> edits) {
        byte[] input = seed;
        for (Edit edit : edits) {
            input = edit.of(input);
        }
        return input;
    }

    private static byte[] part(byte[] input, double place, int length) {
        int start = (int) (place * input.length);
        return Arrays.copyOfRange(input, start, Math.min(input.length, start + length));
    }

    /** Puts something in the place of some bytes. */
    private record Edit(double place, int cut, byte[] inserted) {
        byte[] of(byte[] input) {
            int start = (int) (place * input.length);
            int end = Math.min(input.length, start + cut);
            byte[] edited = new byte[start + inserted.length + input.length - end];
            System.arraycopy(input, 0, edited, 0, start);
            System.arraycopy(inserted, 0, edited, start, inserted.length);
            System.arraycopy(input, end, edited, start + inserted.length, input.length - end);
            return edited;
        }
    }
}
