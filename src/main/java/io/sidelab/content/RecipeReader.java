package io.sidelab.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the folder of image recipes: each folder in it with a {@code recipe.yaml}; others may hold
 * what recipes share. A recipe with a problem is left out, the others stay. Every call reads afresh
 * and keeps nothing, so any thread may use it.
 */
public final class RecipeReader {
  private static final String RECIPE = "recipe.yaml";
  private static final int RECIPES = 200;
  private static final int RECIPE_BYTES = 16 * 1024;
  private static final int IMAGES = 20;
  private static final int NAME_LENGTH = 400;

  private static final Map<String, MachineDefinition.Kind> KINDS =
      Map.of(
          "container", MachineDefinition.Kind.CONTAINER,
          "vm", MachineDefinition.Kind.VM);

  /** All recipes in the folder. One that is not there is an empty catalogue. */
  public RecipeCatalog read(Path folder) {
    ProblemList problems = new ProblemList();
    List<ImageRecipe> recipes = new ArrayList<>();
    Map<String, Location> providers = new HashMap<>();
    if (Files.isDirectory(folder)) {
      for (String name : names(folder, problems)) {
        int before = problems.count();
        Optional<ImageRecipe> recipe = recipe(folder, name, providers, problems);
        if (problems.count() == before) {
          recipe.ifPresent(recipes::add);
        }
      }
    }
    List<ImageRecipe> sound = RecipeCircles.without(recipes, problems);
    return new RecipeCatalog(sound, problems.sorted());
  }

  private static List<String> names(Path folder, ProblemList problems) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> names =
          entries
              .filter(path -> Files.exists(path.resolve(RECIPE)))
              .map(path -> path.getFileName().toString())
              .sorted()
              .toList();
      if (names.size() <= RECIPES) {
        return names;
      }
      problems.add(new Problem(".", 0, "holds more than " + RECIPES + " recipes"));
    } catch (IOException e) {
      problems.add(new Problem(".", 0, "the folder of the recipes cannot be read: " + folder));
    }
    return List.of();
  }

  private static Optional<ImageRecipe> recipe(
      Path images, String name, Map<String, Location> providers, ProblemList problems) {
    String path = name + "/" + RECIPE;
    Location file = new Location(problems, path, 0);
    try {
      SafeFolder folder = new SafeFolder(images);
      Optional<Fields> fields =
          folder.text(path, RECIPE_BYTES, file).flatMap(text -> YamlReader.read(text, file));
      return fields.flatMap(found -> recipe(folder, name, found, providers));
    } catch (IOException e) {
      file.report("cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<ImageRecipe> recipe(
      SafeFolder images, String name, Fields fields, Map<String, Location> providers) {
    List<String> provides = provides(fields, providers);
    List<String> needs = names(fields, "needs");
    String summary = fields.text("summary", 200);
    String size = fields.text("size", 40);
    boolean registry = fields.choice("registry", Map.of("first", true, "never", false), true);
    MachineDefinition.Kind kind = fields.choice("kind", KINDS, MachineDefinition.Kind.CONTAINER);
    RecipeSource source = new RecipeSource(images, name, fields);
    List<String> command = source.command();
    Optional<ImageRecipe.Source> made = source.read();
    fields.finish();
    if (made.isEmpty()) {
      return Optional.empty();
    }
    return source
        .digest(made.get())
        .map(
            digest ->
                new ImageRecipe(
                    provides,
                    summary,
                    size,
                    kind,
                    registry,
                    needs,
                    command,
                    made.get(),
                    digest,
                    images.root().resolve(name)));
  }

  private static List<String> provides(Fields fields, Map<String, Location> providers) {
    List<String> images = names(fields, "images");
    if (images.isEmpty()) {
      fields.at("images").report("images is missing: the names it provides, the main one first");
    }
    for (String image : images) {
      Location other = providers.putIfAbsent(image, fields.at("images"));
      if (other != null) {
        fields
            .at("images")
            .report("the image " + image + " is made by " + other.file() + " already");
      }
    }
    return images;
  }

  private static List<String> names(Fields fields, String key) {
    List<Fields.Item> items = fields.texts(key, IMAGES, NAME_LENGTH);
    items.forEach(item -> ImageNames.check(item.text(), item.location()));
    return items.stream().map(Fields.Item::text).toList();
  }
}
