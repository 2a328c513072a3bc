package io.jenkins.plugins.flux.crash;

/**
 * A place in the code of a host process.
 *
 * @param className the binary name of the class
 * @param method its name, followed by its descriptor as in class files
 * @param end true for the return from the method, false for its beginning
 * @param text content of the bytes in the first argument of the method; empty if it does not matter
 */
record CodePlace(String className, String method, boolean end, String text) {

    private static final String PLUGIN = "io.jenkins.plugins.flux.";

    /** Where journal entries are written and forced to disk. */
    static CodePlace journalWrite(boolean end, String text) {
        return new CodePlace(PLUGIN + "journal.JournalWriter", "append([BZ)V", end, text);
    }

    /** Where an image is archived and copied into the workspace. */
    static CodePlace storing(boolean end) {
        return new CodePlace(
                PLUGIN + "store.BuildImageStore",
                "store(Ljava/lang/String;Lio/jenkins/plugins/flux/image/StoredImage;)V",
                end,
                "");
    }

    /** Where a build's record and its manifest are written. */
    static CodePlace recording(boolean end) {
        return new CodePlace(
                PLUGIN + "record.ImageRecords",
                "add(Ljava/util/List;Lio/jenkins/plugins/flux/store/BuildImageStore;Z)V",
                end,
                "");
    }

    /** Where a journal is entered in the list of the active ones. */
    static CodePlace listing(boolean end) {
        return new CodePlace(PLUGIN + "journals.JournalIndex", "add(Ljava/lang/String;Ljava/nio/file/Path;)V", end, "");
    }
}
