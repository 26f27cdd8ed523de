package io.sidelab.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds recipes that need each other in a circle: none of them could be the first. */
final class RecipeCircles {
  private RecipeCircles() {}

  /** The recipes that stand in no circle and need none; the others are reported. */
  static List<ImageRecipe> without(List<ImageRecipe> recipes, ProblemList problems) {
    Map<String, ImageRecipe> byImage = new HashMap<>();
    recipes.forEach(recipe -> recipe.images().forEach(image -> byImage.put(image, recipe)));
    Set<ImageRecipe> makeable = new HashSet<>();
    boolean found = true;
    while (found) {
      found = false;
      for (ImageRecipe recipe : recipes) {
        boolean ready =
            recipe.needs().stream()
                .allMatch(
                    need -> !byImage.containsKey(need) || makeable.contains(byImage.get(need)));
        found |= ready && makeable.add(recipe);
      }
    }
    List<ImageRecipe> rest = new ArrayList<>(recipes);
    rest.removeAll(makeable);
    for (ImageRecipe recipe : rest) {
      String file = recipe.folder().getFileName() + "/recipe.yaml";
      problems.add(
          new Problem(
              file, 0, "needs itself in the end, by way of " + String.join(", ", recipe.needs())));
    }
    return recipes.stream().filter(makeable::contains).toList();
  }
}
