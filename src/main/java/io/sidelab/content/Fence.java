package io.sidelab.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.FencedCodeBlock;

/**
 * A fenced block: a word, then attributes, then its text.
 *
 * @param word what it is, or the language of its code; empty where nothing is said
 * @param text without the final line end
 * @param node in the page's tree
 */
record Fence(
    String word,
    Map<String, String> attributes,
    String text,
    Location location,
    FencedCodeBlock node) {

  /** No script or command of a lesson is longer; longer ones are files of the lab. */
  private static final int LENGTH = 8 * 1024;

  /**
   * @param page where the text of the tree begins
   */
  static Fence of(FencedCodeBlock block, Location page) {
    Location location = Lines.of(block, page);
    String info = block.getInfo() == null ? "" : block.getInfo().strip();
    List<String> words = List.of(info.split("\\s+"));
    boolean named = !words.get(0).contains("=");
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String word : words.subList(named ? 1 : 0, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1 || equals == word.length() - 1) {
        location.report(Location.quote(word) + " must be written as name=value, without spaces");
      } else if (attributes.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        location.report(Location.quote(word.substring(0, equals)) + " stands here twice");
      }
    }
    String text = block.getLiteral().replaceAll("\\n+\\z", "");
    if (text.length() > LENGTH) {
      location.report("the block is longer than " + Quantities.size(LENGTH));
    }
    return new Fence(named ? words.get(0) : "", attributes, text, location, block);
  }

  String attribute(String name, String fallback) {
    return attributes.getOrDefault(name, fallback);
  }

  /** Reports attributes other than these. */
  void allow(String... names) {
    for (String name : attributes.keySet()) {
      if (!List.of(names).contains(name)) {
        String known = names.length == 0 ? "nothing" : String.join(", ", names);
        location.report("unknown " + Location.quote(name) + " at this block; known here: " + known);
      }
    }
  }

  /** Reports a block without text. */
  void requireText() {
    if (text.isBlank()) {
      location.report("the " + word + " block is empty");
    }
  }
}
