package io.sidelab.app;

import io.sidelab.content.ImageRecipe;
import io.sidelab.content.LabCatalog;
import io.sidelab.content.LabReader;
import io.sidelab.content.RecipeCatalog;
import io.sidelab.content.RecipeReader;
import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.image.ImageLibrary;
import io.sidelab.image.ImageStatus;
import io.sidelab.image.QueuedImageLibrary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Lists the images that labs and recipes name, or pulls and builds those that labs need. */
final class ImagesCommand {
  private final Settings settings;
  private final PrintWriter out;

  ImagesCommand(Settings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
  }

  /** Returns 1 when an image that a lab needs could not be had. */
  int run(boolean prepare) throws EngineFailure, InterruptedException {
    SettingsRecords records = new SettingsRecords(settings);
    Path folder = settings.get(KnownSettings.LABS);
    LabCatalog labs = new LabReader().read(folder);
    RecipeCatalog recipes = new RecipeReader().read(folder.resolve("images"));
    try (Engine engine = new DockerEngine(records.docker());
        ImageLibrary images = new QueuedImageLibrary(engine, recipes, records.images())) {
      if (prepare) {
        return prepare(images, ofLabs(labs), offered(labs));
      }
      Set<String> all = ofLabs(labs);
      all.addAll(offered(labs));
      list(engine, all, recipes);
      return 0;
    }
  }

  private static Set<String> ofLabs(LabCatalog labs) {
    Set<String> names = new LinkedHashSet<>();
    labs.labs().forEach(lab -> lab.machines().forEach(machine -> names.add(machine.image())));
    return names;
  }

  /** What learners may choose instead; a lab can do without. */
  private static Set<String> offered(LabCatalog labs) {
    Set<String> names = new LinkedHashSet<>();
    labs.labs().stream()
        .flatMap(lab -> lab.machines().stream())
        .flatMap(machine -> machine.choices().images().stream())
        .forEach(choice -> names.add(choice.image()));
    return names;
  }

  private void list(Engine engine, Set<String> ofLabs, RecipeCatalog recipes) throws EngineFailure {
    Set<String> all = new LinkedHashSet<>(ofLabs);
    recipes.recipes().stream().map(ImageRecipe::name).forEach(all::add);
    for (String name : all) {
      String here = engine.images().find(name).isPresent() ? "ready  " : "missing";
      String from = recipes.find(name).isPresent() ? "recipe" : "registry";
      out.printf("%s  %-9s  %s%n", here, from, name);
    }
  }

  private int prepare(ImageLibrary images, Set<String> needed, Set<String> offered)
      throws InterruptedException {
    images.watch(this::print); // Until the library is closed, right after this.
    images.prepare(needed);
    images.prepare(offered);
    int code = there(images, needed) ? 0 : 1;
    there(images, offered);
    return code;
  }

  private static boolean there(ImageLibrary images, Set<String> names) throws InterruptedException {
    boolean all = true;
    for (String name : names) {
      try {
        images.request(name).get(); // Each piece of work inside has a timeout of its own.
      } catch (ExecutionException failed) {
        all = false;
      }
    }
    return all;
  }

  private void print(ImageStatus status) {
    out.println(status.image() + ": " + status.message() + " " + status.remedy());
  }
}
