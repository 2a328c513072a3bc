/**
 * The journal of a run in a file: one JSON object per line, the plan first, then one line per move. A process that is killed
 * at any instant leaves a file from which another one can go on.
 *
 * <p>The ways in are {@link io.jenkins.plugins.flux.journal.FileJournal} for writing and {@link
 * io.jenkins.plugins.flux.journal.JournaledRun#read} for reading. The file holds neither key nor image bytes.
 */
package io.jenkins.plugins.flux.journal;
