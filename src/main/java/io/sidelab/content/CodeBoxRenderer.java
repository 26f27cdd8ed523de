package io.sidelab.content;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes a {@link CodeBox} in the form that the page's script looks for. */
final class CodeBoxRenderer implements NodeRenderer {
  private final HtmlWriter html;

  CodeBoxRenderer(HtmlNodeRendererContext context) {
    this.html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(CodeBox.class);
  }

  @Override
  public void render(Node node) {
    CodeBox box = (CodeBox) node;
    boolean framed = !box.attributes().isEmpty();
    html.line();
    if (framed) {
      Map<String, String> attributes = new TreeMap<>(box.attributes());
      attributes.put("class", "code-block");
      html.tag("div", attributes);
    }
    html.tag("pre");
    String language = box.language();
    html.tag("code", language.isEmpty() ? Map.of() : Map.of("class", "language-" + language));
    html.text(box.text());
    html.tag("/code");
    html.tag("/pre");
    if (framed) {
      html.tag("/div");
    }
    html.line();
  }
}
