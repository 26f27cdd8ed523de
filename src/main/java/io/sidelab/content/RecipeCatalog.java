package io.sidelab.content;

import java.util.List;
import java.util.Optional;

/** All image recipes that could be read, and what is wrong with the others. */
public record RecipeCatalog(List<ImageRecipe> recipes, List<Problem> problems) {
  /** The recipe that provides an image of that name. */
  public Optional<ImageRecipe> find(String image) {
    return recipes.stream().filter(recipe -> recipe.images().contains(image)).findFirst();
  }
}
