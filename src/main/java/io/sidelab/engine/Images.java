package io.sidelab.engine;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of the engine. Pulls and builds block for minutes: call them from threads made for it.
 */
public interface Images {
  /** The image of that name on the engine, without asking any registry. */
  Optional<Image> find(String name) throws EngineFailure;

  /**
   * The layers of an image on the engine.
   *
   * @param name one of its names, or its identifier
   */
  Optional<ImageLayers> layers(String name) throws EngineFailure;

  /**
   * What each layer of an image holds, the lowest layer first, in no order of paths. Reads the
   * whole image: a second for some hundred megabytes. {@link FailureReason#REFUSED} for one that is
   * too large to be read for this.
   *
   * @param name one of its names, or its identifier
   */
  List<List<LayerFile>> files(String name) throws EngineFailure;

  /**
   * Identifiers of what people count as images: those with a name, and those that nothing is built
   * on. Newest first.
   *
   * @param most where the list ends
   */
  List<String> list(int most) throws EngineFailure;

  /**
   * Pulls from the registry that the reference names. Interrupting the thread cancels the pull.
   *
   * @param reference such as {@code alpine:3.22} or {@code localhost:5000/library/alpine:3.22}
   */
  void pull(String reference, Progress progress) throws EngineFailure;

  /** Builds with the engine's classic builder. Interrupting the thread cancels the build. */
  void build(ImageBuild build, Progress progress) throws EngineFailure;

  /**
   * Makes an image of one layer from a tar of a root file system. One that ends too early makes an
   * image as well: import under another name when that can happen.
   *
   * @param tar read to its end, not closed
   */
  void importRootFilesystem(
      String name, List<String> command, Map<String, String> labels, InputStream tar)
      throws EngineFailure;

  /** Gives an existing image a further name. */
  void tag(String existing, String name) throws EngineFailure;

  /** Removes the name, and the image with its last name. An image that is gone is fine. */
  void remove(String name) throws EngineFailure;
}
