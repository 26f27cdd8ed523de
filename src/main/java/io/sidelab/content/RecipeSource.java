package io.sidelab.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What an image is made from: the part of a recipe that points at files. */
final class RecipeSource {
  /** Programs are small; it is read whole for the digest. */
  private static final long PROGRAM_BYTES = 4L * 1024 * 1024;

  private final SafeFolder images;
  private final String name;
  private final Fields fields;

  /**
   * @param name of the recipe's folder among the images
   */
  RecipeSource(SafeFolder images, String name, Fields fields) {
    this.images = images;
    this.name = name;
    this.fields = fields;
  }

  /** The command of an image made from a root file system, which has no other way to name one. */
  List<String> command() {
    List<String> command =
        fields.texts("command", 32, 1000).stream().map(Fields.Item::text).toList();
    if (!command.isEmpty() && fields.has("build")) {
      fields.at("command").report("command is for rootfs; with build, write CMD in the Dockerfile");
    } else if (command.isEmpty() && fields.has("rootfs")) {
      fields.location().report("command is missing: what the image runs, such as [bash]");
    }
    return command;
  }

  Optional<ImageRecipe.Source> read() {
    boolean target = fields.has("target");
    if (fields.has("rootfs") == fields.has("build")) {
      fields.location().report("a recipe has either rootfs or build");
      return Optional.empty();
    }
    if (fields.has("build")) {
      return build();
    }
    if (target) {
      fields.at("target").report("target is for build");
    }
    return rootFilesystem();
  }

  private Optional<ImageRecipe.Source> build() {
    Location place = fields.at("build");
    Optional<Path> context = images.inside(name, fields.text("build", 200), place);
    if (context.isPresent() && !Files.isRegularFile(context.get().resolve("Dockerfile"))) {
      place.report("there is no Dockerfile in the folder of build");
    }
    String target = fields.text("target", 100, "");
    if (!target.matches("[A-Za-z0-9_.-]*")) {
      fields.at("target").report("target must be the name of a stage in the Dockerfile");
    }
    Optional<String> stage = Optional.of(target).filter(text -> !text.isEmpty());
    return context.map(folder -> new ImageRecipe.Source.Build(folder, stage));
  }

  private Optional<ImageRecipe.Source> rootFilesystem() {
    List<Fields.Item> line = fields.texts("rootfs", 32, 1000);
    if (line.isEmpty()) {
      fields.at("rootfs").report("rootfs must be a program and its arguments");
      return Optional.empty();
    }
    Fields.Item first = line.get(0);
    Optional<Path> program = images.file(name, first.text(), PROGRAM_BYTES, first.location());
    if (program.isPresent() && !Files.isExecutable(program.get())) {
      first.location().report(Location.quote(first.text()) + " cannot be executed; chmod +x it");
    }
    List<String> words = new ArrayList<>(line.stream().map(Fields.Item::text).toList());
    program.ifPresent(path -> words.set(0, path.toString()));
    return program.map(path -> new ImageRecipe.Source.RootFilesystem(List.copyOf(words)));
  }

  /** Of the recipe's folder and of the one it points at. */
  Optional<String> digest(ImageRecipe.Source source) {
    TreeSet<Path> folders = new TreeSet<>(List.of(images.root().resolve(name)));
    folders.add(
        source instanceof ImageRecipe.Source.Build build
            ? build.context()
            : Path.of(((ImageRecipe.Source.RootFilesystem) source).program().get(0)).getParent());
    try {
      return Optional.of(FolderDigest.of(images.root(), folders));
    } catch (IOException e) {
      fields.location().at(0).report("the recipe's files cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }
}
