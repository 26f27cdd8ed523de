package io.sidelab.http;

import java.util.List;

/**
 * What the template of the catalogue shows.
 *
 * @param problems how many labs could not be read; the server's log and {@code sidelab check} say
 *     why
 * @param recorded whether this learner has recordings to watch
 */
public record CatalogPage(
    List<LabCard> labs,
    List<OpenLab> open,
    HostCard host,
    int problems,
    boolean full,
    boolean recorded) {

  /** A workspace of this learner that goes on. */
  public record OpenLab(String workspaceId, String labTitle, String state, String expires) {}
}
