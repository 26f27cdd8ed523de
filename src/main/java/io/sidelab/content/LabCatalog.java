package io.sidelab.content;

import java.util.List;
import java.util.Optional;

/**
 * All labs that could be read, and what is wrong with the others.
 *
 * @param labs in catalogue order
 * @param problems of labs that are not among them
 */
public record LabCatalog(List<Lab> labs, List<Problem> problems) {
  /** How many labs could not be read; one of them may have many problems. */
  public int unreadable() {
    return (int)
        problems.stream().map(problem -> problem.file().split("/", 2)[0]).distinct().count();
  }

  public Optional<Lab> find(String id) {
    return labs.stream().filter(lab -> lab.id().equals(id)).findFirst();
  }
}
