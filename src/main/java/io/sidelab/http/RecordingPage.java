package io.sidelab.http;

import io.sidelab.recording.RecordedWorkspace;
import io.sidelab.recording.RecordingFile;
import java.util.List;

/**
 * What the template of a lab's recordings shows.
 *
 * @param files by machine and number; empty when nothing was printed
 * @param kept how long recordings are kept, such as "7 d"
 * @param source where the page's script reads them
 * @param back the page that lists them
 */
public record RecordingPage(
    RecordedWorkspace workspace,
    List<RecordingFile> files,
    String kept,
    String source,
    String back,
    HostCard host) {}
