package io.jenkins.plugins.flux.journals;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.flux.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The small list of journals whose jobs may still go on, below {@code JENKINS_HOME}, so that a start needs not look
 * through all builds. Each entry is a hard link to its journal, which outlives the build's directory; where the file
 * system has no hard links, it is a file that holds the journal's path, and a copy once the build is deleted. Safe for
 * use by any thread; methods block.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class JournalIndex {

    private static final Logger LOGGER = Logger.getLogger(JournalIndex.class.getName());
    private static final String LINK = ".jsonl";
    private static final String POINTER = ".path";

    /** Those that an execution of this process looks after. */
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();

    public static JournalIndex get() {
        return ExtensionList.lookupSingleton(JournalIndex.class);
    }

    /** Enters a journal that an execution of this process looks after, unless it is there. */
    void add(String id, Path journal) throws IOException {
        claimed.add(id);
        if (isListed(id)) {
            return;
        }
        Path directory = Files.createDirectories(directory());
        try {
            Files.createLink(directory.resolve(id + LINK), journal);
        } catch (UnsupportedOperationException | IOException noHardLinks) {
            LOGGER.log(Level.FINE, "no hard link to " + journal, noHardLinks);
            Files.writeString(directory.resolve(id + POINTER), journal.toString());
        }
    }

    /**
     * Takes a journal over for this process.
     *
     * @return false when somebody has, or when nothing is left to do
     */
    public boolean claim(String id) {
        if (!claimed.add(id)) {
            return false;
        }
        // Whoever takes a journal out lets go of it last: it may have come to its end just now.
        if (!isListed(id)) {
            claimed.remove(id);
            return false;
        }
        return true;
    }

    private static boolean isListed(String id) {
        return Files.exists(directory().resolve(id + LINK))
                || Files.exists(directory().resolve(id + POINTER));
    }

    public boolean isClaimed(String id) {
        return claimed.contains(id);
    }

    /**
     * Takes a journal over for this process, listed or not.
     *
     * @return false when an execution of this process looks after it
     */
    public boolean claimUnlisted(String id) {
        return claimed.add(id);
    }

    /** Gives back what was claimed: nothing was done with it. */
    public void release(String id) {
        claimed.remove(id);
    }

    /**
     * Whether a journal of the list is in the directory of its build: the build is not gone, even if Jenkins does not
     * find it.
     *
     * @param begunAt where the journal was begun, if that is known
     */
    public static boolean isInBuild(Path journal, Optional<Path> begunAt) throws IOException {
        if (!journal.startsWith(directory()) || begunAt.filter(Files::exists).isPresent()) {
            return true;
        }
        try {
            // There is another file of the same bytes.
            return (Integer) Files.getAttribute(journal, "unix:nlink") > 1;
        } catch (UnsupportedOperationException | IllegalArgumentException unknown) {
            LOGGER.log(Level.FINE, "how often " + journal + " is there is not known", unknown);
            return false;
        }
    }

    /** Closes a journal and takes it out: nothing is left to do. */
    public void settle(String id, JournalWriter journal) {
        try {
            // First: on Windows, what is open cannot be removed.
            journal.close();
        } catch (IOException notClosed) {
            LOGGER.log(Level.WARNING, "The journal of a step could not be closed", notClosed);
        }
        remove(id);
    }

    /** The journal is about to be deleted with its build: an entry that has only its path becomes a copy. */
    public void keep(String id, Path journal) throws IOException {
        Path pointer = directory().resolve(id + POINTER);
        if (Files.exists(pointer)) {
            Path copy = directory().resolve(id + ".copy");
            Files.copy(journal, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, directory().resolve(id + LINK), StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(pointer);
        }
    }

    /** Takes a journal out: nothing is left to do. */
    public void remove(String id) {
        try {
            Files.deleteIfExists(directory().resolve(id + LINK));
            Files.deleteIfExists(directory().resolve(id + POINTER));
        } catch (IOException left) {
            // The next start finds that nothing is left to do, and tries again.
            LOGGER.log(Level.WARNING, "Could not remove the entry of the journal " + id, left);
        }
        claimed.remove(id);
    }

    /** All entries, by id: files that can be read as journals, but for those that are not where they were. */
    public Map<String, Path> list() throws IOException {
        Map<String, Path> journals = new LinkedHashMap<>();
        Path directory = directory();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                String name = directory.relativize(entry).toString();
                if (name.endsWith(LINK)) {
                    journals.put(name.substring(0, name.length() - LINK.length()), entry);
                } else if (name.endsWith(POINTER)) {
                    // Behind the copy, which counts.
                    journals.putIfAbsent(
                            name.substring(0, name.length() - POINTER.length()), Path.of(Files.readString(entry)));
                }
            }
        } catch (NoSuchFileException none) {
            LOGGER.log(Level.FINE, "no journal was ever active", none);
        }
        return journals;
    }

    private static Path directory() {
        return Jenkins.get().getRootDir().toPath().resolve("flux-generate").resolve("active");
    }
}
