/**
 * The journal of a batch in a file: one JSON object per line, the plan first, then one line for each entry. A process
 * that is killed at any instant leaves a file from which another one resumes.
 *
 * <p>In come {@linkplain io.jenkins.plugins.flux.history.JournalEntry entries}; out comes the {@link
 * io.jenkins.plugins.flux.journal.JournaledBatch} that they make. Begin at {@link
 * io.jenkins.plugins.flux.journal.JournalWriter}. The file holds neither key nor image bytes.
 */
package io.jenkins.plugins.flux.journal;
