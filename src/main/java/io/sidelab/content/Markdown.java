package io.sidelab.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown to HTML that cannot carry a script, in two layers that do not trust each other: HTML in
 * the text is escaped and odd addresses are dropped while writing; then {@link SafeHtml} keeps only
 * what it knows. Safe for use by any thread.
 */
final class Markdown {
  /** Rendering recurses; a page that people can read has not half as many levels. */
  static final int DEPTH = 30;

  /**
   * Signs that may open something inside a paragraph. The parser recurses over what they nest
   * before anybody can look at the tree; so many fit easily into the stack of any thread.
   */
  private static final int SIGNS = 1_000;

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private final Parser parser =
      Parser.builder()
          .extensions(EXTENSIONS)
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  /** The tree of the text; empty when it is nested too deep to be shown. */
  Optional<Node> parse(String text) {
    if (mostSigns(text) > SIGNS) {
      return Optional.empty();
    }
    Node document = parser.parse(text);
    return depth(document) > DEPTH ? Optional.empty() : Optional.of(document);
  }

  /** Most signs between two blank lines: no paragraph is longer. */
  private static long mostSigns(String text) {
    long most = 0;
    long signs = 0;
    for (String line : text.split("\n", -1)) {
      signs = line.isBlank() ? 0 : signs + line.chars().filter(c -> "*_[".indexOf(c) >= 0).count();
      most = Math.max(most, signs);
    }
    return most;
  }

  /** Walks without recursion: the depth is what is in question. */
  private static int depth(Node document) {
    int deepest = 0;
    int depth = 0;
    Node node = document;
    while (node != null) {
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        deepest = Math.max(deepest, ++depth);
        continue;
      }
      while (node != null && node.getNext() == null) {
        node = node.getParent();
        depth--;
      }
      node = node == null ? null : node.getNext();
    }
    return deepest;
  }

  /**
   * Safe HTML of a tree.
   *
   * @param ids of headings
   */
  String render(Node tree, Map<Node, String> ids) {
    return SafeHtml.clean(renderer(ids).build().render(tree));
  }

  /** Safe HTML of a text that stands in a line of its own: a single paragraph has no frame. */
  String renderLine(Node tree) {
    return SafeHtml.clean(renderer(Map.of()).omitSingleParagraphP(true).build().render(tree));
  }

  private static HtmlRenderer.Builder renderer(Map<Node, String> ids) {
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .escapeHtml(true)
        .sanitizeUrls(true)
        .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
        .percentEncodeUrls(true)
        .nodeRendererFactory(CodeBoxRenderer::new)
        .nodeRendererFactory(PredictionBoxRenderer::new)
        .attributeProviderFactory(
            context ->
                (node, tag, attributes) -> {
                  if (ids.containsKey(node)) {
                    attributes.put("id", ids.get(node));
                  }
                });
  }
}
