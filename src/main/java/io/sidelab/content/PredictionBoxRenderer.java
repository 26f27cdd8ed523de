package io.sidelab.content;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes a {@link PredictionBox} in the form that the page's script looks for. */
final class PredictionBoxRenderer implements NodeRenderer {
  private final HtmlWriter html;

  PredictionBoxRenderer(HtmlNodeRendererContext context) {
    this.html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(PredictionBox.class);
  }

  @Override
  public void render(Node node) {
    Prediction prediction = ((PredictionBox) node).prediction();
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("class", "prediction");
    attributes.put("data-prediction", prediction.id());
    attributes.put("data-unit", prediction.unit());
    html.line();
    html.tag("div", attributes);
    html.raw(prediction.html()); // made by the same renderer, and cleaned again with the page
    html.tag("/div");
    html.line();
  }
}
