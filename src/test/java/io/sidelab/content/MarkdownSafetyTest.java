package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownSafetyTest {
  private static final int MUTATIONS_PER_VECTOR = 60;

  private final Markdown markdown = new Markdown();

  static List<String> vectors() throws IOException {
    try (InputStream in =
        MarkdownSafetyTest.class.getResourceAsStream("/content/xss-vectors.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void knowsEnoughVectors() throws IOException {
    assertThat(vectors()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void nothingOfAVectorActsOnThePage(String vector) {
    checkBothLayers(vector);
    checkBothLayers("text " + vector + " text");
    checkBothLayers("- " + vector + "\n\n      " + vector);
    checkBothLayers("| a | b |\n| --- | :-: |\n| " + vector + " | " + vector + " |");
    checkBothLayers("[" + vector + "](" + vector + " '" + vector + "')");
    checkBothLayers("```" + vector + "\n" + vector + "\n```\n");
    checkBothLayers("## " + vector);
  }

  /** Random damage to the vectors; the seed makes a failure come again. */
  @Test
  void nothingOfADamagedVectorActsOnThePage() throws IOException {
    List<String> vectors = vectors();
    Random random = new Random(20_260_801);
    for (String vector : vectors) {
      for (int i = 0; i < MUTATIONS_PER_VECTOR; i++) {
        checkBothLayers(damaged(vector, vectors.get(random.nextInt(vectors.size())), random));
      }
    }
  }

  private static String damaged(String vector, String other, Random random) {
    StringBuilder text = new StringBuilder(vector);
    String pieces = "<>\"'`&;/\\=\t\n\u0000\u00a0\u2028-!#[]()x ";
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(5)) {
        case 0 -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
        case 2 -> text.insert(at, other);
        case 3 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
        default -> text.replace(0, text.length(), swapCase(text.toString(), random));
      }
    }
    return text.toString();
  }

  private static String swapCase(String text, Random random) {
    StringBuilder swapped = new StringBuilder();
    for (char c : text.toCharArray()) {
      swapped.append(random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    return swapped.toString();
  }

  /** The whole way, and the second layer alone as if the first had let everything through. */
  private void checkBothLayers(String text) {
    Harmless.check(SafeHtml.clean(text), text);
    markdown.parse(text).ifPresent(tree -> Harmless.check(markdown.render(tree, Map.of()), text));
    markdown.parse(text).ifPresent(tree -> Harmless.check(boxed(tree), text));
  }

  private String boxed(Node tree) {
    tree.accept(new StepFences(new Location(new ProblemList(), "step.md", 1), Set.of("box")));
    return markdown.render(tree, Map.of());
  }

  @Test
  void refusesTextThatIsNestedWithoutEnd() {
    assertThat(markdown.parse(">".repeat(60_000) + " x")).isEmpty();
    assertThat(markdown.parse("*a **b ".repeat(4_000) + "c** c* ".repeat(4_000))).isEmpty();
    assertThat(markdown.parse("![".repeat(8_000) + "a" + "](x)".repeat(8_000))).isEmpty();
  }
}
