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
 * The short list of journals with jobs that may still be running, below {@code JENKINS_HOME}, so that Jenkins need not
 * search all builds when it starts. Each entry is a hard link to its journal, which outlives the build directory. On
 * file systems without hard links, it is a file with the path of the journal, which becomes a copy when the build is
 * deleted. Thread-safe; methods block.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class JournalIndex {

    private static final Logger LOGGER = Logger.getLogger(JournalIndex.class.getName());
    private static final String LINK = ".jsonl";
    private static final String POINTER = ".path";

    /** Journals in use by an execution of this process. */
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();

    public static JournalIndex get() {
        return ExtensionList.lookupSingleton(JournalIndex.class);
    }

    /** Adds a journal that an execution of this process uses, unless it is already listed. */
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
     * Claims a journal for this process.
     *
     * @return false if it is already claimed, or if nothing is left to do
     */
    public boolean claim(String id) {
        if (!claimed.add(id)) {
            return false;
        }
        // A journal is removed from the list before it is released: it may just have been finished.
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
     * Claims a journal for this process, listed or not.
     *
     * @return false if an execution of this process uses it
     */
    public boolean claimUnlisted(String id) {
        return claimed.add(id);
    }

    /** Releases a claim without having done anything. */
    public void release(String id) {
        claimed.remove(id);
    }

    /**
     * Whether a listed journal is still in the directory of its build: then the build exists, even if Jenkins does not
     * find it.
     *
     * @param begunAt where the journal was created, if known
     */
    public static boolean isInBuild(Path journal, Optional<Path> begunAt) throws IOException {
        if (!journal.startsWith(directory()) || begunAt.filter(Files::exists).isPresent()) {
            return true;
        }
        try {
            // There is another link to the same file.
            return (Integer) Files.getAttribute(journal, "unix:nlink") > 1;
        } catch (UnsupportedOperationException | IllegalArgumentException unknown) {
            LOGGER.log(Level.FINE, "how often " + journal + " is there is not known", unknown);
            return false;
        }
    }

    /** Closes a journal and removes its entry: nothing is left to do. */
    public void settle(String id, JournalWriter journal) {
        try {
            // Must come first: on Windows, open files cannot be removed.
            journal.close();
        } catch (IOException notClosed) {
            LOGGER.log(Level.WARNING, "The journal of a step could not be closed", notClosed);
        }
        remove(id);
    }

    /** Called before the journal is deleted with its build: an entry that is only a path becomes a copy. */
    public void keep(String id, Path journal) throws IOException {
        Path pointer = directory().resolve(id + POINTER);
        if (Files.exists(pointer)) {
            Path copy = directory().resolve(id + ".copy");
            Files.copy(journal, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, directory().resolve(id + LINK), StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(pointer);
        }
    }

    /** Removes an entry: nothing is left to do. */
    public void remove(String id) {
        try {
            Files.deleteIfExists(directory().resolve(id + LINK));
            Files.deleteIfExists(directory().resolve(id + POINTER));
        } catch (IOException left) {
            // The next start will find that nothing is left to do, and retry.
            LOGGER.log(Level.WARNING, "Could not remove the entry of the journal " + id, left);
        }
        claimed.remove(id);
    }

    /** Returns all entries by id: files that can be read as journals, unless they have disappeared. */
    public Map<String, Path> list() throws IOException {
        Map<String, Path> journals = new LinkedHashMap<>();
        Path directory = directory();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                String name = directory.relativize(entry).toString();
                if (name.endsWith(LINK)) {
                    journals.put(name.substring(0, name.length() - LINK.length()), entry);
                } else if (name.endsWith(POINTER)) {
                    // The copy takes precedence.
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
