package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.Simulator;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Embedded hosts that start quickly: their processes share an archive of the classes that one of them has loaded
 * before, which saves a third of the time.
 */
final class EmbeddedHosts implements CrashHosts {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final List<String> javaOptions;

    private EmbeddedHosts(List<String> javaOptions) {
        this.javaOptions = javaOptions;
    }

    /**
     * Creates the archive. Blocks for some seconds.
     *
     * @param directory for its files
     */
    static EmbeddedHosts prepare(Path directory) throws Exception {
        List<String> classPath = List.of("-cp", classPath(directory));
        String archive = directory.resolve("classes.jsa").toString();
        List<String> dumping = new ArrayList<>(classPath);
        dumping.add("-XX:ArchiveClassesAtExit=" + archive);
        LifeScript script = new LifeScript(0, 0, 1);
        try (Simulator simulator = Simulator.start();
                EmbeddedHost host = new EmbeddedHost(directory, simulator, script, dumping)) {
            List<ScriptedBuild> builds = script.life(0).builds();
            host.start(script.life(0), null, false);
            Remains remains = new Remains(host.home(), host.log());
            Instant end = Instant.now().plus(PATIENCE);
            while (host.isAlive() && !remains.haveEnded(builds) && Instant.now().isBefore(end)) {
                host.awaitEnd(GLANCE);
            }
            host.shutDown();
        }
        List<String> sharing = new ArrayList<>(classPath);
        sharing.add("-XX:SharedArchiveFile=" + archive);
        return new EmbeddedHosts(sharing);
    }

    @Override
    public CrashHost in(Path directory, Simulator simulator, LifeScript script) {
        return new EmbeddedHost(directory, simulator, script, javaOptions);
    }

    /** The class path of this process, with jars instead of directories: only classes in jars can be shared. */
    private static String classPath(Path directory) throws IOException {
        List<String> elements = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(element);
            elements.add(
                    Files.isDirectory(path)
                            ? jar(path, directory.resolve(elements.size() + ".jar"))
                                    .toString()
                            : element);
        }
        return String.join(File.pathSeparator, elements);
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
