package io.jenkins.plugins.flux.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * How long jobs took, by kind, as kept over restarts: a text file with one line per kind, which begins with the kind
 * and has four numbers per job. At most some 200 KB; without it, or with a damaged one, all is learned anew.
 *
 * @param times by the key of the kind, oldest job first
 */
public record LearnedTimes(Map<String, List<JobTimes>> times) {

    private static final Logger LOGGER = Logger.getLogger(LearnedTimes.class.getName());

    private static final int NUMBERS = 4;

    /** Larger files are not ours. */
    private static final long MOST_BYTES = 1_000_000;

    public LearnedTimes {
        times = Map.copyOf(times);
    }

    /** Nothing that was learned. */
    public static LearnedTimes none() {
        return new LearnedTimes(Map.of());
    }

    /** Reads a file; lines that cannot be read are left out. Blocks. */
    public static LearnedTimes read(Path file) {
        Map<String, List<JobTimes>> times = new LinkedHashMap<>();
        try {
            if (Files.size(file) <= MOST_BYTES) {
                Files.readAllLines(file).forEach(line -> readLine(line, times));
            }
        } catch (NoSuchFileException first) {
            LOGGER.log(Level.FINE, "No job times have been learned yet", first);
        } catch (IOException unreadable) {
            LOGGER.log(Level.INFO, "Job times are being learned anew", unreadable);
        }
        return new LearnedTimes(times);
    }

    /** Writes a file, whole or not at all. Blocks. */
    public void write(Path file) throws IOException {
        String text = times.entrySet().stream()
                .map(kind -> kind.getKey()
                        + kind.getValue().stream().map(LearnedTimes::text).collect(Collectors.joining())
                        + "\n")
                .sorted()
                .collect(Collectors.joining());
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(JobTimes job) {
        return String.format(
                Locale.ROOT, " %.3f %d %.3f %.3f", job.queued(), job.queueSeen() ? 1 : 0, job.run(), job.slack());
    }

    private static void readLine(String line, Map<String, List<JobTimes>> times) {
        String[] words = line.split(" ");
        List<JobTimes> jobs = new ArrayList<>();
        try {
            for (int i = 1; i + NUMBERS <= words.length && jobs.size() < RecentTimes.MOST; i += NUMBERS) {
                jobs.add(new JobTimes(
                        Double.parseDouble(words[i]),
                        words[i + 1].equals("1"),
                        Double.parseDouble(words[i + 2]),
                        Double.parseDouble(words[i + 3])));
            }
        } catch (IllegalArgumentException damaged) {
            LOGGER.log(Level.INFO, "A damaged line of learned job times was skipped", damaged);
            return;
        }
        times.put(words[0], jobs);
    }
}
