package io.sidelab.content;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How an image is made on the spot, from a folder under {@code labs/images/}.
 *
 * @param images names it provides; the first is its main one
 * @param summary for the picker
 * @param size roughly, in the author's words, such as "120 MB"
 * @param kind container or VM
 * @param registry whether a registry is asked before the recipe is used
 * @param needs images that must be there first
 * @param command of an image made from a root file system
 * @param source how it is made
 * @param digest of everything in its folder and in the folders it refers to: changes when the
 *     recipe does
 * @param folder of the recipe
 */
public record ImageRecipe(
    List<String> images,
    String summary,
    String size,
    MachineDefinition.Kind kind,
    boolean registry,
    List<String> needs,
    List<String> command,
    Source source,
    String digest,
    Path folder) {

  public String name() {
    return images.get(0);
  }

  /** What the image is made from. */
  public sealed interface Source {
    /** A program that writes a tar of the root file system to its standard output. */
    record RootFilesystem(List<String> program) implements Source {}

    /** A Docker build of the context folder. */
    record Build(Path context, Optional<String> target) implements Source {}
  }
}
