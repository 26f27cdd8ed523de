/**
 * What terminals print, kept as asciicast v2: one file for each terminal, in one folder for each
 * workspace. Input is never recorded. {@link io.sidelab.recording.Recordings} is the way in.
 *
 * <p>Threads: {@code sidelab-recording-writer} alone writes, ends and removes files. A terminal's
 * threads only put what they have into a queue that is bounded in bytes, and never wait; when it is
 * full, that terminal's recording ends with a mark that says so. Requests list and read files on
 * their own threads.
 *
 * <p>Files: {@code about.json} says whose a folder is; {@code MACHINE-NUMBER.cast} holds whole
 * lines, but for the last one after a kill, which readers leave out and the next writer removes.
 */
package io.sidelab.recording;
